"""Firms without a suffix: by the post held there, by the firm that owns them, in a list that 等企业 closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention, Span
from kg.recognisers.body_words import Scene

LONGEST_FIRM = 8
UNCOMMON = 70  # cost a character above which a stretch is no sequence of common words
# What a firm's name goes on with where it is that of a daughter: 比亚迪半导体, 海尔生物.
BRANCH = re.compile(
    r"(?:半导体|电子|科技|能源|新能源|物流|医疗|生物|健康|金融|地产|置业|汽车|智能|重工|动力|航空|云|数科|电池|供应链|农业|食品|乳业|化学|材料|电气|资本)"
    r"(?=[、，。；：！？）”\s]|$|[和与等的]|集团|公司|有限|董事|总经理|总裁|首席)"
)
FIRM_POST_WORD = re.compile("首席|董事长|总裁|副总裁|总经理|副总经理|联合创始人|创始人|CEO|CTO|CFO|党委书记、董事长")
FIRM_POST = re.compile(rf"(?:[\u4e00-\u9fff]{{2,5}}区)?(?:{FIRM_POST_WORD.pattern})")
LONGEST_REGION = 6
# What calls a list one of firms: 豪业陶瓷、大世界橄榄等企业.
LIST_OF_FIRMS = re.compile(
    r"等(?:[0-9一二三四五六七八九十]*[多余]?[家户个]|一大?批|多家|一系列|[知著]名|行业|龙头|骨干|重点|头部|领军|本土|本地|上市|规上|大型|链主|优质|"
    r"优势|世界500强|中国500强|高科技|科技|民营|外资|台资|国际)*(?:企业|公司|厂商|车企)"
)
NAMES_OF_FIRMS = re.compile(r"(?:[\u4e00-\u9fffA-Za-z0-9]{2,8}、)*[\u4e00-\u9fffA-Za-z0-9]{2,8}\Z")
LONGEST_LIST = 60
# The trade that closes a firm's name, behind a word of its own: 常青|新能源.
TRADE = re.compile(
    r"(?P<own>[\u4e00-\u9fff]{2,4}?)(?:新能源|新材料|生物科技|信息技术|半导体|陶瓷|能源|科技|生物|医药|药业|制药|电子|食品|股份|重工|光电|精密|机械|智能|"
    r"化工|化学|纺织|服饰|家居|汽车|动力|材料|光伏|锂电|农业|牧业|乳业|酒业|水泥|钢铁|特钢|铝业|铜业|锂业|矿业|纸业|传媒|物流|环保|电气|电器|控股|"
    r"实业|铜箔|轴承|轮胎|玻璃|橡胶|塑业|建材|建设|重装|航空|船舶|照明|通信|网络|软件|数据|激光|时代)"
)
OWN_WORD = 95  # a firm's own word is no frequent one: 汽车|电子 is a trade


def daughters(scene: Scene) -> Iterator[Mention]:
    """Yield firms named after the listed one that owns them: 比亚迪半导体."""
    for hit in scene.hits:
        branch = BRANCH.match(scene.text, hit.span.end) if hit.entities[0].type == "Company" else None
        if branch and scene.stands(hit.span):
            yield Mention(Span(hit.span.start, branch.end()), "organization", "daughter-firm")


def employers(scene: Scene) -> Iterator[Mention]:
    """Yield firms without a suffix, by the post held there: 仲量联行首席经济学家."""
    for post in _firm_posts(scene.text):
        low = scene.after_stop(scene.after_mark(post.start(), LONGEST_FIRM), post.start())
        known = scene.place_at(low) is not None or low in scene.body_starts
        known = known or scene.grammar.naming.is_name(scene.text[low : post.start()])
        if not known and is_uncommon(scene, low, post.start()):
            yield Mention(Span(low, post.start()), "organization", "employer")


def _firm_posts(text: str) -> Iterator[re.Match[str]]:
    """Yield the posts in firms with the region that they are for; what may be one is found by its own words first."""
    start = 0
    while word := FIRM_POST_WORD.search(text, start):
        post = FIRM_POST.search(text, max(start, word.start() - LONGEST_REGION))
        if post is None:
            return
        yield post
        start = post.end()


def is_uncommon(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the stretch after a mark is a name's length and no sequence of common words."""
    words, length = scene.text[start:end], end - start
    before = scene.text[max(0, start - 1) : start]
    if not 2 <= length <= 6 or ("\u4e00" <= before <= "\u9fff" and before not in "的和与及由在对向是"):  # noqa: PLR2004
        return False
    if words[0].isdigit() or scene.is_class(words):
        return False
    enumerated = before == "、" and scene.text.startswith("集团", end)
    return enumerated or scene.grammar.naming.cost_of_words(words) > UNCOMMON * length


def enumerated(scene: Scene) -> Iterator[Mention]:
    """Yield the unlisted firms of a list that 等企业 closes, each of a word of its own and a trade."""
    for match in LIST_OF_FIRMS.finditer(scene.text):
        names = NAMES_OF_FIRMS.search(scene.text, max(0, match.start() - LONGEST_LIST), match.start())
        position = names.start() if names else match.start()
        for name in names.group().split("、") if names else ():
            span = Span(position, position + len(name))
            position = span.end + 1
            trade = TRADE.fullmatch(name)
            if trade is None or span.end in scene.bodies or scene.place_at(span.start) is not None:
                continue
            if scene.grammar.naming.words.get(trade["own"], UNCOMMON * 4) > OWN_WORD:
                yield Mention(span, "organization", "firm-in-list")
