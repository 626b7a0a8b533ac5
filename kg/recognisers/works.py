"""Works of engineering: dams, railways, canals and the like, named after places, that are being built.

A work is a policy while it is built; what stands finished is a place. The word 工程 or 项目 at the end of a name tells
as much by itself; else a verb of building in the same clause must.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Mention, Span
from kg.recognisers import phrases
from kg.values import Struct

LONGEST = 26
DONE_TO_IT = r"(?:现代化|续建配套|续建|配套|除险加固|升级|改造|扩容|改扩建|扩建|新建|改建|建设|延伸|试点|示范|提升)*"
PHASE = r"(?:[一二三四五六七]期)?"
BUILT_BEFORE = re.compile(r"(?:新开工|开工建设|开工|启动建设|在建|续建|加快建设|加快推进|动工)[^，。；：“”]{0,120}$")
BUILT_AFTER = re.compile(r"[^，。；：\n]{0,160}?(?:开工|动工|复工|在建|加快建设|加快推进|全面建设|启动建设|正在建设)")
# What may follow a name without 工程; another noun would make it part of a longer one (机场二号航站楼).
END = (
    r"[、，。；：）”\n和与及等的将也已]|$|开工|动工|复工|在建|加快|全线|全面|正式|年内|顺利|陆续|主体|先后|相继|工程|项目"
    r"|进入|正在"
)
JOINT = re.compile("[、，。；：（）“”\n]|和|与|以及|及")
DIVERSION = re.compile(f"引[\u4e00-\u9fff]{{1,2}}(?:济|入|补|润)[\u4e00-\u9fff]{{1,2}}(?:(?:{PHASE})工程|工程{PHASE})")
QUOTED_DIVERSION = re.compile("“(引[\u4e00-\u9fff](?:济|入|补|润)[\u4e00-\u9fff])”")
NO_NAME = re.compile(r"[的了等将]|有关|相关|首[个座条台]|最大|第一|唯一|重点|重大|\d+[个项条座]|一批|多[个项条]")


class Grammar(Struct, frozen=True):
    """The compiled kinds of works: with 工程 or 项目 at the end, and without."""

    work: re.Pattern[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the kinds of works; use as `lexicon.compiled(load_grammar)`."""
    kinds = phrases.alternatives(phrases.words(lexicon.rows("work_kinds", ("word",), ("word",))))
    return Grammar(re.compile(f"(?:{kinds}){DONE_TO_IT}{PHASE}(?:(工程|项目){PHASE}|(?={END}))"))


def find(text: str, hits: tuple[Hit, ...], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield works under construction that begin with the name of a place, and diversions (引江济淮工程)."""
    for match in DIVERSION.finditer(text):
        yield Mention(Span(*match.span()), "policy", "policy.diversion")
    for match in QUOTED_DIVERSION.finditer(text):
        yield Mention(Span(*match.span(1)), "policy", "policy.diversion")
    starts = sorted({hit.span.start for hit in hits if any(entity.kind == "place" for entity in hit.entities)})
    if not starts:
        return
    named = set(starts)
    for match in lexicon.compiled(load_grammar).work.finditer(text):
        start = _start(text, match.start(), named)
        if start is not None and (match[1] or _is_built(text, start, match.end())):
            yield Mention(Span(start, match.end()), "policy", "policy.work")


def _start(text: str, end: int, named: set[int]) -> int | None:
    """Return where the work's name begins: at the first name of a place behind the last joint."""
    low = max(0, end - LONGEST)
    joint = phrases.last_end(JOINT, text, low, end) or low
    start = next((at for at in range(joint, end) if at in named), None)
    if start is None or end - start < 2 or NO_NAME.search(text, start, end):  # noqa: PLR2004
        return None
    return start


def _is_built(text: str, start: int, end: int) -> bool:
    low = max(
        (match.end() for match in re.compile("[，。；：\n]").finditer(text, max(0, start - 160), start)), default=0
    )
    return bool(BUILT_BEFORE.search(text, max(low, start - 160), start) or BUILT_AFTER.match(text, end))
