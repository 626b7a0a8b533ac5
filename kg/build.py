"""Building: from transcripts to a folder with the graph, the page, the report and the texts that evidence points into.

| file | what |
|---|---|
| `graph.ttl` | the graph in Turtle, all documents merged |
| `graph.nq` | the same with a named graph for each document, which `kg query` reads |
| `network.html` | the interactive network, one file that works offline |
| `report.md` | what was read, found, inferred and not understood |
| `texts/ID.txt` | the text of each document, byte for byte what the offsets count |
"""

from __future__ import annotations

from kg import page, triples
from kg.export import nquads, turtle
from kg.iris import DEFAULT_BASE, document_id
from kg.model import Extraction
from kg.report import report


def assemble(
    extractions: tuple[Extraction, ...], problems: tuple[str, ...], base: str = DEFAULT_BASE
) -> dict[str, bytes]:
    """Return the files of a build by name; the order of the extractions does not matter."""
    ordered = tuple({document_id(item.document): item for item in sorted(extractions, key=_order)}.values())
    quads = triples.merge(triples.encode(item, base) for item in ordered)
    files = {
        "graph.ttl": turtle(quads),
        "graph.nq": nquads(quads),
        "network.html": page.render(ordered, base).encode(),
        "report.md": report(ordered, problems).encode(),
    }
    texts = {f"texts/{document_id(item.document)}.txt": item.document.source.text for item in ordered}
    return files | {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}


def _order(extraction: Extraction) -> tuple[str, str]:
    return document_id(extraction.document), extraction.document.source.name
