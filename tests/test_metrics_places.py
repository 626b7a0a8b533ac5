"""Where a figure holds, when, and whether it is aimed at, in texts of other homes and in news; figures are invented."""

from __future__ import annotations

import pytest

from kg.lexicon import Lexicon
from kg.model import Metadata, Metric, Source
from kg.pipeline import recognise
from kg.transcript.compose import compose

LEXICON = Lexicon()
NEWS = "央视网消息（新闻联播）：\n"


def claims(text: str, home: str | None = None) -> tuple[Metric, ...]:
    given = Metadata(home=home, date="2023-10-20")
    return recognise(compose(Source("x", "text", "utf-8", "0" * 64, text, given), LEXICON), LEXICON).metrics


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # what an item speaks of: said before, in an earlier sentence, in the headline, behind the figure
        ("今天（10月20日），宜昌长江大桥通车。大桥全长2500米，总投资35亿元。", ["宜昌长江大桥", "宜昌长江大桥"]),
        ("中老铁路货运量增长\n截至9月底，中老铁路自开通以来，运输货物3000万吨。", ["中老铁路"]),
        ("全长16公里、平均海拔4000米的圭嘎拉隧道今天（10月20日）贯通。", ["圭嘎拉隧道", "圭嘎拉隧道"]),
        ("在牦牛核心产区那曲，牦牛产业已带动3万人增收。", ["那曲市"]),
        ("记者从河北省农业农村厅获悉，今年建设高标准农田300万亩。", ["河北省"]),
        ("记者日前了解到，工商银行发放贷款300亿元。", ["工商银行"]),
        # a new item, the nation, a counted list and the far end of a way are not its place
        ("广西平陆运河开工。\n据统计，我国粮食产量增长2%。", ["中国"]),
        ("山东港口吞吐量增长。全国港口吞吐量增长5%。", ["中国"]),
        ("近日，博览会开幕，英国、法国、德国等9个国家参展。", ["中国"]),
        ("近日，一列班列从西安驶往杜伊斯堡。今年以来，班列开行500列。", ["中国"]),
    ],
)
def test_figures_of_news_hold_for_what_their_item_speaks_of(text: str, places: list[str]) -> None:
    assert [metric.place for metric in claims(NEWS + text, "中国")] == places


@pytest.mark.parametrize(
    ("home", "text", "places"),
    [
        ("平桥区", "全区工业总产值100亿元，占全市的三分之一。全市粮食产量90万吨。", ["平桥区", "平桥区", "信阳市"]),
        ("信阳市", "罗山县发展茶产业。全县茶园面积20万亩。全市茶园面积200万亩。", ["罗山县", "信阳市"]),
        ("中国", "广西推进工业建设，全区工业投资增长8%。", ["广西壮族自治区"]),
        ("婺源县", "婺源县茶产业发展快，该县茶园面积17万亩。", ["婺源县"]),
        ("新会区", "全市首创引才办法，新增人才500人。", ["新会区"]),
        ("西安市", "莲湖区是西安市中心城区，常住人口76.8万人。", ["莲湖区"]),
        ("迪庆藏族自治州", "全州地区生产总值160亿元。", ["迪庆藏族自治州"]),
        ("重庆市", "中心城区年度投资1700亿元；教育项目增长80%。", ["中心城区", "重庆市"]),
        ("金坛区", "开发区面积171平方公里。累计引进项目12个。", ["开发区", "开发区"]),
    ],
)
def test_words_of_scope_mean_the_place_of_their_level(home: str, text: str, places: list[str]) -> None:
    assert [metric.place for metric in claims(text, home)] == places


def test_the_home_and_the_nation_are_linked_to_their_entities() -> None:
    found = claims("全市粮食产量90万吨，占全国的1%。全国粮食产量6.9亿吨。", "信阳市")
    assert [metric.place_key for metric in found] == ["place/411500", "place/411500", "place/中国"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("一、2022年工作回顾\n新建学校3所。\n二、2023年工作安排\n（一）办好教育。新建学校6所。", ["actual", "target"]),
        ("下一步，我们将办好教育、改善交通。\n一是新建学校6所。\n二是改造道路20公里。", ["target", "target"]),
        (
            "今年，我们将扩大招商，推动2个项目建设。目前，已开工项目5个，3个项目已经投产。",
            ["target", "actual", "actual"],
        ),
        ("力争投资完成100亿元，同比增长8%，其中工业投资增长10%。", ["target", "target", "target"]),
        ("计划投资约400亿元、较上年初增长18.5%。", ["target", "target"]),
        ("截至6月底，播种秋作物1000万亩，占预计面积的98%。", ["actual", "actual"]),
        ("未来三年，服务企业10万户。", ["target"]),
    ],
)
def test_goals_are_told_by_words_times_and_passages(text: str, statuses: list[str]) -> None:
    assert [metric.status for metric in claims(text, "信阳市")] == statuses


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("今年，我省继续扩种大豆。大豆面积增长5%。", ["今年"]),
        ("今年前9个月，进出口额30万亿元。其中出口额18万亿元。", ["今年前9个月", "今年前9个月"]),
        ("十年来，产值年均增长6%，去年达到3万亿元。累计新建学校30所。", ["十年来", "去年", "十年来"]),
        ("力争低空产业全年产值10亿元。", ["全年"]),
        ("完成全年任务的60%。", [None]),
        ("今年计划到2025年，建成公路300公里。", ["2025年"]),
        ("上半年，项目开工10个。大桥通车，总投资35亿元。", ["上半年", None]),
        ("三农工作成效好，开展了建国以来规模最大的水利建设。建成水库20座。", [None]),
    ],
)
def test_times_govern_what_a_reader_lets_them_govern(text: str, periods: list[str | None]) -> None:
    said = [metric.period.text if metric.period else None for metric in claims(text, "山东省")]
    assert [one.removeprefix("到") if one else None for one in said] == periods
