"""Writing results whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError


def write_whole(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files (by path relative to the folder): all of them are complete on disk before the first takes its place.

    Other files in the folder stay as they are.

    Raises:
        OutputError: if the folder cannot be made or written; nothing of the new files is left behind then.
    """
    staging = stage(folder)
    try:
        for name, data in files.items():
            target = staging / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(folder / name)
    except OSError as error:
        raise OutputError(f"{folder}: 无法写入，请检查权限和磁盘空间 / cannot be written ({error.strerror})") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def stage(folder: Path) -> Path:
    """Make the folder if need be and, inside it, an empty staging folder on the same file system."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    except OSError as error:
        raise OutputError(
            f"{folder}: 无法作为输出目录，请换一个可写的目录 / not a writable output folder ({error.strerror})"
        ) from error


@contextmanager
def stage_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; the file takes its place when all of it is written, and is gone if that fails.

    Raises:
        OutputError: if the folder cannot be written.
    """
    folder = stage(path.parent)
    try:
        yield folder / path.name
        (folder / path.name).replace(path)
    finally:
        discard(folder)


def discard(path: Path) -> None:
    """Remove a file or folder that was made of other files and can be made again."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Refuse an output folder that cannot be written, before any work is done for it."""
    shutil.rmtree(stage(folder))
