"""Sources: from what a user names (files, folders, patterns, archives, standard input) to untouched texts."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Metadata, Source
from kg.transcript import archives
from kg.transcript.formats import SUFFIXES, parse, recognise

STANDARD_INPUT = "-"


def read(path: str, encoding: str | None = None, given: Metadata = Metadata()) -> Source:  # noqa: B008  # frozen value
    """Return the one source at a path; `-` is standard input.

    Raises:
        SourceError: if it cannot be read as a transcript, or holds several.
    """
    sources = [*_read_file(path, encoding, given)]
    if len(sources) != 1:
        raise SourceError(path, f"有 {len(sources)} 个文件，需要一个 / holds {len(sources)} files, one is needed")
    if isinstance(sources[0], SourceError):
        raise sources[0]
    return sources[0]


def read_all(
    paths: Iterable[str],
    encoding: str | None = None,
    given: Metadata = Metadata(),  # noqa: B008  # frozen value
) -> Iterator[Source | SourceError]:
    """Yield every source that the paths name, in a stable order; an error takes the place of what cannot be read."""
    for path in paths:
        for file in _walk(path):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from _read_file(file, encoding, given)


def _walk(path: str) -> Iterator[str | SourceError]:
    """Yield the files of a folder or a pattern in the order of their names, or the path itself."""
    if path == STANDARD_INPUT:
        yield path
        return
    folder = Path(path)
    if _is(folder, "dir"):
        files = sorted(str(file) for file in folder.rglob("*") if _is_transcript(file.relative_to(folder), file))
        yield from files
        if not files:
            yield SourceError(path, "目录中没有可读的文件 / no file in it that can be read")
    elif glob.has_magic(path) and not _is(folder, "file"):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
        if not found:
            yield SourceError(path, "没有符合的文件 / no file matches")
        for match in found:
            yield from _walk(match) if match != path else ()
    else:
        yield path


def _is(path: Path, kind: str) -> bool:
    try:
        return path.is_dir() if kind == "dir" else path.is_file()
    except (OSError, ValueError):  # too long a name, a NUL in it
        return False


def _is_transcript(inside: Path, file: Path) -> bool:
    return (
        inside.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in inside.parts) and file.is_file()
    )


def _read_file(path: str, encoding: str | None, given: Metadata) -> Iterator[Source | SourceError]:
    try:
        data = _bytes(path)
        if recognise(path, data) == "zip":
            yield from _read_members(path, data, encoding, given)
        else:
            yield parse(path, data, encoding, given)
    except SourceError as error:
        yield error


def _read_members(path: str, data: bytes, encoding: str | None, given: Metadata) -> Iterator[Source | SourceError]:
    found = False
    for name, content in archives.members(path, data):
        if isinstance(content, SourceError):
            yield content
        elif Path(name).suffix.lower() in SUFFIXES:
            found = True
            yield _parsed(name, content, encoding, given)
    if not found:
        yield SourceError(path, "压缩包中没有可读的文件 / no file in the archive that can be read")


def _parsed(name: str, data: bytes, encoding: str | None, given: Metadata) -> Source | SourceError:
    try:
        return parse(name, data, encoding, given)
    except SourceError as error:
        return error


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except FileNotFoundError as error:
        raise SourceError(path, "没有这个文件 / no such file") from error
    except IsADirectoryError as error:
        raise SourceError(path, "是目录，需要文件 / a folder where a file is needed") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(path, f"无法读取 / cannot be read ({reason})") from error
