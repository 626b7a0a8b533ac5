"""Turns: who speaks from where to where, and what the text must say before a name is believed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.model import Extraction, Source, Turn
from kg.transcript.anchor import anchor
from kg.transcript.compose import compose
from kg.transcript.sources import read

NBS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "nbs"
EXPECTED = Path(__file__).parent / "data" / "nbs_turns.tsv"


def turns(text: str, lexicon: Lexicon, form: str = "text") -> tuple[Turn, ...]:
    """Return the turns over the source, after a check that they tile it to its end."""
    document = anchor(Extraction(compose(Source("a", form, None, "", text), lexicon))).document
    for first, second in pairwise(document.turns):
        assert first.span.end == second.span.start
    assert not document.turns or document.turns[-1].span.end == len(text)
    return document.turns


def told(text: str, lexicon: Lexicon, form: str = "text") -> list[tuple[str, ...]]:
    """Return label, role, speaker and outlet of each turn."""
    return [
        (turn.label.of(text), turn.role, turn.speaker or "", turn.outlet or "") for turn in turns(text, lexicon, form)
    ]


def test_questions_and_answers(lexicon: Lexicon) -> None:
    text = "大众日报记者:请介绍情况。\n刘运:感谢提问!\n一是体量更大。\n\n新华社记者 张三：请问呢？\n刘运：好。"
    assert told(text, lexicon) == [
        ("大众日报记者:", "journalist", "", "大众日报"),
        ("刘运:", "official", "刘运", ""),
        ("新华社记者 张三：", "journalist", "张三", "新华社"),
        ("刘运：", "official", "刘运", ""),
    ]


@pytest.mark.parametrize(
    ("label", "colon"),
    [("刘运", ":"), ("刘运", "："), ("【刘运】", ""), ("[刘运]", ""), ("【刘运】", "："), ("刘运", "：\n")],
)
def test_styles_of_labels(label: str, colon: str, lexicon: Lexicon) -> None:
    text = f"记者：请问去年的情况？\n{label}{colon}去年增长5%。"
    assert [row[1:] for row in told(text, lexicon)] == [("journalist", "", ""), ("official", "刘运", "")]


def test_labels_on_lines_of_their_own_without_colon(lexicon: Lexicon) -> None:
    text = "大众日报记者\n请问增长情况？\n刘运\n感谢提问。去年增长5%。\n新华社记者\n请问呢？\n刘运\n谢谢。"
    assert [row[1:] for row in told(text, lexicon)] == [
        ("journalist", "", "大众日报"),
        ("official", "刘运", ""),
        ("journalist", "", "新华社"),
        ("official", "刘运", ""),
    ]


def test_bold_labels_of_markdown(lexicon: Lexicon) -> None:
    text = "# 发布会实录\n\n**记者** 请问去年的情况？\n\n**刘运：**去年增长5%。\n\n**成效明显。**今年增长6%。"
    assert [row[1:] for row in told(text, lexicon, "markdown")] == [("journalist", "", ""), ("official", "刘运", "")]


def test_text_that_lost_its_line_breaks(lexicon: Lexicon) -> None:
    text = "记者：请问一下增长情况。谢谢。刘运：感谢提问。去年增长5%。记者：请问今年怎样？刘运：今年很好。"
    assert [row[0] for row in told(text, lexicon)] == ["记者：", "刘运：", "记者：", "刘运："]


def test_journalist_names_the_medium(lexicon: Lexicon) -> None:
    text = (
        "记者：我是新华社记者，请问情况。\n答：好。\n记者：我来自大众日报。请问呢？\n答：好。\n记者：请问您？\n答：好。"
    )
    assert [row[3] for row in told(text, lexicon) if row[1] == "journalist"] == ["新华社", "大众日报", ""]


def test_posts_come_from_the_introduction(lexicon: Lexicon) -> None:
    text = (
        "出席发布会的有：潍坊市委书记刘运，潍坊市委常委、组织部部长江敦涛。\n主持人：下面开始提问。\n"
        "记者：请问情况。\n刘运：好。\n记者：请问呢？\n江敦涛：好。\n记者：还有吗？\n王小明（市教育局局长）：有。"
    )
    posts = {turn.speaker: turn.post for turn in turns(text, lexicon) if turn.speaker}
    assert posts == {"刘运": "潍坊市委书记", "江敦涛": "潍坊市委常委、组织部部长", "王小明": "市教育局局长"}


def test_who_leads_the_conference_is_host(lexicon: Lexicon) -> None:
    text = (
        "会议由国新办新闻发言人胡凯红主持。\n胡凯红：欢迎大家，请提问。\n央视记者：请问情况。\n贾楠：谢谢。去年增长5%。\n"
        "胡凯红：谢谢，发布会到此结束。"
    )
    assert {row[2]: row[1] for row in told(text, lexicon) if row[2]} == {"胡凯红": "host", "贾楠": "official"}


def test_who_leads_and_answers_is_official(lexicon: Lexicon) -> None:
    text = "国台办16日举行发布会，发言人朱凤莲主持发布会并答问。\n中新社记者：请介绍情况。\n朱凤莲：好的，请提问。"
    assert told(text, lexicon)[1][1:] == ("official", "朱凤莲", "")


def test_host_hands_over_to_an_unlabelled_speech(lexicon: Lexicon) -> None:
    text = (
        "主持人 李四：大家上午好！下面，请潍坊市委书记刘运作介绍。\n\n各位朋友，去年增长5%。\n\n成效：三个方面。\n\n"
        "谢谢刘书记的介绍，下面请提问。\n\n新华社记者：请问情况。\n刘运：好。"
    )
    assert told(text, lexicon) == [
        ("主持人 李四：", "host", "李四", ""),
        ("", "official", "刘运", ""),
        ("", "host", "李四", ""),
        ("新华社记者：", "journalist", "", "新华社"),
        ("刘运：", "official", "刘运", ""),
    ]


def test_handover_to_one_of_two_stays_unknown(lexicon: Lexicon) -> None:
    text = (
        "市财政局局长刘运和市教育局局长刘伟出席。\n主持人：请刘局长回答。\n\n去年增长5%。\n\n记者：请问情况。\n刘运：好。\n"
        "记者：请问呢？\n刘伟：好。\n主持人：请有关负责人回答。\n\n今年增长6%。"
    )
    unlabelled = [row[1:3] for row in told(text, lexicon) if not row[0]]
    assert unlabelled == [("unknown", ""), ("unknown", "")]


def test_speech_before_the_first_label(lexicon: Lexicon) -> None:
    text = "实录\n\n三是聚焦链接要素资源。我们支持新产业。\n\n记者：请问情况。\n刘运：好。"
    assert told(text, lexicon)[0] == ("", "unknown", "", "")
    assert turns(text, lexicon)[0].span.start == text.index("三是")


@pytest.mark.parametrize(
    "lead",
    [
        "人民网北京3月16日电 国务院台湾事务办公室16日举行例行新闻发布会。",
        "编者按：日前，有关负责人接受了记者专访。",
        "出席发布会的有：潍坊市委书记刘运。",
        "国家统计局新闻发言人答记者问\n（2019年6月14日）",
    ],
)
def test_headings_and_leads_are_no_turn(lead: str, lexicon: Lexicon) -> None:
    assert [row[0] for row in told(f"{lead}\n记者：请问情况。\n刘运：谢谢。", lexicon)] == ["记者：", "刘运："]


@pytest.mark.parametrize(
    "prose",
    [
        "各位代表：\n现在，我代表国务院，向大会作政府工作报告，请予审议。",
        "央视网消息（新闻联播）：国务院新闻办公室今天举行新闻发布会，有关负责人介绍了情况。\n去年增长5%。",
        "市园林绿化局副局长高大伟介绍，2021年全市计划实施留白增绿860公顷。",
        "工作成效：一是增长。\n时间：2022年\n习近平总书记强调：“人民城市为人民。”",
        "毛主席说过：这个问题很重要。\n江苏：增长5%。\n安徽：增长6%。",
        "有人问：“去年情况怎样？”他说：“很好。”",
        "",
    ],
)
def test_prose_has_no_turns(prose: str, lexicon: Lexicon) -> None:
    assert turns(prose, lexicon) == ()


def test_colons_in_speech_open_no_turn(lexicon: Lexicon) -> None:
    text = (
        "记者：请问情况。\n刘运：谢谢。突出表现在五个方面：\n一是增长。\n两稳定：一是就业稳定。\n成效：很好。\n"
        "习近平总书记强调：“人民城市为人民。”\n具体来看：去年增长5%。\n具体来看：今年增长6%。"
    )
    assert [row[0] for row in told(text, lexicon)] == ["记者：", "刘运："]


def test_state_council_style(lexicon: Lexicon) -> None:
    text = """国务院新闻办公室于2024年4月10日（星期三）下午3时举行发布会，请山东省委书记林武出席。
