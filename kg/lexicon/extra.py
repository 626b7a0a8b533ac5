"""Users' own names: TOML files, alone or all of a folder, that `--lexicon` lays behind the package's lists.

An entry is a table of the kind's name:

    [[place]]
    label = "潍坊国际风筝会展中心"
    aliases = ["风筝会展中心"]
    type = "Facility"                                  # optional, a class of the ontology
    iri = "http://www.wikidata.org/entity/Q1"          # optional, same thing elsewhere
    parent = "place/370700"                            # optional, key of the place or body it belongs to
    key = "370700-kites"                               # optional, else the label; a listed key is replaced
    attributes = { lat = "36.7" }                      # optional
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from kg.errors import DataFileError
from kg.model import Entity, Kind

DEFAULT_TYPES: Mapping[str, str] = {
    "person": "Person",
    "outlet": "Newspaper",
    "organization": "Organization",
    "place": "Facility",
    "policy": "Policy",
    "title": "Title",
    "event": "Event",
}
FIELDS = ("label", "aliases", "type", "iri", "parent", "key", "attributes")
IRI = re.compile(r"(?:https?|urn):[^\s<>\"{}|\\^`]+")
CLASS = re.compile(r"[A-Z][A-Za-z]*")
KEY = re.compile(rf"(?:{'|'.join(get_args(Kind))})/\S+")


def read(path: Path) -> tuple[Entity, ...]:
    """Return the entities of a TOML file, or of all `*.toml` of a folder in the order of their names.

    Raises:
        DataFileError: for a file that cannot be read and for an entry that is not usable, with file and line.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise DataFileError(str(path), 1, "the folder has no *.toml file; put one in or name a file")
    return tuple(entity for file in files for entity in _entities(file))


def _entities(path: Path) -> Iterator[Entity]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise DataFileError(str(path), int(found[1]) if found else 1, f"is not TOML ({error})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(str(path), 1, f"cannot be read as UTF-8 text ({error})") from error
    for kind, entries in tables.items():
        lines = _lines(text, kind)
        if kind not in DEFAULT_TYPES or not isinstance(entries, list):
            choices = ", ".join(f"[[{name}]]" for name in DEFAULT_TYPES)
            raise DataFileError(str(path), lines[0], f"{kind!r} is no kind of names; the kinds are {choices}")
        for number, entry in enumerate(entries):
            line = lines[min(number, len(lines) - 1)]
            yield _entity(path, line, kind, entry)  # type: ignore[arg-type]  # checked against the kinds above


def _lines(text: str, kind: str) -> list[int]:
    """Return the lines on which entries of a kind begin."""
    head = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(kind)}[\"']?\s*[\]=.]")
    return [number for number, line in enumerate(text.split("\n"), 1) if head.match(line)] or [1]


def _entity(path: Path, line: int, kind: Kind, entry: object) -> Entity:
    problem = _problem(entry)
    if problem or not isinstance(entry, dict):
        raise DataFileError(str(path), line, f"[[{kind}]]: {problem}")
    facts = {name: str(value) for name, value in entry.get("attributes", {}).items()}
    if "iri" in entry:
        facts["iri"] = entry["iri"]
    return Entity(
        key=f"{kind}/{entry.get('key', entry['label'])}",
        kind=kind,
        label=entry["label"],
        type=entry.get("type", DEFAULT_TYPES[kind]),
        aliases=tuple(dict.fromkeys(entry.get("aliases", ()))),
        parent=entry.get("parent"),
        attributes=tuple(facts.items()),
        listed=True,
    )


def _problem(entry: object) -> str | None:
    """Return what is wrong with an entry, or None."""
    if not isinstance(entry, dict):
        return "an entry is a table with at least label"
    unknown = [name for name in entry if name not in FIELDS]
    if unknown:
        return f"unknown field {unknown[0]!r}; the fields are {', '.join(FIELDS)}"
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list) or not all(_is_name(name) for name in (entry.get("label"), *aliases)):
        return "label and every one of aliases must be text of at least two characters in Unicode normal form C"
    if not isinstance(entry.get("attributes", {}), dict):
        return 'attributes must be a table such as { lat = "36.7" }'
    return _bad_pattern(entry)


def _is_name(name: object) -> bool:
    long_enough = isinstance(name, str) and name == name.strip() and len(name) > 1
    return long_enough and unicodedata.is_normalized("NFC", str(name))


def _bad_pattern(entry: Mapping[str, object]) -> str | None:
    checks = (
        ("type", CLASS, "a class name such as Facility"),
        ("iri", IRI, "an absolute IRI such as http://www.wikidata.org/entity/Q16963"),
        ("parent", KEY, "the key of an entity such as place/370700"),
        ("key", re.compile(r"\S+"), "text without spaces"),
    )
    for name, pattern, meaning in checks:
        value = entry.get(name)
        if value is not None and not (isinstance(value, str) and pattern.fullmatch(value)):
            return f"{name} must be {meaning}, not {value!r}"
    return None
