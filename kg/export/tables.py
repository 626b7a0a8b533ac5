"""Flat tables of claims, entities, relations and turns, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OutputError
from kg.results import Table, shorten
from kg.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

NUMBERS = frozenset(("value", "low", "high", "earlier_value", "latitude", "longitude"))
WHOLE = frozenset(("begin", "end", "position"))
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SOURCE = """
  OPTIONAL { ?claim kg:sentence/nif:anchorOf ?sentence }
  OPTIONAL { ?claim kg:speaker ?speaker_iri . ?speaker_iri rdfs:label ?speaker FILTER (LANG(?speaker) = "zh") }
  OPTIONAL { ?claim kg:statedIn ?turn }
  OPTIONAL { ?claim kg:saidOn ?said_on }
  OPTIONAL { ?claim kg:periodText ?period }
  OPTIONAL { ?claim kg:period ?interval
    OPTIONAL { ?interval schema:startDate ?period_start } OPTIONAL { ?interval schema:endDate ?period_end } }
  OPTIONAL { ?claim kg:evidence ?evidence . ?evidence nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:referenceContext ?context . ?transcript kg:text ?context ; dcterms:source ?document }
  OPTIONAL { ?claim kg:rule ?rule }
"""
QUERIES = {
    "claims": """SELECT DISTINCT ?claim ?document ?begin ?end ?quote ?indicator ?indicator_iri ?kind ?comparator ?value
  ?low ?high ?unit ?direction ?basis ?earlier_value ?reference ?place ?place_iri ?period ?period_start ?period_end
  ?status ?due ?said_on ?speaker ?speaker_iri ?turn ?sentence ?rule WHERE {
  ?claim a kg:MetricClaim ; kg:kind ?kind ; kg:comparator ?comparator ; kg:status ?status ;
    kg:indicator ?indicator_iri ; qudt:hasUnit/rdfs:label ?unit . FILTER (LANG(?unit) = "zh")
  OPTIONAL { ?claim kg:indicatorText ?indicator }
  OPTIONAL { ?claim kg:value ?value }
  OPTIONAL { ?claim kg:low ?low }
  OPTIONAL { ?claim kg:high ?high }
  OPTIONAL { ?claim kg:direction ?direction }
  OPTIONAL { ?claim kg:basis ?basis }
  OPTIONAL { ?claim kg:earlierValue ?earlier_value }
  OPTIONAL { ?claim kg:whole|kg:rankedIn|kg:baseline ?reference }
  OPTIONAL { ?claim kg:place ?place_iri }
  OPTIONAL { ?claim kg:placeText ?place }
  OPTIONAL { ?claim kg:due ?due }
"""
    + SOURCE
    + "} ORDER BY ?document ?begin ?claim",
    "relations": """SELECT DISTINCT ?claim ?document ?begin ?end ?quote ?subject ?subject_iri ?relation ?object
  ?object_iri ?period ?period_start ?period_end ?said_on ?speaker ?speaker_iri ?turn ?sentence ?rule WHERE {
  ?claim a kg:RelationClaim ; kg:relation ?relation ; kg:subjectText ?subject ; kg:objectText ?object .
  OPTIONAL { ?claim kg:subject ?subject_iri }
  OPTIONAL { ?claim kg:object ?object_iri }
"""
    + SOURCE
    + "} ORDER BY ?document ?begin ?claim",
    "entities": """SELECT ?entity ?label ?class ?type (GROUP_CONCAT(DISTINCT ?alias; separator="|") AS ?aliases)
  ?part_of ?code ?latitude ?longitude WHERE {
  VALUES ?class { kg:Person kg:Outlet kg:Organization kg:Place kg:Policy kg:Title kg:Event kg:Indicator }
  ?entity a ?class ; rdfs:label ?label . FILTER (LANG(?label) = "zh")
  OPTIONAL { ?entity a ?type FILTER (?type != ?class && STRSTARTS(STR(?type), STR(kg:))) }
  OPTIONAL { ?entity skos:altLabel ?alias }
  OPTIONAL { ?entity dcterms:isPartOf ?part_of }
  OPTIONAL { ?entity kg:divisionCode ?code }
  OPTIONAL { ?entity schema:latitude ?latitude }
  OPTIONAL { ?entity schema:longitude ?longitude }
} GROUP BY ?entity ?label ?class ?type ?part_of ?code ?latitude ?longitude ORDER BY ?entity ?class ?type""",
    "turns": """SELECT DISTINCT ?turn ?document ?position ?role ?speaker ?speaker_iri ?post ?outlet ?outlet_iri ?begin
  ?end ?text WHERE {
  ?turn a kg:Turn ; schema:position ?position ; kg:role ?role ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    nif:referenceContext ?context .
  ?context nif:isString ?string .
  ?transcript kg:text ?context ; dcterms:source ?document .
  OPTIONAL { ?turn kg:speaker ?speaker_iri . ?speaker_iri rdfs:label ?speaker FILTER (LANG(?speaker) = "zh") }
  OPTIONAL { ?turn kg:outlet ?outlet_iri . ?outlet_iri rdfs:label ?outlet }
  OPTIONAL { ?turn kg:postText ?post }
  BIND (SUBSTR(?string, ?begin + 1, ?end - ?begin) AS ?text)
} ORDER BY ?document ?position ?turn""",
}


def read(store: Store) -> dict[str, Table]:
    """Return the tables by name: claims, relations, entities, turns."""
    return {name: store.table(query) for name, query in QUERIES.items()}


def write_csv(store: Store) -> dict[str, bytes]:
    """Return the tables as CSV that a spreadsheet opens right: UTF-8 with its mark, and no text that acts as a formula.

    A text that begins like a formula gets an apostrophe before it; numbers are written exactly.
    """
    return {f"{name}.csv": _csv(table, store) for name, table in read(store).items()}


def write_parquet(store: Store) -> dict[str, bytes]:
    """Return the tables in Parquet: offsets as integers, values as doubles beside their exact texts, the rest as texts.

    Raises:
        OutputError: if pyarrow is not installed.
    """
    try:
        from pyarrow import parquet  # an extra, and slow to import
    except ImportError as error:
        raise OutputError("Parquet 需要 pyarrow / Parquet needs pyarrow: pip install 'kg[parquet]'") from error
    files = {}
    for name, table in read(store).items():
        target = io.BytesIO()
        parquet.write_table(_arrow(table, store), target, compression="zstd")
        files[f"{name}.parquet"] = target.getvalue()
    return files


def _csv(table: Table, store: Store) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        cells = zip(table.columns, _cells(table.columns, row, store), strict=True)
        writer.writerow([cell if name in NUMBERS | WHOLE else _tame(cell) for name, cell in cells])
    return target.getvalue().encode("utf-8-sig")


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(columns: tuple[str, ...], row: tuple[object, ...], store: Store) -> Iterator[str]:
    for name, term in zip(columns, row, strict=True):
        if isinstance(term, ox.NamedNode) and term.value.startswith(store.prefixes["kg"]):
            yield shorten(term, store.prefixes)
        elif isinstance(term, ox.Literal) and name == "aliases":
            yield "|".join(sorted(term.value.split("|")))  # the engine concatenates a group in any order
        else:
            yield term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _arrow(table: Table, store: Store) -> pa.Table:
    import pyarrow as pa

    columns = {}
    rows = [list(_cells(table.columns, row, store)) for row in table.rows]
    for index, name in enumerate(table.columns):
        texts = [row[index] or None for row in rows]
        if name in WHOLE:
            columns[name] = pa.array([None if text is None else int(text) for text in texts], pa.int64())
        elif name in NUMBERS:
            numbers = [None if text is None else float(Decimal(text)) for text in texts]
            columns[name] = pa.array(numbers, pa.float64())
            columns[f"{name}_exact"] = pa.array(texts, pa.string())
        else:
            columns[name] = pa.array(texts, pa.string())
    return pa.table(columns)
