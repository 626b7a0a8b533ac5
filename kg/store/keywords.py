"""What a query says by its keywords alone: that it would fetch something, or that it names its own data set.

SERVICE and LOAD make the engine fetch what a query names, so they are refused unread: the engine has no switch for
them. The check is lexical and errs on the side of refusal: SERVICE or LOAD at the end of a bare word outside strings,
IRIs and comments is the keyword, because SPARQL has no other use for such a word.
"""

from __future__ import annotations

import re
import sys

# What may hold the letters without being the keyword: comments, strings, IRIs, variables, prefixed names, blank labels.
_HARMLESS = re.compile(
    r"""'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*\""""
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*|[?$@]\w+|(?!(?:SERVICE|LOAD):)\b[\w.-]*:[\w.:%\\-]*""",
    re.DOTALL | re.IGNORECASE,
)
# The engine's parser wants no space around a keyword: `trueSERVICESILENT<…>` and `SERVICE:x` are read as SERVICE.
_FETCHING = re.compile(r"(SERVICE|LOAD)(?=SILENT|[^\w-]|$)", re.IGNORECASE)
_FROM = re.compile(r"FROM(?=NAMED|[^\w-]|$)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def fetching_keyword(query: str) -> str | None:
    """Return SERVICE or LOAD if the query holds that keyword, in upper case, else None."""
    found = _FETCHING.search(_words(query))
    return found.group(1).upper() if found else None


def names_dataset(query: str) -> bool:
    """Tell whether a query names its data set itself by FROM or FROM NAMED."""
    return bool(_FROM.search(_words(query)))


def masked(query: str) -> str:
    """Return a query of the same length with blanks for its strings, IRIs, comments and names."""
    return _HARMLESS.sub(lambda found: " " * len(found[0]), query)


def _words(query: str) -> str:
    """Return a query without its strings, IRIs, comments and names."""
    return _HARMLESS.sub(" ", _ESCAPE.sub(_unescape, query))


def _unescape(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code <= sys.maxunicode else " "
