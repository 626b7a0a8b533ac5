"""The way of one document through all stages."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kg import links
from kg.errors import InternalError, KgError
from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Extraction, Metric, Number, Source, Span
from kg.recognisers import ledger, mentions, metrics, periods, quantities, relations
from kg.transcript.anchor import anchor
from kg.transcript.compose import compose

WORTH_PROCESSES = 32  # below this, starting processes and loading the lists again costs more than it saves


def extract(source: Source, lexicon: Lexicon) -> Extraction:
    """Return all that a source yields, with spans over its untouched text; a pure function of both arguments."""
    return anchor(recognise(compose(source, lexicon), lexicon))


def extract_all(sources: Iterable[Source], lexicon: Lexicon, jobs: int = 1) -> Iterator[Extraction | InternalError]:
    """Yield what each source yields, in their order, made by `jobs` processes; a defect stops one document only."""
    documents = list(sources)
    if jobs == 1 or len(documents) < WORTH_PROCESSES:
        yield from (_attempt(source, lexicon) for source in documents)
        return
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(lexicon.extra,)) as pool:
        yield from pool.map(_extract, documents, chunksize=4)


def recognise(document: Document, lexicon: Lexicon) -> Extraction:
    """Return all that a composed document yields, with spans over its clean text."""
    hits = lexicon.compiled(load_names).scan(document.text)
    document, named, entities = links.resolve(document, mentions.find(document, lexicon, hits), lexicon)
    times = periods.find(document, lexicon)
    amounts = quantities.find(document, lexicon, times)
    claims = metrics.find(document, named, amounts, times, lexicon)
    others = ledger.classify(document, amounts, times, named, lexicon)
    return Extraction(
        document=document,
        mentions=named,
        entities=entities,
        metrics=claims,
        numbers=account(claims, others),
        relations=relations.find(document, named, lexicon, times, hits),
        periods=times,
    )


def account(claims: tuple[Metric, ...], others: tuple[Number, ...]) -> tuple[Number, ...]:
    """Return the ledger: the numbers of claims, and the others where no claim used them."""
    used = sorted({span for metric in claims for span in (metric.span, metric.origin_span) if span is not None})
    rows = [Number(span, "metric") for span in used]
    rows += [number for number in others if not _meets(number.span, used)]
    return tuple(sorted(rows, key=lambda number: number.span))


def _meets(span: Span, used: list[Span]) -> bool:
    """Tell whether the span shares a character with one of the sorted, disjoint spans."""
    index = bisect_right(used, span)
    return (index > 0 and used[index - 1].end > span.start) or (index < len(used) and used[index].start < span.end)


_worker: list[Lexicon] = []


def _prepare(extra: tuple[Path, ...]) -> None:
    """Give a worker process its own lexicon, loaded once."""
    _worker[:] = [Lexicon(extra)]


def _extract(source: Source) -> Extraction | InternalError:
    return _attempt(source, _worker[0])


def _attempt(source: Source, lexicon: Lexicon) -> Extraction | InternalError:
    try:
        return extract(source, lexicon)
    except KgError:
        raise
    except Exception as error:  # whatever it is, it concerns this document alone
        if os.environ.get("KG_DEBUG"):
            raise
        return InternalError(source.name, error)
