"""Loading the named questions and checking their heads."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import DataFileError, QueryError
from kg.questions.question import CONDITION, GROUPS, SUFFIXES, Column, Parameter, Question

FOLDER = Path(__file__).parent


@cache
def load() -> dict[str, Question]:
    """Return all named questions by name, in the order of groups and names.

    Raises:
        DataFileError: if the head of a file lacks something or does not fit its query.
    """
    found = [read(path) for path in sorted(FOLDER.glob("*.rq"))]
    order = list(GROUPS)
    return {
        question.name: question for question in sorted(found, key=lambda item: (order.index(item.group), item.name))
    }


def find(name: str) -> Question:
    """Return a question by its name.

    Raises:
        QueryError: if there is none, with the nearest name.
    """
    questions = load()
    if name not in questions:
        near = get_close_matches(name, list(questions), n=1, cutoff=0.5)
        hint = f"；是否想问 {near[0]} / did you mean {near[0]}?" if near else "；kg query --list 列出全部 lists them"
        raise QueryError(f"{name}: 没有这个问题 / no such question{hint}")
    return questions[name]


def read(path: Path) -> Question:
    """Return the question in a file; errors are as in `load`."""
    text = path.read_text(encoding="utf-8")
    head: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = re.fullmatch(r"# (group|zh|en|parameter|column): (.+)", line)
        if match:
            head.setdefault(match[1], []).append((number, match[2]))
    for name in ("group", "zh", "en", "column"):
        if name not in head:
            raise DataFileError(str(path), 1, f"the head lacks '# {name}:'")
    group = head["group"][0][1]
    if group not in GROUPS:
        raise DataFileError(str(path), head["group"][0][0], f"group must be one of {', '.join(GROUPS)}")
    parameters = tuple(_parameter(path, number, line, text) for number, line in head.get("parameter", ()))
    columns = tuple(Column(*_cells(path, number, line, 3)) for number, line in head["column"])
    return Question(path.stem, group, head["zh"][0][1], head["en"][0][1], parameters, columns, text)


def _parameter(path: Path, number: int, line: str, text: str) -> Parameter:
    parameter = Parameter(*_cells(path, number, line, 5))
    if parameter.type not in SUFFIXES:
        raise DataFileError(str(path), number, f"type must be one of {', '.join(SUFFIXES)}")
    if parameter.variable not in {
        name for line in CONDITION.finditer(text) for name in line["variables"].split(" or ")
    }:
        raise DataFileError(str(path), number, f"the query lacks a line '# if {parameter.variable}: …'")
    return parameter


def _cells(path: Path, number: int, line: str, count: int) -> tuple[str, ...]:
    cells = tuple(cell.strip() for cell in line.split("|"))
    if len(cells) != count:
        raise DataFileError(str(path), number, f"{len(cells)} cells where {count} are expected, separated by |")
    return cells
