"""What names of policies look like: the word lists of `data/policy_*.tsv`, compiled.

Last words are in `policy_suffixes.tsv`, words before them in `policy_verbs.tsv`, nouns after a quoted name in
`policy_nouns.tsv`, what is no name in `policy_generic.tsv` and `policy_not.tsv`.
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon, Row
from kg.lexicon.words import Words
from kg.recognisers import phrases
from kg.values import Struct

PARTICLE = (
    r"关于|对于|的|了(?!解)|是|将|把|被|(?<![高初中同平均对])等(?!级|额|教育|学|值|效|离|线)|以(?:[上下内外]|(?![旧工文人案赛质色奖点]))"
    r"|还(?![林草湿迁款贷田湖建])|着(?![力眼陆重])|并(?![网购轨联重])|也|从|向(?!前)|(?<![作行])为(?!民|先)|期间|提供|赋予|及其|[委府厅局部会](?=“)|对(?![外口接标台话])"
)
FIVE_YEAR = re.compile(
    r"“([一二三四五六七八九]五|十[一二三四五]?五)”((?:(?!时期|期间|开局|以来)[^\W\d的了和与及等是中]){0,12}?(?:规划纲要|规划|计划))?(?!引领)"
)
CARRIED_OUT = re.compile(
    "(?:的)?(?:深入|全面|扎实|加快|顺利|有序|稳步|正式|启动|组织|持续|陆续|相继|已经?)*(?:实施|推进|启动|落地|施行|铺开|出台|印发|开工|动工)"
)
BRACKETED = r"(?:[（(][^（）()]{1,16}[）)])?$"
ADVERB = "(?:好|了)?"
COUNTED_PAIRS = "[一二三四五六七八九两双][\u4e00-\u9fff][一二三四五六七八九两双][\u4e00-\u9fff]"
NOT_GOING_ON = "(?=[，。；、”]|工作|行动|改革|机制|制度|要求|责任)"
IDEA = "的?(?!重要指示)[\u4e00-\u9fff]{0,4}(?:思路|要求|原则|布局|部署|方针|理念)"
COUNTED_HEAD = "策略|体系|制度|机制|模式|工程|行动|规划|计划|战略|总体方案|行动方案|攻坚战"
NO_HEAD = "款|[师院力性]|项目|企业|布局|部署|定位|全局|思想|目标"


class Grammar(Struct, frozen=True):
    """The compiled word lists."""

    document: re.Pattern[str]
    ends: Words
    suffixes: dict[str, Row]
    frame: re.Pattern[str]
    bound: re.Pattern[str]
    particle: re.Pattern[str]
    governs: re.Pattern[str]
    head: re.Pattern[str]
    counted_head: re.Pattern[str]
    apposed: re.Pattern[str]
    weak: re.Pattern[str]
    formula: re.Pattern[str]
    generic: dict[str, re.Pattern[str]]
    never: frozenset[str]
    quoted_only: frozenset[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the word lists of policies; use as `lexicon.compiled(load_grammar)`."""
    suffixes = phrases.suffixes(lexicon, "policy_suffixes", ("strong", "framed", "built"))
    verbs = lexicon.rows("policy_verbs", ("word", "role"), ("word",))
    nouns = lexicon.rows("policy_nouns", ("word", "role"), ("word",))
    frames = phrases.alternatives(row["word"] for row in verbs if "frame" in row.many("role"))
    quoting = phrases.alternatives(row["word"] for row in verbs if "quote" in row.many("role"))
    bounds = phrases.alternatives((row["word"] for row in verbs if row["role"] != "quote"), not_after="机")
    ends = phrases.alternatives(suffixes)
    generic = lexicon.rows("policy_generic", ("word", "before"), ("word",))
    titles = phrases.alternatives(phrases.words(lexicon.rows("policy_documents", ("word",), ("word",))))
    return Grammar(
        document=re.compile(f"(?:{titles}|[〇一二三四五六七八九十]+条){BRACKETED}"),
        ends=Words(suffixes),
        suffixes=suffixes,
        frame=re.compile(f"(?:{frames})"),
        bound=re.compile(bounds),
        particle=re.compile(f"{PARTICLE}|(?:{ends})[、和与及]"),
        governs=re.compile(f"(?:(?:{quoting})(?:好|了|起)?)+([^，。；：“”]{{0,20}})$"),
        head=re.compile(f"([\\u4e00-\\u9fff]{{0,8}}?)(?:{_nouns(nouns, 'head')})(?!{NO_HEAD})"),
        counted_head=re.compile(f"([\\u4e00-\\u9fff]{{0,8}}?)(?:{COUNTED_HEAD})(?!{NO_HEAD})"),
        apposed=re.compile(f"的?(?:{_nouns(nouns, 'apposed')})"),
        weak=re.compile(f"的?(?:{_nouns(nouns, 'weak')})|{IDEA}"),
        formula=re.compile(f"(?:{quoting}){ADVERB}({COUNTED_PAIRS}){NOT_GOING_ON}"),
        generic={suffix: _generic(generic, suffix) for suffix in {row["before"]: None for row in generic}},
        never=frozenset(phrases.words(lexicon.rows("policy_not", ("word",)))),
        quoted_only=frozenset(phrases.words(lexicon.rows("policy_quoted", ("word",)))),
    )


def _generic(rows: tuple[Row, ...], suffix: str) -> re.Pattern[str]:
    words = phrases.alternatives(row["word"] for row in rows if row["before"] in ("", suffix))
    return re.compile(f"(?:{words})+")


def _nouns(rows: tuple[Row, ...], role: str) -> str:
    return phrases.alternatives(row["word"] for row in rows if row["role"] == role)
