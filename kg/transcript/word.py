"""Word files: the paragraphs and tables of a DOCX in their order, with bold runs and paragraph numbers."""

from __future__ import annotations

import io
from typing import Any

from kg.errors import SourceError
from kg.model import Metadata
from kg.transcript.archives import check_bounds, open_archive
from kg.transcript.extracted import Draft, Extracted
from kg.transcript.numbering import Counters


def read(name: str, data: bytes) -> Extracted:
    """Return the text of a DOCX.

    Raises:
        SourceError: for a file that is damaged, bursts the bounds of an archive, or is protected.
    """
    import docx

    check_bounds(name, open_archive(name, data))
    try:
        document = docx.Document(io.BytesIO(data))
        draft = Draft()
        counters = Counters(document)
        for number, block in enumerate(document.iter_inner_content(), 1):
            start = draft.length
            _write(draft, block, counters)
            draft.locate(start, paragraph=number)
            draft.write("\n")
        title = document.core_properties.title
    except Exception as error:  # the parsers beneath raise anything at all on damaged files
        problem = f"DOCX 文件已损坏 / damaged DOCX ({type(error).__name__})"
        raise SourceError(name, problem) from error
    return draft.finish("docx", Metadata(title=title.strip() or None if title else None))


def _write(draft: Draft, block: Any, counters: Counters) -> None:
    if hasattr(block, "rows"):
        for row in block.rows:
            draft.write("\t".join(" ".join(cell.text.split()) for cell in row.cells) + "\n")
        return
    draft.write(counters.label(block))
    style_bold = bool(block.style is not None and block.style.font.bold)
    for run in block.runs:
        bold = style_bold if run.bold is None else run.bold
        draft.write(run.text, bold=bool(bold) and bool(run.text.strip()))
