"""Titles: honours, awards, lists and pilots that are conferred, by list, by the verb that confers and by last word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.lexicon import Lexicon, Row
from kg.lexicon.names import Hit
from kg.model import Document, Mention, Span
from kg.recognisers import phrases
from kg.values import Struct, replace

LONGEST = 28
REACH = 120
STOP = re.compile(r"[，。；：！？\n（）()—…]")
SPLIT = re.compile(r"、|(?<!共)和(?!平|谐|睦|美)|以及|及(?!时)|与(?!会)|(?<=”)(?=“)")
TAIL = re.compile(r"(?:等)?(?:荣誉称号|荣誉|称号|殊荣|美誉|桂冠|资格)|“?[一二三四五六七八九十]+连[冠贯]”?")
AWARD = re.compile("[\u4e00-\u9fff]{0,4}奖励?(?![牌匾杯状证金])")
# The thing that is handed over, which is no part of the title.
THING = re.compile("奖[牌匾杯状证金]|牌匾|证书")
HONOUR = re.compile("称号|殊荣|美誉|荣誉")
OF = re.compile("的(?!地方|单位|城市|集体|个人|县|市|区)|，|等(?!级|奖|功)")
WON = re.compile(
    "(?:荣|喜|再|斩|揽|捧|摘|夺|蝉)?获(?:得|评|颁|封)?|摘得|捧得|夺得|蝉联|被(?:评为|授予|命名为|誉为|认定为|确定为)"
)
QUOTED_ALONE = re.compile("“[\u4e00-\u9fff\\dA-Z]{2,16}”")
LEAD = re.compile(
    r"(?:了|过|为|“?十[一二三四五]?五”?(?:时期|期间)?|\d{4}年度?(?=“)|全[省市区县国]?(?:唯一|首[个家座批])?(?:的?一?[个家座])?(?=“)|[\u4e00-\u9fff]{0,5}(?:唯一|首[个家座])(?:的?一?[个家座])?(?=国家|全国|省级|世界|国际|中国)|到|出|好|一批|一个|[省市]委?[省市]?政?府?授予的?)+"
)
SENTENCE = re.compile(
    r"被[^，。；]{0,12}?(?:表彰|确定|认定|评选|列|评)为"
    r"([^。；！？\n“”]{4,70}?(?:明显|突出|显著|较好|良好|靠前|优秀|领先)的(?:地方|单位|城市|市|县|区|集体|个人|省份))"
)
RANK = r"(?:国家级|国家|全国首批|全国|省级|市级|中国|世界|国际|联合国|首批|全省首批|全省)"
JOINED_RANK = re.compile(f"[和与及]({RANK})")
NOT_OWN = re.compile(
    r"的|了|是|在|等|将|把|被|已|建设成|建成|建设(?!示范|先行|试点|[国强])|创建|争创|打造|成为|成功|累计|新增|拥有|作为|开展|推进|获批|获评|入选|认定|争取|支持"
    r"|自由贸易|自贸|从|对|命名为|授予|迈[入进]|各|这|那|我们|有关|相关|一批|数量|多个|若干"
)
NOT_CONFERRED = re.compile(
    "[了是将把被已各这那]|我们|有关|相关|一批(?!次)|数量|多个|若干|目标|成效|成绩(?!突出|显著|优异)|进展|支持|好评|[认评确][定选]?为"
)
PLACE_LIKE = re.compile(r"自然保护区|自由贸易试验区|自贸试验区|综合保税区|开发区$|高新区$")


KINDS_OF_PLACES = re.compile(r"[（(][省市县区旗镇乡村、州盟城单位]{1,9}[）)]")
# A prize below the prize: 中国工业大奖提名奖.
GRADE = re.compile("(?:表彰|提名|特别|组织|个人|集体|入围|优秀|[特一二三]等|[金银铜])奖(?!牌|章|杯)")
BATCH = re.compile("(?:第[一二三四五六七八九十]{1,3}|首)批$")
BATCH_LENGTH = 5
STRENGTHS = ("stem", "head", "strong", "weak", "bare")


class Grammar(Struct, frozen=True):
    """The compiled word lists."""

    confer: re.Pattern[str]
    make: re.Pattern[str]
    received: re.Pattern[str]
    ends: re.Pattern[str]
    strong: re.Pattern[str]
    bare: re.Pattern[str]
    proper: re.Pattern[str]
    rank: re.Pattern[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the word lists of titles; use as `lexicon.compiled(load_grammar)`."""
    verbs = lexicon.rows("title_verbs", ("word", "role"), ("word",))
    suffixes = lexicon.rows("title_suffixes", ("word", "strength"), ("word", "strength"))
    stems, heads, strong, weak, bare = (_of_strength(suffixes, strength) for strength in STRENGTHS)
    # The engine leaps over a text to where this may begin; that makes it long, and slow to compile.
    leaping = f"{_of_strength(suffixes, STRENGTHS[0], heads)}|{strong}"
    strong = f"(?:{stems})(?:{heads})|{strong}"
    return Grammar(
        confer=re.compile(f"(?:{_verbs(verbs, 'confer')})(?!感|取|利|知|悉|准|胜者)"),
        make=re.compile(f"(?:{_verbs(verbs, 'make', 'become')})"),
        received=re.compile(f"(?:{_verbs(verbs, 'confer', 'become')})"),
        ends=re.compile(f"(?:{strong}|{weak}|{bare})"),
        strong=re.compile(f"(?:{leaping})(?!建设|的建设|创建)"),
        bare=re.compile(f"(?:{bare})$"),
        proper=re.compile(f"(?:{strong}|{weak})$"),
        rank=re.compile(phrases.alternatives(phrases.words(lexicon.rows("title_ranks", ("word",), ("word",))))),
    )


