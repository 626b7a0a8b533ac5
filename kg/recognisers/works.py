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
LEAST = 2
DONE_TO_IT = (
    r"(?:现代化|续建配套|续建|配套|除险加固|升级|改造|扩容|改扩建|扩建|新建|改建|建设|延伸|扩能|试点|示范|提升)*"
)
PHASE = r"(?:[一二三四五六七]期)?"
BUILT_BEFORE = re.compile(r"(?:新开工|开工建设|开工|启动建设|在建|续建|加快建设|加快推进|动工)[^，。；：“”]{0,120}$")
BUILT_AFTER = re.compile(r"[^，。；：\n]{0,160}?(?:开工|动工|复工|在建|加快建设|加快推进|全面建设|启动建设|正在建设)")
# A list that 等…项目 closes is one of works if a verb before it in the sentence says that something is carried out.
CARRIED_OUT = re.compile(r"(?:实施|推进|加快|谋划|推动|规划|布局|建设)[^。；：“”\n]{0,200}$")
CLOSED = re.compile(r"[^，。；：\n]{0,200}?等[^，。；、\n]{0,12}?(?:项目|工程)")
DONE = re.compile("[\u4e00-\u9fff]{0,8}?(?:建成|竣工|通车|投用|投运|投产|运营)")
REACH = 200
# What may follow a name without 工程; another noun would make it part of a longer one (机场二号航站楼).
END = (
    r"[、，。；：）”\n和与及等的将也已]|$|开工|动工|复工|在建|加快|全线|全面|正式|年内|顺利|陆续|主体|先后|相继|工程|项目"
    r"|进入|正在"
)
JOINT = re.compile(
    "(?:[、，。；：（）“”\n的]|以及|和|与|及|新开工|开工建设|开工|续建|实施|推进|推动|加快|建设|谋划|启动|全国|全省|全市)了?"
)
DIVERSION = re.compile(
    f"引[\u4e00-\u9fff]{{1,2}}(?:济|入|补|润)[\u4e00-\u9fff]{{1,2}}(?:(?:{PHASE})工程|工程{PHASE})|引.济.(?=[等、和与，。])"
)
QUOTED_DIVERSION = re.compile("“(引[\u4e00-\u9fff](?:济|入|补|润)[\u4e00-\u9fff])”")
NO_NAME = re.compile(r"[的了等将]|有关|相关|首[个座条台]|最大|第一|唯一|重点|重大|\d+[个项条座]|一批|多[个项条]")
CLASS = re.compile(
    "(?:农村|城市|城乡|城镇|农业|老旧|公共|基础|综合|现代|新型|大型|中型|小型|骨干|重要|交通|水利|生态|环境|区域|流域|河道)"
)


class Grammar(Struct, frozen=True):
    """The compiled kinds of works: with 工程 or 项目 at the end, and without."""

    work: re.Pattern[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the kinds of works; use as `lexicon.compiled(load_grammar)`."""
    kinds = phrases.alternatives(phrases.words(lexicon.rows("work_kinds", ("word",), ("word",))))
    return Grammar(re.compile(f"(?:{kinds}){DONE_TO_IT}{PHASE}(?:(工程|项目){PHASE}|(?<!建设)(?={END}))"))


def find(text: str, hits: tuple[Hit, ...], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield works under construction that begin with the name of a place, and diversions (引江济淮工程)."""
    for match in DIVERSION.finditer(text):
        yield Mention(Span(*match.span()), "policy", "policy.diversion")
    for match in QUOTED_DIVERSION.finditer(text):
        yield Mention(Span(*match.span(1)), "policy", "policy.diversion")
    places = {hit.span.start for hit in hits if any(entity.kind == "place" for entity in hit.entities)}
    grammar = lexicon.compiled(load_grammar)
    for match in grammar.work.finditer(text):
        span = _name(text, match, places, grammar)
        if span is not None:
            yield Mention(span, "policy", "policy.work")


def _name(text: str, match: re.Match[str], places: set[int], grammar: Grammar) -> Span | None:
    """Return the name that ends with a kind of works: from the joint before, or from the first place behind it."""
    low = max(0, match.start() - LONGEST)
    joint = phrases.last_end(JOINT, text, low, match.start()) or low
    place = next((at for at in range(joint, match.start()) if at in places), None)
    own = place is None or place - joint < LEAST or grammar.work.search(text, joint, place)
    start = joint if own or place is None else place
    if match.start() - start < LEAST or CLASS.match(text, start) or NO_NAME.search(text, start, match.start()):
        return None
    listed = _is_listed(text, start, match.end())
    built = match[1] or _is_built(text, start, match.end())
    return Span(start, match.end()) if listed or (built and place is not None) else None


def _is_built(text: str, start: int, end: int) -> bool:
    return bool(BUILT_BEFORE.search(text, max(0, start - REACH), start) or BUILT_AFTER.match(text, end))


def _is_listed(text: str, start: int, end: int) -> bool:
    closed = CLOSED.match(text, end)
    return bool(
        closed and not DONE.match(text, closed.end()) and CARRIED_OUT.search(text, max(0, start - REACH), start)
    )
