"""Recogniser of bodies: government and party bodies, courts, schools, hospitals, firms, associations.

Four sources, in the order of `RULES`: the list of bodies; short names after 省, 市, 县 or a place (市委, 山东省政府);
names that a suffix closes; and hospitals' campuses. A suffix takes one of three grammars: departments are spelled
out by fields of administration (市园林绿化局), divisions belong to the body before them (外交部新闻司), proper names
are opened by a place, a body or an uncommon word (福建省古典工艺家具协会). Classes of bodies (各级党委, 有关部门,
公立医院) are no names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Document, Entity, Mention, Span
from kg.recognisers import body_fields, firms
from kg.recognisers.body_words import SCOPES, SUPERLATIVES, Scene, load_grammar

LONGEST_PROPER, LONGEST_BODY, LONGEST_OFFICE, LONGEST_STOP = 20, 50, 14, 6
STATE = ("GovernmentBody", "Legislature", "Court", "MilitaryBody")
WITHOUT_MIDDLE = re.compile(
    r"大学|学院|法院|检察院|银行|党校|人民医院|中心医院|中医院|妇幼保健院|第.医院|.中|办事处|警察局|农商行|农商银行|开放大学|实验小学|"
    r"研究[院所]|博物[馆院]|图书馆|.小"
)
WITHOUT_FIELD = re.compile(r"海关|税务局|邮政局|海事局|气象台|调查总队|调查队|监狱|督察局|专员办")
ALONE = re.compile(r".*(?:局|厅|委员会|委员会办公室|领导小组|领导小组办公室|指挥部|指挥部办公室)")
OF_SCOPE = re.compile(
    r"(?:人民|中心|中|儿童|肿瘤|口腔|传染病)医院|妇幼保健院|疾病预防控制中心|急救中心|[美科博图文档纪][^学]*馆|党校|.*法院|"
    r".*检察院|歌舞剧院|福利院|实验小学|开放大学"
)
PLACELESS = re.compile(r"(?:控股)?集团|(?:集团|股份|有限责任|集团有限|股份有限|有限)公司|医院|大学|基金会")
GROUP = re.compile("(?:投资|控股|发展|产业)*集团(?:有限)?(?:公司)?")
OWN_GROUP = re.compile(r"[省市县区州](?P<name>[^省市县区州的在了是各、和与]{2,4})\Z")  # 省港务集团
CLAUSE = re.compile(r"[，。；：！？\n]\Z|\A\Z")
OF_ALL = re.compile("[^，。；]{0,6}(?:书记|主任|[、和及]|要|应|必须|需)")  # 县委书记、县长要带头 speaks of every county
LEVELS = re.compile(r"[省市县区州乡镇]、?\Z")  # 省、市、县政府 are the governments of three levels
SCOPE_WORD = re.compile(r"(?:自治区|兵团|[省市县区州旗盟])\Z")
ZONE = re.compile(
    r"(?:高新技术产业开发|高新技术开发|经济技术开发|经济开发|临空经济|空港经济|临港经济|航空港|国际陆港|陆港|旅游度假|综合保税|保税港|保税|高新|经开|度假|示范|合作|临港|保税物流园)区\Z"
)
PARTY = re.compile(r"(?:中共|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)\Z")
HEADED = re.compile(r"委(?:宣传|组织|统战|社会工作)部长")  # the committee's head of a department
LEAGUE = re.compile(r"[^社集]?团")  # 团市委 is the committee of the Communist Youth League
# What a city is, not what a body does: 国际金融中心, 科技创新中心.
ROLE = re.compile(
    r"(?:国际|金融|创新|贸易|经济|文化|科技|人才|交通|消费|旅游|物流|会展|产业|城市|商务|教育|医疗|航运|贸易|数据|算力|服务|展览|总部|经济)\Z"
)
NUMBERED = re.compile(
    r"[政纪统组宣](?<=[、兼].)(?:法委|委|战部|织部|传部)(?=(?:常务)?副?(?:书记|部长))|"
    r"第[一二三四五六七八九十]{1,3}(?:生态环境保护督察|巡视|巡察)组|"
    r"中央第[一二三四五六七八九十]{1,3}(?:生态环境保护督察|巡视|巡察)组|"
    r"中[铁建交][一二三四五六七八九十]{1,3}(?:公?局|院|航局)(?:集团)?(?:有限)?(?:公司)?"
)
HEADS_OFFICE = re.compile("副?司长|(?:有关|主要)?负责人")  # 水旱灾害防御司司长 in the words of its own ministry
OFFICE = re.compile(r"司|办公室")
COUNTED = re.compile(r"[0-9多余几][家所个座]")  # 全国8753家公立医院
ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,3}\Z")
OPENERS = re.compile(r"国家|全国|中华|首都|中央(?=民族|芭蕾|歌|美|音|戏)")
FOREIGN = re.compile(
    r"(?:联邦|临时|过渡)?政府|总统府|总统办公室|首相府|总理府|国会|议会|下议院|上议院|[众参]议院|联邦[众参议]议?院|国家杜马|"
    r"(?:联邦)?最高法院|宪法法院|联邦法院|央行|中央银行|国家银行|储备银行|联邦储备(?:委员会|银行)|(?:国家|联邦|中央)?统计[局厅]|"
    r"国务院|内阁(?:府|官房)?|国家安全委员会|贸易代表办公室|国际贸易委员会|证券交易委员会|联邦[贸通][易信]委员会|"
    r"(?:国家)?(?:航空航天|宇航|情报|安全|税务|移民|海关|警察|警政|气象|地质调查|劳工统计|经济分析|预算|专利商标|食品药品监督管理|食药监|"
    r"食品和药物管理|疾病控制|环境保护|环保|人口普查|海洋和大气管理)[局署厅]|疾病控制(?:和|与)预防中心|疾控中心|"
    r"外务省|经济产业省|财务省|厚生劳动省|文部科学省|国土交通省|环境省|总务省|法务省|农林水产省|防卫[省厅]|金融厅|观光厅|消费者厅|数字厅|"
    r"驻(?:华|[\u4e00-\u9fff]{2,5}?)(?:大使馆|使馆|总领事?馆|领事馆)|大使馆|海军|空军|陆军|海岸警卫队|国民警卫队|(?:中国)?(?:总)?商会|工商会|"
    r"(?:联邦)?(?:外交(?:和[\u4e00-\u9fff]{2,8})?|国防|财政|商务|司法|农业|卫生|教育|能源|劳工|劳动|内政|运输|交通|国土安全|贸易|工业|工商|环境|"
    r"科技|科学技术|文化|旅游|国土|产业|统一|住房|移民|经济|计划|规划|石油|矿业|水利|通信|通讯|信息|新闻|宣传|公安|安全|应急管理|退伍军人事务|"
    r"企划财政|产业通商资源|中小风险企业|海洋水产|食品医药品|保健福祉|女性家族|国土交通|农林畜产食品|文化体育观光|科学技术信息通信|"
    r"数字发展|基础设施|国际贸易|投资|渔业|林业|电力|铁道|卫生(?:和|与)[\u4e00-\u9fff]{2,6}|住房(?:和|与)城市发展|"
    r"(?:工业|经济|贸易|商业|投资|能源|农业|环境|教育|文化|旅游|科学|交通|计划|财政)[和与、](?:[\u4e00-\u9fff]{2,6}))部(?![门长分队署件])"
)
KIND_OF_HOSPITAL = re.compile(
    r"(?:口腔|儿童|妇产|肿瘤|中医|眼科|骨科|胸科|传染病|康复|妇儿|老年)(?:(?<=[、，；]..)|(?<=推进..)|(?<=加快..)|(?<=[、，；]传染病))医院"
    r"(?=新?院区|迁建|项目|[、，。；])"
)
NEAR = 60  # characters to another hospital
CAMPUS = re.compile(r"(?![新老])[\u4e00-\u9fff]{1,4}院区")
AS_NAME = re.compile(
    r"[、，。；：！？）”\s]|$|[和与及等的将已在把要]|集团|公司|党[组委建]|总部|董事|员工|职工|干部|始终|坚持|作为|积极|全力|按照|承担|深入|"
    r"认真|累计|今年|去年|发布|宣布|成立|承建|旗下|所属|各级|广大|率先|启动|推出|负责|承担|参建|中标|打造|建成|投资|加快|组织|派出|"
    r"保供|保障|首席|总经理|总裁|相关负责人|有关负责人|副总|股份|控股|推动|聚焦|联合|牵头|研发|自主|成功|实现|完成|介绍|表示"
)
# What a union of states does as a body; in other contexts its name is that of a region (对欧盟出口).
AS_BODY = re.compile(
    r"宣布|表示|发布|通过|批准|决定|出台|秘书[长处]|总部|方面|代表团|官员|领导人|轮值|外交|机构|委员|驻华|对[华我]|成员国(?!家)"
)


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Propose the bodies of a document; some overlap, and the longest is meant."""
    scene = Scene(document.text, hits, lexicon.compiled(load_grammar))
    scene.place()
    mentions: dict[Span, Mention] = {}
    for rule in RULES:
        for mention in rule(scene):
            mentions.setdefault(mention.span, mention)
            scene.add(mention.span)
    return list(mentions.values())


