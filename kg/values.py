"""What values are made of: frozen structs, which msgspec makes and copies in C.

A text yields thousands of values. A frozen dataclass takes about nine times as long to make and twenty-five times as
long to copy with a change (`docs/performance.md`); to read, the two are alike.
"""

from msgspec import Struct, field
from msgspec.structs import astuple, replace

__all__ = ["Struct", "astuple", "field", "replace"]
