"""The command line: each command parses, makes one call of the library, and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from kg.cli.parser import parse
from kg.errors import InternalError, KgError

FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 if some inputs were refused or a check failed, 2 if nothing could be done."""
    _speak_utf8()
    options = parse(arguments)
    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        return FAILED
    except BrokenPipeError:
        # The reader of our output went away (`kg query … | head`): end quietly, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        sys.stderr.write(f"kg: {InternalError(' '.join(sys.argv[:2]), error)}\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("kg: 已中断 interrupted\n")
        return 130
    return status


def _speak_utf8() -> None:
    """Print Chinese whatever the locale is; what cannot be encoded (lone surrogates) is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