def listed(scene: Scene) -> Iterator[Mention]:
    """Yield the listed bodies; what a country stands before is not the Chinese one (美国财政部)."""
    for hit in scene.hits:
        found = [entity for entity in hit.entities if entity.kind == "organization"]
        if not found or not scene.stands(hit.span) or not _is_meant(scene, hit.span, found):
            continue
        if hit.span.start not in scene.countries or not any(entity.type in STATE for entity in found):
            yield Mention(hit.span, "organization", "listed-body", tuple(entity.key for entity in found))


def _is_meant(scene: Scene, span: Span, found: list[Entity]) -> bool:
    """Tell whether a name that is also other words (中国石油, 小米) is followed as a name is."""
    form = span.of(scene.text)
    doubtful = all(form in dict(entity.attributes).get("context", "").split(",") for entity in found)
    union = all(entity.type == "InternationalOrganization" for entity in found)
    return not doubtful or bool((AS_BODY if union else AS_NAME).match(scene.text, span.end))


def scoped(scene: Scene) -> Iterator[Mention]:
    """Yield short names after 省, 市, 县 and their like, or after a place: 市委, 潍坊市人民政府, 广西党委."""
    for match in scene.grammar.scoped.finditer(scene.text):
        start = _scope_start(scene, match.start(), match.end("scope"))
        if (
            start == match.start()
            and match["short"] == "委"
            and LEAGUE.fullmatch(scene.text[max(0, start - 2) : start])
        ):
            start -= 1
        if start is not None and (party := PARTY.search(scene.text, max(0, start - 4), start)):
            start = party.start()
        if start is not None and scene.ends_well(Span(start, match.end())):
            yield Mention(Span(start, match.end()), "organization", "scoped-body")
        elif start is not None and HEADED.match(scene.text, match.end("scope")):
            yield Mention(Span(start, match.end("scope") + 1), "organization", "scoped-body")
    for end in scene.ends:
        short = scene.grammar.after_place.match(scene.text, end)
        if short and not short.group().startswith("委") and scene.ends_well(Span(end, short.end())):
            yield Mention(Span(scene.place_before(end) or 0, short.end()), "organization", "placed-body")