请省委副书记、省长周乃翔介绍情况。
国务院新闻办新闻局副局长、新闻发言人寿小丽：
女士们、先生们，大家下午好！欢迎出席新闻发布会。现在，先请林武书记作介绍。
2024-04-10 15:00:58
林武：
各位记者朋友，大家下午好！去年，全省生产总值增长6%。
寿小丽：
感谢林武书记的介绍，下面进入答问环节，提问前请通报一下所在的新闻机构。
凤凰卫视记者：
请问山东如何发展？谢谢。
周乃翔：
谢谢您的提问。我来回答。
寿小丽：
今天的发布会就到这里，谢谢大家。
"""
    found = turns(text, lexicon)
    assert [(turn.role, turn.speaker or turn.outlet, turn.post) for turn in found] == [
        ("host", "寿小丽", "国务院新闻办新闻局副局长、新闻发言人"),
        ("official", "林武", "山东省委书记"),
        ("host", "寿小丽", "国务院新闻办新闻局副局长、新闻发言人"),
        ("journalist", "凤凰卫视", None),
        ("official", "周乃翔", "省委副书记、省长"),
        ("host", "寿小丽", "国务院新闻办新闻局副局长、新闻发言人"),
    ]


def test_forms_above_the_first_speech_are_no_turns(lexicon: Lexicon) -> None:
    text = """发布人：
