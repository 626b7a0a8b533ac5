"""Computed values: what follows from claims, and what must not."""

from __future__ import annotations

from decimal import Decimal

from metric_examples import claims

from kg.derive import Derived, derive
from kg.lexicon import Lexicon
from kg.model import Extraction, Metadata, Source
from kg.pipeline import recognise
from kg.transcript.compose import compose

LEXICON = Lexicon()


def derived(text: str) -> tuple[Derived, ...]:
    given = Metadata(home="潍坊市", date="2022-10")
    source = Source("example", "text", "utf-8", "0" * 64, text, given)
    extraction: Extraction = recognise(compose(source, LEXICON), LEXICON)
    assert extraction.metrics == claims(text, LEXICON)
    return derive(extraction)


def test_a_multiple_gives_its_baseline_and_keeps_the_hedge() -> None:
    (baseline,) = derived("潍坊港吞吐量突破5400万吨，是2012年的2.7倍。")
    assert (baseline.computation, baseline.value, baseline.unit) == ("baseline", Decimal(20000000), "吨")
    assert (baseline.comparator, baseline.period, baseline.place) == ("gt", "2012年", "潍坊港")
    assert baseline.metrics == (0, 1)


def test_an_earlier_value_gives_change_and_percent_change() -> None:
    change, percent = derived("化工企业从1514家压减到750家。")
    assert (change.computation, change.value, change.unit) == ("change", Decimal(-764), "家")
    assert (percent.computation, percent.unit) == ("percent_change", "%")
    assert percent.value is not None
    assert abs(percent.value * 1514 / 100 + 764) < Decimal("0.01")
    assert change.metrics == percent.metrics == (0,)


def test_shares_change_by_points_and_not_by_per_cent() -> None:
    (change,) = derived("高考录取率从36%提高到59%。")
    assert (change.value, change.unit) == (Decimal(23), "百分点")


def test_an_open_numeral_gives_an_interval() -> None:
    (interval,) = derived("累计完成投资1200多亿元。")
    assert (interval.low, interval.high, interval.value) == (Decimal(120000000000), Decimal(130000000000), None)


def test_ranks_ranges_and_bare_changes_give_nothing() -> None:
    assert derived("产量居全省第2位。气温下降12～20℃。投资增长5%。产量突破500万吨。") == ()