def foreign(scene: Scene) -> Iterator[Mention]:
    """Yield the bodies of state of other countries: 法国总统府."""
    for end, start in scene.countries.items():
        body = FOREIGN.match(scene.text, end)
        first = start - 3 if scene.text.startswith("中国驻", start - 3) else start
        if body and scene.ends_well(Span(first, body.end())):
            yield Mention(Span(first, body.end()), "organization", "foreign-body")


def numbered(scene: Scene) -> Iterator[Mention]:
    """Yield bodies with a number in their name: 中央第八巡视组, 市委第三巡察组, 中铁十二局."""
    for match in NUMBERED.finditer(scene.text):
        start = scene.bodies.get(match.start(), match.start())
        if scene.ends_well(Span(start, match.end())):
            yield Mention(Span(start, match.end()), "organization", "numbered-body")


def _scope_start(scene: Scene, start: int, end: int) -> int | None:
    """Return where the name with the scope word `start:end` begins: its place or the word itself; None if generic."""
    zone = ZONE.search(scene.text, max(0, end - 12), end)
    for position in (end, zone.start() if zone else start):
        place = scene.place_before(position)
        if place is not None and place < start:
            return place
    if zone:
        return None if scene.follows_generic(zone.start()) else _zone_start(scene, zone.start())
    before = scene.text[max(0, start - 2) : start]
    mid_word = start > 0 and scene.text[start - 1 : end] in scene.grammar.naming.words
    mid_word = mid_word and before[-1:] not in ("我", "本", "和")  # 和县 is a county, and 县委 stands in 和县委
    if mid_word or (scene.is_lower(scene.text[start:end]) and not _is_subject(scene, start, end)):
        return None
    return None if scene.follows_generic(start) or LEVELS.search(before) else start