def _of_strength(rows: tuple[Row, ...], strength: str, heads: str = "") -> str:
    words = [row["word"] for row in rows if row["strength"] == strength]
    return phrases.alternatives(words, f"(?:{heads})" if heads else "")


def _verbs(rows: tuple[Row, ...], *roles: str) -> str:
    return phrases.alternatives(row["word"] for row in rows if row["role"] in roles)


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Propose the titles of a document."""
    grammar = lexicon.compiled(load_grammar)
    found = list(phrases.listed(hits, "title"))
    for rule in RULES:
        found.extend(rule(document.text, grammar))
    return phrases.distinct(_whole(document.text, mention) for mention in found)


def _whole(text: str, mention: Mention) -> Mention:
    """Return the title with the batch before it and the kinds of places in brackets behind: 第二批国家卫生县（市）."""
    start, end = mention.span.start, mention.span.end
    batch = BATCH.search(text, max(0, start - BATCH_LENGTH), start)
    bracket = KINDS_OF_PLACES.match(text, end) or (GRADE.match(text, end) if text.endswith("奖", start, end) else None)
    if not batch and not bracket:
        return mention
    return replace(mention, span=Span(batch.start() if batch else start, bracket.end() if bracket else end))


def conferred(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield what a verb of conferring governs: one title, or a list of them."""
    reached = 0
    for match in grammar.confer.finditer(text):
        if match.end() <= reached:
            continue
        honoured = bool(HONOUR.search(text, match.end(), _list_end(text, match.end())))
        for span in _items(text, match.end(), grammar.ends):
            title = _title(text, span, grammar.ends, honoured=honoured or _is_prize(text, match, span))
            if title is None or (not _is_honoured(text, title, honoured) and _is_common(title.of(text), grammar)):
                break
            yield Mention(title, "title", "title.conferred")
            reached = title.end


def _is_prize(text: str, verb: re.Match[str], span: Span) -> bool:
    """Tell whether a part of a list is nothing but a quotation that a verb of winning governs (荣获“科技创新鼎”)."""
    return bool(WON.fullmatch(verb[0]) and QUOTED_ALONE.fullmatch(text, span.start, span.end))


def _is_honoured(text: str, title: Span, honoured: bool) -> bool:  # noqa: FBT001
    """Tell whether a title of a list with a word of honour is quoted, or has that word right behind it."""
    return honoured and (text[title.start - 1 : title.start + 1].count("“") == 1 or bool(TAIL.match(text, title.end)))


