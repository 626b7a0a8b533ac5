"""Documents named without 《》: 国务院关于…的规定, and lists that 等行政法规 or 等文件 closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention, Span
from kg.recognisers import phrases

REACH = 160
KINDS = (
    "(?:若干|指导|实施|暂行|补充|处理|管理)?"
    "(?:意见|规定|决定|通知|办法|方案|措施|条例|细则|规则|规划|纲要|决议|公告|通告|通报)"
)
# 省委一号文件: the first document of a year.
FIRST = re.compile("号文件”?")
FIRST_OF = re.compile("(?:中共中央|中央|[省市县区]委|党委)“?[一1]$")
FIRST_LENGTH = 7
# Each alternative begins with literals, so that the engine leaps to where it may begin.
ABOUT = re.compile(rf"关于((?:(?!关于|的{KINDS})[^，。；：“”《》（）\s]){{4,40}}?的{KINDS})(?![》”]|精神|要求|部署|》)")
ISSUER = re.compile(
    r"(?:中共中央、?国务院|中共中央办公厅、国务院办公厅|中共中央|党中央、国务院|国务院办公厅|国务院|全国人大常委会|全国人民代表大会"
    r"|最高人民法院|最高人民检察院|[\u4e00-\u9fff]{1,12}?(?:人民政府|政府|委员会|党委|省委|市委|县委|区委|办公厅|办公室))$"
)
ISSUED = re.compile(
    r"(?:印发|出台|发布|下发|制定|制发|颁布|颁发|公布|通过|审议|起草|修订|实施)(?:实施|印发|出台)?(?:了|过)?$"
)
CLOSED = re.compile(
    r"等(?:一?系列|[\d一二三四五六七八九十两多几]+[部项件个份余]*|相关|有关|重要|配套|专项|多[部项件个])*"
    r"(?:法律法规|行政法规|地方性法规|党内法规|法规|法律(?!援|顾|服)|规章|政策性?文件|规范性文件|制度文件|文件)"
)
ITEM = re.compile(
    r"[\u4e00-\u9fff（）()“”\d—－-]{2,40}?(?:法典|(?<![办方做])法|条例|规定|办法|决定|意见|通知|方案|规划|纲要|细则|规则|准则|标准|措施)"
    r"(?:[（(][^（）()]{1,12}[）)])?"
)
JOINT = re.compile("、|(?<=[法例定法见案划要则])和|以及")
VAGUE = re.compile("了|有关|相关|初步|逐步|一些|这些|各项")
VERB = re.compile(
    r"(?:制定|制订|拟定|拟订|草拟|提出|修订|出台|印发|发布|颁布|实施|推进|完善|修改|审查|审议|通过|落实|贯彻|起草|推动|编制|施行|执行|宣传|学习|遵守|按照|根据|依据)"
    r"(?:了|好)?"
)


def find(text: str) -> Iterator[Mention]:
    """Yield the documents that a text names without marks."""
    for match in FIRST.finditer(text):
        issuer = FIRST_OF.search(text, max(0, match.start() - FIRST_LENGTH), match.start())
        if issuer:
            yield Mention(Span(issuer.start(), match.end()), "policy", "policy.first")
    yield from _about(text)
    yield from _lists(text)


def _about(text: str) -> Iterator[Mention]:
    for match in ABOUT.finditer(text):
        issuer = ISSUER.search(text, max(0, match.start() - 20), match.start())
        if issuer:
            yield Mention(Span(_issuer_start(text, issuer), match.end()), "policy", "policy.unmarked")
        elif ISSUED.search(text, max(0, match.start() - 8), match.start()):
            yield Mention(Span(*match.span()), "policy", "policy.unmarked")


def _issuer_start(text: str, issuer: re.Match[str]) -> int:
    """Return where the issuer begins: after the last verb before it."""
    ends = [bound.end() for bound in VERB.finditer(text, issuer.start(), issuer.end())]
    return ends[-1] if ends else issuer.start()


def _lists(text: str) -> Iterator[Mention]:
    """Yield the parts of a list of documents that its class closes: 甲法、乙条例等行政法规."""
    for match in CLOSED.finditer(text):
        start = phrases.clause_start(text, match.start(), REACH)
        for first, stop in _parts(text, start, match.start()):
            begins = [first, *(verb.end() for verb in VERB.finditer(text, first, stop))]
            begin = next((at for at in reversed(begins) if ITEM.fullmatch(text, at, stop)), None)
            if begin is not None and not VAGUE.search(text, begin, stop):
                yield Mention(Span(begin, stop), "policy", "policy.enumerated")


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for joint in JOINT.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end
