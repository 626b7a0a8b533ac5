"""Front matter: YAML between lines of `---` at the start of a text, with title, date, home and publisher."""

from __future__ import annotations

import datetime as dt
import re

from kg.model import Metadata, Span

_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.{0,20000}?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELDS = {
    "title": ("title", "标题"),
    "date": ("date", "日期", "时间"),
    "home": ("home", "place", "地点", "地方"),
    "publisher": ("publisher", "source", "来源", "发布机构"),
}


def locate(text: str) -> Span | None:
    """Return the span of the front matter, its lines of `---` included."""
    block = _BLOCK.match(text) if text.startswith(("---", "\ufeff---")) else None
    return Span(*block.span()) if block and ":" in block["yaml"] else None


def read(text: str) -> tuple[Metadata, tuple[str, ...]]:
    """Return what the front matter says, and a note for the report if it cannot be understood."""
    span = locate(text)
    if span is None:
        return Metadata(), ()
    import yaml

    block = _BLOCK.match(text)
    try:
        values = yaml.safe_load(block["yaml"]) if block else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120]
        return Metadata(), (f"文件头不是有效的YAML，已忽略 / the front matter is no valid YAML, ignored: {reason}",)
    if not isinstance(values, dict):
        return Metadata(), ("文件头不是“名称: 值”，已忽略 / the front matter holds no names and values, ignored",)
    return Metadata(**{name: _value(values, keys) for name, keys in FIELDS.items()}), ()


def _value(values: dict[object, object], keys: tuple[str, ...]) -> str | None:
    value = next((values[key] for key in keys if key in values), None)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip() or None if isinstance(value, (str, int)) else None
