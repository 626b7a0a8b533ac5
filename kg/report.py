"""The report of a build, for readers: what was read, found, inferred, and not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.iris import document_id
from kg.model import Attribute, Document, Extraction, Span, Turn
from kg.recognisers.words import Segmenter

KINDS = {
    "person": "人物 persons",
    "outlet": "媒体 outlets",
    "organization": "机构 organizations",
    "place": "地点 places",
    "policy": "政策 policies",
    "title": "荣誉 titles",
    "event": "事件 events",
}
ROLES = {"official": "发言 official", "journalist": "提问 journalist", "host": "主持 host", "unknown": "不明 unknown"}
CONTEXT = 12  # characters shown on either side of something that was not understood
LEDGER_CONTEXT = 24  # the same in a line of the ledger
KEYWORDS = 8
LISTED = 200  # rows of one list in the report; the rest is counted


def report(extractions: tuple[Extraction, ...], problems: tuple[str, ...] = ()) -> str:
    """Return the report in Markdown; `problems` are the lines about sources that could not be read."""
    lines = ["# 构建报告 Build report", "", *_totals(extractions, problems)]
    lines += _section("未能读取 Not read", [f"- {_cell(problem)}" for problem in problems])
    segmenter = Segmenter([extraction.document.text for extraction in extractions])
    for extraction in extractions:
        lines += _document(extraction, segmenter)
    return "\n".join(lines) + "\n"


def ledger_lines(extraction: Extraction) -> list[str]:
    """Return a line for every number of a document, in its sentence, the unresolved first."""
    text = extraction.document.source.text
    order = sorted(extraction.numbers, key=lambda number: (number.status != "unresolved", number.span))
    lines = []
    for number in order:
        start, end = max(0, number.span.start - LEDGER_CONTEXT), number.span.end + LEDGER_CONTEXT
        before, after = text[start : number.span.start], text[number.span.end : end]
        words = " ".join(f"{before}【{number.span.of(text)}】{after}".split())
        lines.append(f"{number.status}\t{number.span.start}-{number.span.end}\t{words}\t{number.reason or ''}")
    return lines


def _totals(extractions: tuple[Extraction, ...], problems: tuple[str, ...]) -> list[str]:
    unresolved = sum(number.status == "unresolved" for item in extractions for number in item.numbers)
    return _table(
        (
            "文档 documents",
            "未能读取 not read",
            "话轮 turns",
            "提及 mentions",
            "指标 metrics",
            "关系 relations",
            "不明数字 unresolved",
        ),
        [
            (
                len(extractions),
                len(problems),
                sum(len(item.document.turns) for item in extractions),
                sum(len(item.mentions) for item in extractions),
                sum(len(item.metrics) for item in extractions),
                sum(len(item.relations) for item in extractions),
                unresolved,
            )
        ],
    )


def _document(extraction: Extraction, segmenter: Segmenter) -> list[str]:
    document = extraction.document
    lines = ["", f"## {_cell(document.title.value if document.title else document.source.name)}", ""]
    lines += _reading(document)
    words = segmenter.keywords(_without_speakers(extraction), KEYWORDS)
    lines += [f"- 主题词 keywords：{_cell('、'.join(words) or '—')}"]
    lines += _section("话轮 Turns", _turns(document))
    lines += _section("找到 Found", _found(extraction))
    lines += _section("未能理解的数字 Numbers not understood", _numbers(extraction))
    lines += _section("未能关联的提及 Mentions not linked", _unlinked(extraction))
    return lines


def _without_speakers(extraction: Extraction) -> str:
    """Return the text without labels of speakers and names of persons and outlets, whose pieces are no keywords."""
    text = extraction.document.text
    spans = [turn.label for turn in extraction.document.turns]
    spans += [mention.span for mention in extraction.mentions if mention.kind in ("person", "outlet")]
    pieces, done = [], 0
    for span in sorted(spans):
        pieces.append(text[done : span.start])
        done = max(done, span.end)
    return "\n".join([*pieces, text[done:]])


def _reading(document: Document) -> list[str]:
    source = document.source
    return [
        f"- 来源 source：{_cell(source.name)}（{source.format}，{source.encoding or '—'}，{len(source.text)} 字）",
        f"- 标识 id：{document_id(document)}；sha256 {source.sha256}",
        *(f"- {name}：{_attribute(value)}" for name, value in _attributes(document)),
        *(f"- 说明 note：{_cell(note)}" for note in source.notes),
    ]


def _attributes(document: Document) -> tuple[tuple[str, Attribute | None], ...]:
    return ("日期 date", document.date), ("所在地 home", document.home), ("场合 occasion", document.occasion)


def _attribute(attribute: Attribute | None) -> str:
    if attribute is None:
        return "不明 unknown"
    how = "推断 inferred" if attribute.inferred else "给定 given"
    return f"{_cell(attribute.value)}（{how}，{attribute.rule}）"


def _turns(document: Document) -> list[str]:
    return _table(
        ("#", "角色 role", "发言人 speaker", "媒体 outlet", "字数 characters"),
        [_turn(index, turn) for index, turn in enumerate(document.turns)],
    )


def _turn(index: int, turn: Turn) -> tuple[object, ...]:
    return index, ROLES[turn.role], turn.speaker or "—", turn.outlet or "—", turn.span.end - turn.span.start


def _found(extraction: Extraction) -> list[str]:
    rows = []
    for kind, label in KINDS.items():
        names = Counter(
            mention.label or mention.span.of(extraction.document.source.text)
            for mention in extraction.mentions
            if mention.kind == kind
        )
        common = sorted(names.items(), key=lambda item: (-item[1], item[0]))
        shown = "、".join(f"{name}×{count}" if count > 1 else name for name, count in common[:12])
        rows.append((label, sum(names.values()), len(names), shown or "—"))
    return _table(("种类 kind", "提及 mentions", "不同 distinct", "最常见 most frequent"), rows)


def _numbers(extraction: Extraction) -> list[str]:
    text = extraction.document.source.text
    spans = [number.span for number in extraction.numbers if number.status == "unresolved"]
    return _shorten([f"- {span.start}：{_in_context(text, span)}" for span in spans])


def _unlinked(extraction: Extraction) -> list[str]:
    text = extraction.document.source.text
    rows = Counter(
        (mention.kind, mention.span.of(text), mention.note or "无候选 no candidate")
        for mention in extraction.mentions
        if mention.entity is None
    )
    return _shorten(
        [f"- {_cell(words)}（{kind}）×{count}：{_cell(note)}" for (kind, words, note), count in rows.items()]
    )


def _in_context(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return f"{_cell(before)}**{_cell(span.of(text))}**{_cell(after)}"


def _shorten(lines: list[str]) -> list[str]:
    more = len(lines) - LISTED
    return [*lines[:LISTED], f"- ……另有 {more} 条 and {more} more"] if more > 0 else lines


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"### {title}", "", *lines] if lines else []


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(_cell(str(cell)) for cell in row) for row in rows]
    return [f"| {line} |" for line in lines]


def _cell(text: str) -> str:
    """Return text that stays text in Markdown: on one line, with nothing that a renderer takes for markup."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#~" else char for char in flat)
