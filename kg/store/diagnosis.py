"""Saying what is wrong with a query: the line, a caret under the place, and the nearest thing that would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kg.iris import ONTOLOGY
from kg.results import width

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''  # strings
    r'|<[^<>"{}|^`\\\s]*>'  # IRIs
    r"|#[^\n]*"  # comments
    r"|(?P<prefix>[A-Za-z][\w-]*)?:(?P<local>[\w\-%.\\]*)",  # prefixed names
    re.DOTALL,
)
_DECLARED = re.compile(r"\bprefix\s+kg\s*:\s*<([^>]*)>", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_KEYWORDS = (
    *("ASK", "BASE", "BIND", "BY", "CONSTRUCT", "COUNT", "DESCRIBE", "DISTINCT", "EXISTS", "FILTER", "FROM", "GRAPH"),
    *("GROUP", "HAVING", "LIMIT", "MINUS", "NOT", "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "SELECT", "UNION"),
    *("VALUES", "WHERE"),
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*(?:\n|$)|prefix\s+[^\s<]*\s*<[^>]*>|base\s*<[^>]*>)*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$]\w+")
# The engine needs no blank before a keyword: it reads trueSERVICESILENT<…> and SERVICE:x as SERVICE.
_SERVICE = re.compile(r"service(?=silent|[^\w-]|$)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NOT_READ = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))


def find_unknown(query: str, terms: frozenset[str]) -> str | None:
    """Return the message about the first term of the vocabulary's prefix that it does not have, or None."""
    declared = _DECLARED.search(query)
    if declared and declared[1] != ONTOLOGY:
        return None
    for match in _TOKEN.finditer(query):
        local = (match["local"] or "").rstrip(".")
        if match["prefix"] == "kg" and local and local not in terms:
            line, column = _place(query, match.start())
            return _message(
                query, line, column, f"没有 kg:{local} 这个词 / unknown term kg:{local}", _nearest(local, terms, "kg:")
            )
    return None


def find_refused(query: str) -> str | None:
    """Return the message about a query that asks another server (SERVICE) or would change the graph, or None."""
    for text in (query, _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), query)):
        found = _SERVICE.search(_VARIABLE.sub(_blank, _TOKEN.sub(_blank, text)))
        if found:
            line, column = _place(text, found.start())
            return _message(text, line, column, "不向外查询 / SERVICE is off: no query leaves this graph", None)
    opening = _PROLOGUE.match(query)
    start = opening.end() if opening else 0
    word = re.match(r"[A-Za-z]*", query[start:])
    if word and word[0] and word[0].upper() not in _FORMS:
        line, column = _place(query, start)
        if word[0].upper() in _NOT_READ:
            return _message(
                query, line, column, "图谱只供查询 / this is an update, the graph is only for reading", None
            )
        problem = f"没有 {word[0]} 这种查询 / a query begins with {', '.join(_FORMS)}, not {word[0]}"
        return _message(query, line, column, problem, _nearest(word[0], _FORMS))
    return None


def _blank(match: re.Match[str]) -> str:
    """Return blanks for what is no keyword; a prefix that ends in SERVICE may be one."""
    if match.re is _TOKEN and (match["prefix"] or "").lower().endswith("service"):
        return match[0]
    return " " * len(match[0])


def explain(query: str, problem: str, prefixes: Mapping[str, str]) -> str:
    """Return the message about a syntax error of the engine, such as `error at 2:26: expected one of …`."""
    match = _POSITION.match(problem)
    if match is None:
        return f"查询有误 / invalid query: {problem}"
    line, column = int(match[1]), int(match[2])
    text = query.splitlines()[line - 1] if 0 < line <= len(query.splitlines()) else ""
    if "Prefix not found" in match[3]:
        used = [item for item in _TOKEN.finditer(text) if item["prefix"] and item["prefix"] not in prefixes]
        if used:
            name = used[0]["prefix"]
            problem = f"没有声明前缀 {name}: / undeclared prefix {name}:"
            return _message(query, line, used[0].start() + 1, problem, _nearest(name, prefixes, after=":"))
    return _message(query, line, column, f"查询有误 / invalid query: {_expected(match[3])}", _keyword(text, column))


def _expected(problem: str) -> str:
    """Return the part of the engine's message that says something to people: no classes of characters."""
    words = re.sub(r"\[[^\]]*\]", "", problem.replace("\n", " "))
    parts = [part.strip(" |'\"") for part in words.removeprefix("expected ").removeprefix("one of ").split(",")]
    sentences = [part for part in parts if " " in part and "\\u" not in part]
    known = [part for part in parts if re.fullmatch(r"[A-Za-z]+|[{}()?.:;$<>]", part)]
    return sentences[0] if sentences else f"expected {' or '.join(known[:6])}" if known else "not understood here"


def _keyword(text: str, column: int) -> str | None:
    """Return the keyword that the word at or before a column was perhaps meant to be."""
    words = [match for match in re.finditer(r"(?<![?$:\w])[A-Za-z]+\b(?!:)", text) if match.start() < column]
    for match in reversed(words):
        if match[0].upper() not in _KEYWORDS:
            return _nearest(match[0].upper(), _KEYWORDS)
    return None


def _nearest(word: str, known: Iterable[str], before: str = "", after: str = "") -> str | None:
    lower = {name.lower(): name for name in sorted(known)}
    found = get_close_matches(word.lower(), list(lower), n=1, cutoff=0.6)
    return f"{before}{lower[found[0]]}{after}" if found else None


def _place(query: str, position: int) -> tuple[int, int]:
    """Return the 1-based line and column of a position."""
    before = query[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def _message(query: str, line: int, column: int, problem: str, nearest: str | None) -> str:
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    hint = f"；是否想写 {nearest} / did you mean {nearest}?" if nearest else ""
    return f"{line}:{column}: {problem}{hint}\n{text}\n{_margin(text[: column - 1])}^"


def _margin(text: str) -> str:
    """Return blanks as wide as a text: full-width characters take the room of two, tabs stay tabs."""
    return "".join("\t" if char == "\t" else " " * width(char) for char in text)