市发展改革委副主任 张华
主持人：
市政府新闻办 王强
主持人王强：
各位好。
市发展改革委副主任张华：
谢谢主持人。上半年增长8%。
记者提问1：
晚报记者：请问情况？
市发展改革委副主任张华：
好的。"""
    assert [row[0] for row in told(text, lexicon)] == [
        "主持人王强：", "市发展改革委副主任张华：", "晚报记者：", "市发展改革委副主任张华：",
    ]  # fmt: skip


def test_attendance_in_two_columns(lexicon: Lexicon) -> None:
    text = """时间：2022年8月30日（星期二）上午10:00
发布人：
王  强　　市财政局副局长
李　红　　市税务局总会计师
陈明：各位新闻界的朋友，大家上午好。下面，首先请王强副局长介绍情况。
王强：尊敬的各位媒体朋友，大家好！
陈明：谢谢王局长。下面请媒体朋友提问。
天津日报·津云新闻记者：请问减税降费情况？
李红：感谢您的关注。
"""
    assert [(turn.role, turn.speaker or turn.outlet, turn.post) for turn in turns(text, lexicon)] == [
        ("host", "陈明", None),
        ("official", "王强", "市财政局副局长"),
        ("host", "陈明", None),
        ("journalist", "天津日报·津云新闻", None),
        ("official", "李红", "市税务局总会计师"),
    ]


def test_a_surname_with_a_post_names_the_one_who_is_introduced(lexicon: Lexicon) -> None:
    text = """出席发布会的有市水利局党组书记、局长刘海涛，市财政局副局长王芳、市农业农村局副局长王强。
记者：请问水利建设情况？
刘局长：去年投资增长5%。
记者：请问资金呢？
王局长：我来回答。"""
    assert [(turn.speaker, turn.post) for turn in turns(text, lexicon)[1::2]] == [
        ("刘海涛", "市水利局党组书记、局长"),
        (None, "局长"),
    ]


def test_a_role_in_brackets_with_the_name_behind_it(lexicon: Lexicon) -> None:
    text = """【主持人】陈涛：大家上午好。
【李明】大家好：先说三点。
[新华社记者] 张三：请问呢？
【李明】谢谢。
会后有记者问：何时？"""
    assert [(role, who) for _, role, *who in told(text, lexicon)] == [
        ("host", ["陈涛", ""]),
        ("official", ["李明", ""]),
        ("journalist", ["张三", "新华社"]),
        ("official", ["李明", ""]),
        ("journalist", ["", ""]),
    ]


def test_questions_without_a_label(lexicon: Lexicon) -> None:
    text = "一、为何制定？\n答：很有必要。\n二、有哪些内容？有何特点？\n答：有三点。\n三、何时施行？\n答：七月。"
    assert told(text, lexicon) == [("", "journalist", "", ""), ("答：", "official", "", "")] * 3
    assert turns(text, lexicon)[2].span.of(text).startswith("二、有哪些内容")


def test_a_speech_that_ends_in_a_question_asks_nobody(lexicon: Lexicon) -> None:
    text = "主持人：今天请来两位嘉宾。\n刘运：感谢邀请。\n成绩从哪里来？\n张三：我来补充。\n刘运：是的。\n张三：谢谢。"
    assert [role for _, role, *_ in told(text, lexicon)] == ["host", *["official"] * 4]


def test_bracketed_posts_and_guests(lexicon: Lexicon) -> None:
    text = """【主持人 市政府新闻办副主任 王伟】
