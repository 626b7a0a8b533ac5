"""What a reader of a format gives: the text to which evidence will point, and where its parts stood."""

from __future__ import annotations

from kg.model import Locator, Metadata, Span
from kg.values import Struct, field


class Extracted(Struct, frozen=True):
    """The text of a source, its format and encoding, and what the container says of it."""

    text: str
    format: str
    encoding: str | None = None
    contained: Metadata = field(default=Metadata())
    locators: tuple[Locator, ...] = ()
    emphasis: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


class Draft(Struct):
    """A text under construction: pieces are appended, and their places remembered."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    locators: list[Locator] = field(default_factory=list)
    emphasis: list[Span] = field(default_factory=list)

    def write(self, piece: str, *, bold: bool = False) -> None:
        """Append a piece; bold runs that touch become one."""
        if not piece:
            return
        start, self.length = self.length, self.length + len(piece)
        self.parts.append(piece)
        if bold and self.emphasis and self.emphasis[-1].end == start:
            self.emphasis[-1] = Span(self.emphasis[-1].start, self.length)
        elif bold:
            self.emphasis.append(Span(start, self.length))

    def locate(self, start: int, *, page: int | None = None, paragraph: int | None = None) -> None:
        """Say where what was written since `start` stood."""
        if self.length > start:
            self.locators.append(Locator(Span(start, self.length), page, paragraph))

    def finish(self, form: str, contained: Metadata = Metadata(), notes: tuple[str, ...] = ()) -> Extracted:  # noqa: B008  # frozen
        """Return the text with its places."""
        return Extracted("".join(self.parts), form, None, contained, tuple(self.locators), tuple(self.emphasis), notes)