def _is_subject(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a body of a lower level opens a clause and is one that does something: ，区委深入学习."""
    return bool(CLAUSE.search(scene.text[max(0, start - 1) : start]) and not OF_ALL.match(scene.text, end))


def _zone_start(scene: Scene, start: int) -> int:
    """Return where the name of a zone begins that no list has: 洋浦经济开发区."""
    low = scene.after_stop(scene.after_mark(start, LONGEST_STOP), start)
    return low if low < start and firms.is_uncommon(scene, low, start) else start


def closed(scene: Scene) -> Iterator[Mention]:
    """Yield the names that a suffix closes; one ending may be several suffixes (局, 管理局), whose names differ."""
    for begin, end in scene.grammar.endings.find_all(scene.text):
        span = _closed_by(scene, begin, end)
        if span is not None:
            yield Mention(span, "organization", "closed-body")


def _closed_by(scene: Scene, begin: int, end: int) -> Span | None:
    """Return the name that the suffix `begin:end` closes, by the grammars that the suffix takes."""
    suffix = scene.text[begin:end]
    start = None
    if suffix in scene.grammar.suffixes:
        start = GRAMMARS[scene.grammar.suffixes[suffix][0]](scene, begin, end)
    if start is None and suffix in scene.grammar.divisions:
        start = division(scene, begin, end)
    if start is None or end - start > LONGEST_BODY:
        return None
    return Span(start, end) if scene.ends_well(Span(start, end)) else None


def department(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of a department: body, place or scope, then fields, then the suffix."""
    text = scene.text
    start = scene.fields(begin)
    role = text[begin:end] == "中心" and ROLE.search(text, start, begin)
    if role or (start == begin and not WITHOUT_FIELD.fullmatch(text, begin, end)):
        return None
    if start in scene.bodies:
        return scene.bodies[start]
    place = scene.place_before(start)
    if place is not None:
        return scene.bodies.get(place, place)
    if text[max(0, start - 2) : start] in ("国家", "中央", "全国"):
        return start - 2
    scope = SCOPE_WORD.search(text, max(0, start - 3), start)
    if scope:
        return _scope_start(scene, scope.start(), start)
    return start if start < begin and _stands_alone(scene, start, begin, end) else None


def _stands_alone(scene: Scene, start: int, begin: int, end: int) -> bool:
    """Tell whether a department without place or scope is a name, and not the end of a longer one."""
    if scene.follows_generic(start) or not ALONE.fullmatch(scene.text, begin, end):
        return False
    return scene.after_stop(scene.after_mark(start, LONGEST_STOP), start) == start


def division(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of a part of the body before it: 外交部新闻司, 三峡集团党组, 市生态环境局奎文分局."""
    if scene.text[begin:end].startswith("党") and scene.text[end : end + 1] in tuple("书副委常成"):
        return None
    start = scene.fields(begin)
    place = scene.place_before(start)
    owner = scene.bodies.get(start if place is None else place)
    if owner is None and OFFICE.fullmatch(scene.text, begin, end):
        low = scene.after_stop(scene.after_mark(begin, LONGEST_OFFICE), begin)
        ends = [stop for stop in range(low, begin) if stop in scene.bodies]
        if not ends and start < begin and HEADS_OFFICE.match(scene.text, end):
            return start
        return scene.bodies[ends[-1]] if ends else None
    return owner if owner is not None else body_fields.institute(scene, begin, end)


def proper(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of a proper name: a place, a body or an uncommon word, no stop word, the suffix."""
    mark = scene.after_mark(begin, LONGEST_PROPER)
    low = scene.after_stop(mark, begin)
    for start in range(mark, begin):
        opened = _opened(scene, start, (low, begin), end)
        if opened is not None:
            return _whole(scene, start, low, begin) if opened else None
    society = body_fields.society(scene, mark, begin, end)
    if society is not None:
        return society
    ordinal = ORDINAL.search(scene.text, max(0, begin - 4), begin)
    scope = ordinal.start() if ordinal else begin
    if scope > 0 and scene.text[scope - 1] in SCOPES and OF_SCOPE.fullmatch(scene.text, begin, end):
        return _scope_start(scene, scope - 1, scope)
    group = OWN_GROUP.search(scene.text, max(0, begin - 5), begin) if GROUP.fullmatch(scene.text, begin, end) else None
    if group and not scene.is_class(group["name"]):
        return _scope_start(scene, group.start(), group.start() + 1)
    placeless = end not in scene.bodies and PLACELESS.fullmatch(scene.text, begin, end)
    return low if placeless and firms.is_uncommon(scene, low, begin) else None


def _whole(scene: Scene, start: int, low: int, begin: int) -> int:
    """Return the start with a body directly before (国网山东省电力公司) or the name before a bracket (三星（中国）)."""
    if scene.text[start - 1 : start] == "（" and "）" in scene.text[start:begin] and low < start - 1:
        return low
    return scene.bodies.get(start, start)


def _opened(scene: Scene, start: int, inside: tuple[int, int], end: int) -> bool | None:
    """Tell whether what opens at `start` makes a name with the suffix at `end`; None if nothing opens there.

    `inside` says after which position no stop word stands, and where the suffix begins.
    """
    low, begin = inside
    place_end, place = scene.place_at(start) or (-1, None)
    if place is not None and low <= place_end <= begin:
        middle = scene.text[place_end:begin]
        natural = place.type not in ("AdministrativeDivision", "Country", "Region")
        bare = natural or (place.type != "Country" and WITHOUT_MIDDLE.fullmatch(scene.text, begin, end))
        return bool(bare) if not middle else not scene.is_class(middle) and not COUNTED.search(middle)
    body_end = scene.body_starts.get(start)
    if body_end is not None and low <= body_end <= begin and not scene.text.startswith(("国务院", "党中央"), start):
        return not scene.text.endswith(SUPERLATIVES, 0, begin)
    opener = OPENERS.match(scene.text, start, begin)
    if (
        opener
        and low <= opener.end()
        and (start == 0 or scene.text[start - 1 : start + 1] not in scene.grammar.naming.words)
    ):
        middle = scene.text[opener.end() : begin]
        return len(middle) > 1 and not scene.is_class(middle) and not COUNTED.search(middle) and "级" not in middle
    return None


def campuses(scene: Scene) -> Iterator[Mention]:
    """Yield hospitals with the part that is meant: 同仁医院崇文门院区."""
    for end, start in sorted(scene.bodies.items()):
        campus = CAMPUS.match(scene.text, end) if scene.text[end - 2 : end] == "医院" else None
        if campus:
            yield Mention(Span(start, campus.end()), "organization", "hospital-campus")


def kindred(scene: Scene) -> Iterator[Mention]:
    """Yield hospitals called by their kind alone beside other hospitals: 口腔医院、安贞医院通州院区."""
    others = sorted(end for end in scene.bodies if scene.text[end - 2 : end] in ("医院", "院区"))
    for match in KIND_OF_HOSPITAL.finditer(scene.text):
        if bisect_left(others, match.end() - NEAR) < bisect_left(others, match.end() + NEAR):
            yield Mention(Span(*match.span()), "organization", "hospital-by-kind")


GRAMMARS: dict[str, Callable[[Scene, int, int], int | None]] = {"department": department, "named": proper}
RULES: tuple[Callable[[Scene], Iterator[Mention]], ...] = (
    listed,
    foreign,
    scoped,
    numbered,
    closed,
    campuses,
    kindred,
    firms.daughters,
    firms.employers,
    firms.enumerated,
)