def _is_common(words: str, grammar: Grammar) -> bool:
    """Tell whether the words end in a common noun (城市, 单位) without a word of honour before it."""
    return bool(grammar.bare.search(words)) and not grammar.proper.search(words) and not grammar.rank.search(words)


def made(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield titles that are worked for (建设国家新能源综合示范区和农业绿色发展先行区)."""
    for match in grammar.make.finditer(text):
        for span in _items(text, match.end(), grammar.strong):
            title = _last_ranked(text, _title(text, span, grammar.strong))
            if title is None or not _long_enough(text, title, grammar):
                break
            yield Mention(title, "title", "title.made")


def _last_ranked(text: str, title: Span | None) -> Span | None:
    """Return only the last of several that 和 joins, if it has its own word of rank (…集团和世界一流示范企业)."""
    starts = [match.start(1) for match in JOINED_RANK.finditer(text, title.start, title.end)] if title else []
    return Span(starts[-1], title.end) if title and starts else title


def _long_enough(text: str, title: Span, grammar: Grammar) -> bool:
    words = title.of(text)
    last = max((match.start() for match in grammar.strong.finditer(words)), default=0)
    return last >= 4 and not any(match.start() < last for match in NOT_OWN.finditer(words))  # noqa: PLR2004


def _list_end(text: str, start: int) -> int:
    """Return where the list ends that begins at `start`: with the clause, or after as much as a list may take."""
    high = min(len(text), start + REACH)
    match = STOP.search(text, start, high)
    return match.start() if match else high


def _items(text: str, start: int, ends: re.Pattern[str]) -> Iterator[Span]:
    """Yield the parts of the list that begins at `start`, up to the end of the clause; 和 parts whole titles only."""
    end = _list_end(text, start)
    for split in SPLIT.finditer(text, start, end):
        whole = split[0] in ("、", "") or text[split.start() - 1] == "”"
        whole = whole or phrases.last_end(ends, text, start, split.start()) == split.start()
        if whole and text.count("“", start, split.start()) == text.count("”", start, split.start()):
            yield Span(start, split.start())
            start = split.end()
    yield Span(start, end)


def _title(text: str, span: Span, ends: re.Pattern[str], *, honoured: bool = False) -> Span | None:
    """Return the title at the beginning of a part of a list, None where it does not look like one."""
    lead = LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    other = OF.search(text, start, span.end)
    end = other.start() if other else span.end
    if text[start : start + 1] == "“":
        return _quoted(text, Span(start, end), ends, honoured=honoured)
    tail = TAIL.search(text, start, end)
    stop = tail.start() if tail else end
    opening = text.rfind("“", start, stop) if text.endswith("”", start, stop) else -1
    if opening >= 0 and HONOUR.search(text, stop, end):
        return Span(opening + 1, stop - 1)  # 授予谷城县“…”称号
    last = stop if tail else phrases.last_end(ends, text, start, end)
    if last is None or phrases.COUNTED.match(text, start, last):
        return None
    return _sized(text, Span(start, last))


def _quoted(text: str, span: Span, ends: re.Pattern[str], *, honoured: bool) -> Span | None:
    close = text.find("”", span.start, span.end)
    if close < 0:
        return None
    after = (not THING.match(text, close + 1) and ends.match(text, close + 1, span.end)) or AWARD.match(
        text, close + 1, span.end
    )
    if after and after[0] not in ("荣誉", "称号", "榜单", "名单", "企业"):
        rest = HEAD_AFTER.match(text, after.end(), span.end)
        return Span(span.start, rest.end() if rest else after.end())
    inner = Span(span.start + 1, close)
    named = TAIL.match(text, close + 1, span.end) or phrases.last_end(ends, text, inner.start, inner.end) == close
    return inner if named or after or honoured else None


HEAD_AFTER = re.compile("城市|地区|单位|企业|基地|项目|园区|街区|社区|村镇|乡镇|[省市县区镇村]")


def _sized(text: str, span: Span) -> Span | None:
    words = span.of(text)
    if not 3 <= len(words) <= LONGEST or words[0] == "一" or words.startswith(("我", "这", "各", "更", "最")):  # noqa: PLR2004
        return None
    return None if NOT_CONFERRED.search(words) else span


def sentences(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001  # the rules share one signature
    """Yield honours that are a whole phrase: 被表彰为环境治理工程项目推进快…改善明显的地方."""
    for match in SENTENCE.finditer(text):
        yield Mention(Span(*match.span(1)), "title", "title.sentence")


def named(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield titles that a word of rank begins and a strong last word ends: 国家农业绿色发展先行区."""
    previous = 0
    for match in grammar.strong.finditer(text):
        low = max(
            previous,
            phrases.clause_start(text, match.start(), LONGEST),
            phrases.last_end(NAMED_BOUND, text, max(0, match.start() - LONGEST), match.start()) or 0,
            phrases.last_end(phrases.COUNTED, text, max(0, match.start() - LONGEST), match.start() - LEAST_NAMED) or 0,
        )
        rank = RANKING.search(text, low, match.start())
        if rank is None:
            continue
        span = Span(rank.start(), match.end())
        previous = match.end()
        if not NOT_OWN.search(text, span.start, match.start()) and not PLACE_LIKE.search(span.of(text)):
            yield Mention(span, "title", "title.named")


def quoted(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield quoted titles that name what they rank in (“中国瓷都”) or are worked for (“枫桥式派出所”创建活动)."""
    for quote in phrases.quotes(text):
        named = QUOTED_RANK.match(text, quote.inner.start, quote.inner.end)
        town = TOWN.fullmatch(text, quote.inner.start, quote.inner.end)
        if CREATED.match(text, quote.outer.end):
            yield Mention(quote.inner, "title", "title.created")
        elif (
            town
            or BEST.fullmatch(text, quote.inner.start, quote.inner.end)
            or (named and phrases.last_end(grammar.ends, text, named.end(), quote.inner.end) == quote.inner.end)
        ):
            yield Mention(quote.inner, "title", "title.quoted")


CREATED = re.compile("创建(?:活动|工作|评选|命名)|(?:荣誉)?称号|评选活动")
QUOTED_RANK = re.compile(
    "(?:20\\d\\d年?度?)?(?:中国|全国|国家|世界|国际|亚洲|东方|华夏|天下|全省|省级)[\u4e00-\u9fff](?![^”]*，)"
)
# A town known for something: 中国瓷都, 世界客都, 中国花木之乡.
BEST = re.compile(
    "(?:十佳|百佳|十优|最美|十大(?!行动|工程|计划|任务|举措|战略|产业|目标|关系|要求|重点))[\u4e00-\u9fff]{2,8}"
)
TOWN = re.compile("(?:中国|世界|亚洲|东方|华夏|天下|江南|江北|北方|南方)[\u4e00-\u9fff]{1,8}[都乡]")


def around(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield titles of rank with a quotation inside: 全国“一村一品”示范村镇, 省级“四好农村路”示范县."""
    for match in AROUND.finditer(text):
        end = grammar.strong.search(text, match.end(), match.end() + AROUND_LENGTH)
        if end and not any(bar.search(text, match.end(), end.start()) for bar in (NOT_OWN, BROKEN)):
            yield Mention(Span(match.start(), end.end()), "title", "title.around")


AROUND = re.compile(f"{RANK}(?:[\u4e00-\u9fff]{{0,8}})“[^“”，。；\n]{{1,14}}(?<!冠)”")
AROUND_LENGTH = 16
BROKEN = re.compile(r"[，。；：！？（）、“”\s]")


def promoted(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield what something has become, if a word of rank begins it: 成为我省首个国家国际科技合作基地."""
    for match in PROMOTED.finditer(text):
        end = phrases.clause_end(text, match.end(), LONGEST)
        last = phrases.last_end(grammar.ends, text, match.start(1), end)
        if last is not None and not NOT_RANKED.search(text, match.start(1), last):
            title = _sized(text, Span(match.start(1), last))
            if title is not None and last - match.start(1) > LEAST_PROMOTED:
                yield Mention(title, "title", "title.promoted")


PROMOTED = re.compile(
    "(?:成为|上升为|晋升为|升格为|升级为|批准为)了?(?:[\u4e00-\u9fff]{0,5}(?:唯一|首[个家座批])(?:的?一?[个家座])?)?"
    "(?=((?:国家|省|市|自治区)级|国家(?![和及、的])))"
)
NOT_RANKED = re.compile("[的了是在等将把被和与及、“”]|重要|主要|最|战略|建设|发展|重点|之一")
LEAST_PROMOTED = 6


def published(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield what a list that is made public is a list of: 公布首批770个国家农业产业强镇名单."""
    for match in PUBLISHED.finditer(text):
        rank = RANKED.match(text, match.end(), match.end() + LONGEST)
        if rank and (grammar.proper.search(rank[1]) or grammar.bare.search(rank[1])):
            yield Mention(Span(*rank.span(1)), "title", "title.published")


PUBLISHED = re.compile(
    r"(?:公布|发布|公示|通报|入选|列入|进入)了?(?:的?(?:20)?\d\d年度?|首批|第[一二三四五六七八九十]{1,3}[批届])*(?:\d+[个家项处])?"
)
RANKED = re.compile(f"({RANK}[^，。；：、“”\n]{{2,24}}?)(?:入选(?:城市|单位|企业|项目|对象)?)?(?:名单|目录)")


def companies(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001
    """Yield kinds of companies that are recognised, quoted one by one: “单项冠军”“小巨人”企业."""
    for match in COMPANIES.finditer(text):
        quotes = list(re.finditer("“([^”]+)”", match[0]))
        for quote in quotes[:-1]:
            yield Mention(Span(match.start() + quote.start(1), match.start() + quote.end(1)), "title", "title.company")
        yield Mention(Span(match.start() + quotes[-1].start(), match.end()), "title", "title.company")


COMPANY = (
    "“(?:专精特新|(?:制造业)?单项冠军|(?:科技)?小巨人|隐形冠军|单打冠军|瞪羚|独角兽|雏鹰|雄鹰|链主|领航|科技领军)”"
)
COMPANIES = re.compile(f"{COMPANY}(?:[、和与及]?{COMPANY}){{0,7}}(?:型|类|中小)?企业")


def prizes(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001
    """Yield prizes by who gives them and what for (省科技进步奖, 中国机械工业科技进步一等奖)."""
    for match in PRIZE.finditer(text):
        giver = GIVER.search(text, max(0, match.start() - PRIZE_LENGTH), match.start())
        if giver and not NOT_OWN.search(text, giver.end(), match.start()):
            yield Mention(Span(giver.start(), match.end()), "title", "title.prize")


PRIZE = re.compile(
    "(?:科技进步|科学技术|自然科学|技术发明|科技成果|质量|专利|教学成果|优秀成果|优质工程|精品工程|工业设计|新闻|文学|人居环境|慈善|科普作品)"
    "(?:[特一二三]等|[金银铜优大]|提名|优秀)?奖(?![励学金项章牌杯惩罚状])"
)
PRIZE_LENGTH = 16
GIVER = re.compile(
    "(?:国家|全国|中国|世界|国际|亚洲|联合国|教育部|省部级|省级|市级|(?<![全本我各外])[省市](?:长|政府)?)(?=[一-龥]*$)"
)


def graded(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001
    """Yield grades of sights: 国家5A级旅游景区, 国家“4A”级景区."""
    for match in GRADED.finditer(text):
        yield Mention(Span(*match.span()), "title", "title.graded")


GRADED = re.compile("国家(?:级)?“?(?:[2-5]A|A{2,5})”?级?(?:旅游|风景)?景区")
LEAST_NAMED = 4
# Titles that a province confers bear its name: 湖北省历史文化名城.
RANKING = re.compile(
    rf"{RANK}|(?:黑龙江|[^\W\d为被由于从在向对和与及是该本我全各外]{{2}})省(?![级委政内外直])|(?:北京|天津|上海|重庆)市"
)
NAMED_BOUND = re.compile("[、“”]|(?:首[个家座]|唯一)(?=国家|全国|省级|世界|国际|中国)|和(?!平|谐|美)|与|及")

RULES: tuple[Callable[[str, Grammar], Iterator[Mention]], ...] = (
    conferred,
    made,
    sentences,
    named,
    quoted,
    around,
    published,
    prizes,
    companies,
    promoted,
    graded,
)