各位记者，今天我们请到的嘉宾是市种植业管理司司长潘文博。
[潘文博] 主持人好！
[网友 小麦] 请问价格呢？
【市卫健委主任 李红】
价格稳定。"""
    assert [(turn.role, turn.speaker, turn.post) for turn in turns(text, lexicon)] == [
        ("host", "王伟", "市政府新闻办副主任"),
        ("official", "潘文博", "市种植业管理司司长"),
        ("unknown", "小麦", None),
        ("official", "李红", "市卫健委主任"),
    ]


def rows() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in EXPECTED.read_text(encoding="utf-8").splitlines()[4:]:
        file, *cells = line.split("\t")
        found.setdefault(file, []).append(tuple(cells))
    return found


@pytest.mark.skipif(not NBS.is_dir(), reason="the transcripts are not part of the project")
@pytest.mark.parametrize(
    ("file", "expected"), rows().items(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_press_conferences_of_the_statistics_bureau(
    file: str, expected: list[tuple[str, ...]], lexicon: Lexicon
) -> None:
    document = compose(read(str(NBS / file)), lexicon)
    assert [(turn.role, turn.speaker or "", turn.outlet or "") for turn in document.turns] == expected


def test_a_body_and_a_name_without_a_post_open_a_turn_where_the_text_introduces_them(lexicon: Lexicon) -> None:
    lead = "发布会由和田市人民政府新闻办公室张竞怡主持。\n"
    text = (
        f"{lead}和田市人民政府新闻办公室张竞怡：\n上午好！今天邀请到李明局长，请他介绍情况。\n下面，首先请李明局长介绍。\n"
        "市统计局局长李明：\n去年增长5%。\n市发展和改革局说明：\n无。"
    )
    assert told(text, lexicon) == [
        ("和田市人民政府新闻办公室张竞怡：", "host", "张竞怡", ""),
        ("市统计局局长李明：", "official", "李明", ""),
    ]


def test_lists_of_those_present_say_who_leads_and_who_answers(lexicon: Lexicon) -> None:
    text = (
        "出席发布会的有：\n杨丽花　　县委常委、常务副县长\n张 强　　县农业农村局局长\n"
        "主持人：罗艳霞　　县委宣传部副部长\n\n"
        "罗艳霞：各位朋友，大家好！\n杨丽花：2023年，全县生产总值增长5.3%。\n"
        "云龙融媒：请问张局长，产业发展如何？\n张强：产值达15亿元。"
    )
    assert [(turn.role, turn.speaker, turn.outlet, turn.post) for turn in turns(text, lexicon)] == [
        ("host", "罗艳霞", None, "县委宣传部副部长"),
        ("official", "杨丽花", None, "县委常委、常务副县长"),
        ("journalist", None, "云龙融媒", None),
        ("official", "张强", None, "县农业农村局局长"),
    ]


def test_a_rare_surname_is_believed_where_its_bearer_greets(lexicon: Lexicon) -> None:
    text = (
        "发布人：李干杰 山东省委书记；周乃翔 山东省长\n寿小丽：\n女士们、先生们，大家上午好。欢迎出席发布会。\n"
        "李干杰：\n谢谢主持人。去年增长5%。\n寿小丽：\n今天的发布会到此结束。"
    )
    assert [(turn.role, turn.speaker, turn.post) for turn in turns(text, lexicon)] == [
        ("host", "寿小丽", None),
        ("official", "李干杰", "山东省委书记"),
        ("host", "寿小丽", None),
    ]


def test_one_answer_of_a_foreign_name_is_a_turn_among_others(lexicon: Lexicon) -> None:
    text = "徐贵相：大家好！\n伊力江·阿那依提：首先回答问题。\n美联社记者：请问呢？\n木沙江·米吉提：去年增长5%。"
    assert [row[2] for row in told(text, lexicon)] == ["徐贵相", "伊力江·阿那依提", "", "木沙江·米吉提"]
