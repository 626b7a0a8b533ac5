"""Archives: the transcripts in a ZIP, read in memory and within bounds, so that no archive can burst the machine."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from kg.errors import SourceError

MEMBERS = 5_000
MEMBER_BYTES = 64 * 2**20
TOTAL_BYTES = 512 * 2**20
RATIO = 200
# Below this size a high ratio is harmless: a small file of blanks packs well.
SMALL = 2**20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, IndexError, KeyError)


def open_archive(name: str, data: bytes) -> zipfile.ZipFile:
    """Return the archive, its directory read.

    Raises:
        SourceError: if the directory cannot be read.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise SourceError(name, f"压缩包已损坏 / damaged archive ({type(error).__name__})") from error


def check_bounds(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that says itself that it would burst the bounds.

    Raises:
        SourceError: with the bound that it bursts.
    """
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise SourceError(name, f"压缩包有 {len(members)} 个文件，上限 {MEMBERS} / more than {MEMBERS} members")
    total = sum(member.file_size for member in members)
    if total > TOTAL_BYTES:
        raise SourceError(name, f"解压后超过 {TOTAL_BYTES >> 20} MB / more than {TOTAL_BYTES >> 20} MB unpacked")
    for member in members:
        if member.file_size > MEMBER_BYTES:
            raise _too_big(f"{name}/{member.filename}")
        if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
            raise SourceError(
                f"{name}/{member.filename}",
                f"压缩比超过 {RATIO}，疑为压缩炸弹 / packed more than {RATIO} times: refused",
            )


def members(name: str, data: bytes) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield name and bytes of every file, in the order of names; an error stands for a file that cannot be read.

    Raises:
        SourceError: if the archive as a whole cannot be read or bursts the bounds.
    """
    archive = open_archive(name, data)
    check_bounds(name, archive)
    infos = [(_file_name(info), info) for info in archive.infolist() if not info.is_dir()]
    for file, info in sorted(infos, key=lambda pair: pair[0]):
        if not any(part.startswith((".", "__MACOSX")) for part in file.split("/")):
            yield f"{name}/{file}", _content(f"{name}/{file}", archive, info)


def _file_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; names that are not marked as UTF-8 come from Chinese systems."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _content(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | SourceError:
    if info.flag_bits & 1:
        return SourceError(name, "文件已加密 / encrypted: unpack it first")
    try:
        with archive.open(info) as member:
            data = member.read(MEMBER_BYTES + 1)
    except (*BROKEN, RuntimeError) as error:
        return SourceError(name, f"压缩包中的文件已损坏 / damaged in the archive ({type(error).__name__})")
    return data if len(data) <= MEMBER_BYTES else _too_big(name)


def _too_big(name: str) -> SourceError:
    return SourceError(name, f"文件超过 {MEMBER_BYTES >> 20} MB / larger than {MEMBER_BYTES >> 20} MB")
