"""The examples of `corpus/metrics_*.txt`: brackets round the numbers that claim, behind `=>` what each claims.

A reading is `INDICATOR kind` and what else the example is about: `up` or `down`, a basis, `actual` or `target`,
`@place`, `~period`, `<earlier value`, `/whole or baseline`. What a reading does not mention is not compared, but every
claim must be in brackets.
"""

from __future__ import annotations

from typing import get_args

from kg.lexicon import Lexicon
from kg.model import Basis, Direction, Metadata, Metric, Source, Status
from kg.pipeline import recognise
from kg.transcript.compose import compose


def claims(text: str, lexicon: Lexicon) -> tuple[Metric, ...]:
    """Return the claims of a text of Weifang's government in October 2022."""
    given = Metadata(home="潍坊市", date="2022-10")
    return recognise(compose(Source("example", "text", "utf-8", "0" * 64, text, given), lexicon), lexicon).metrics


def said(metric: Metric, reading: str) -> str:
    """Return a claim in the words of a reading, with the parts that the reading asks for."""
    return " ".join([metric.indicator, metric.kind, *(_part(metric, part) for part in reading.split()[2:])])


def _part(metric: Metric, part: str) -> str:
    marked = {
        "@": metric.place,
        "~": metric.period.text if metric.period is not None else None,
        "<": metric.origin,
        "/": metric.of,
    }
    if part[0] in marked:
        return f"{part[0]}{marked[part[0]]}"
    named = {Direction: metric.direction, Basis: metric.basis, Status: metric.status}
    return str(next(value for kind, value in named.items() if part in get_args(kind)))
