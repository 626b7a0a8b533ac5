"""How a query is answered: by which engine, in which form, as which algebra, by which plan, in what time.

pyoxigraph gives Python no plan (as of 0.5.13 neither `Store.query` nor its answers have one), but the engine's own
command line tool, the package `oxigraph` of the same version, prints it; where that tool is installed it is asked.
Otherwise the algebra is what can be shown: as rdflib's parser reads the query, before any engine orders its joins.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.results import Table, read
from kg.store.keywords import names_dataset

if TYPE_CHECKING:
    from kg.store.store import Store

TOOL = "oxigraph"
SECONDS = 120  # that the tool may take


def explain(store: Store, query: str) -> str:
    """Return the explanation of a query, which is answered once for it.

    Raises:
        QueryError: as `Store.query` does.
    """
    start = time.perf_counter()
    answer = read(store.solve(query))
    seconds = time.perf_counter() - start
    rows = len(answer.rows) if isinstance(answer, Table) else 1 if isinstance(answer, bool) else len(answer)
    declared = f"{_declarations(query, store.prefixes)}{query.strip()}"
    where = f"{store.path}" if store.path else "内存 in memory"
    return "\n".join(
        (
            f"# 引擎 engine: pyoxigraph {version('pyoxigraph')}, {where}, {len(store):,} 条陈述 statements",
            f"# 查询 query\n{declared}",
            "# 代数 algebra (rdflib)",
            *(_shortened(line, store.prefixes) for line in _algebra(declared, store.base)),
            "# 计划 plan",
            *(
                _shortened(line, store.prefixes)
                for line in (_plan(store.path, declared) if store.path else [_NO_STORE])
            ),
            f"# 结果 result: {rows:,} 行 rows, {seconds * 1000:.1f} ms",
            "",
        )
    )


_INNER = ("p", "p1", "p2")  # under which an operator keeps what it works on; the rest are its conditions
_NO_STORE = "引擎只对磁盘上的库给出计划，kg serve 会建库 / the engine plans over a store on disk, which kg serve makes"
_NO_TOOL = (
    "引擎不向Python给出计划；安装 oxigraph 命令行工具即可显示 / the engine gives Python no plan: "
    "`pip install oxigraph` brings the tool that prints it"
)


def _declarations(query: str, prefixes: Mapping[str, str]) -> str:
    """Return the declarations of the prefixes that a query uses without declaring them."""
    used = (name for name in prefixes if f"{name}:" in query and f"PREFIX {name}:" not in query)
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used)


def _shortened(line: str, prefixes: Mapping[str, str]) -> str:
    """Return a line with prefixed names in the place of IRIs."""
    for name, namespace in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        line = re.sub(rf"<{re.escape(namespace)}([\w.-]*)>", rf"{name}:\1", line)
    return line


def _algebra(query: str, base: str) -> Iterator[str]:
    from rdflib.plugins.sparql import prepareQuery  # rdflib takes longer to import than most queries to answer

    try:
        yield from _branches(prepareQuery(query, base=base).algebra, 0)
    except Exception as error:  # noqa: BLE001  # rdflib refuses with whatever its parser raises what the engine accepts
        yield f" rdflib: {type(error).__name__}: {error}".splitlines()[0]


def _branches(node: Any, depth: int) -> Iterator[str]:
    """Yield an operator and what it works on, each level one blank further in."""
    said = (_said(key, value) for key, value in node.items())
    yield f"{' ' * (depth + 1)}{node.name} {' '.join(text for text in said if text)}".rstrip()
    for key in _INNER:
        if hasattr(node.get(key), "items"):
            yield from _branches(node[key], depth + 1)


def _said(key: str, value: Any) -> str:
    """Return what an operator is told: its variables, triples or conditions."""
    if key == "triples":
        return " . ".join(" ".join(term.n3() if hasattr(term, "n3") else str(term) for term in row) for row in value)
    if key in ("PV", "var"):
        return " ".join(term.n3() for term in value) if isinstance(value, list) else str(value.n3())
    return f"{key}={value}" if key in ("start", "length") else ""


def _plan(folder: Path, query: str) -> Iterator[str]:
    """Yield the plan as the engine's own tool gives it, with the rows and the time of each step."""
    beside = Path(sys.executable).with_name(TOOL)
    tool = str(beside) if beside.is_file() else shutil.which(TOOL)
    if tool is None:
        yield _NO_TOOL
        return
    with TemporaryDirectory() as scratch:
        written = Path(scratch) / "plan.json"
        arguments = ["--location", str(folder), "--query", query, "--explain-file", str(written), "--stats"]
        answers = ["--results-file", str(Path(scratch) / "rows"), "--results-format", _form(query)]
        union = [] if names_dataset(query) else ["--union-default-graph"]
        try:
            # No shell has part in it, and a query that would fetch something was refused before.
            command = [tool, "query", *arguments, *answers, *union]
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            yield f" {tool}: {getattr(error, 'stderr', b'') or error}"
            return
        plan = json.loads(written.read_text(encoding="utf-8"))
    yield from _steps(plan["plan"], 0)


def _form(query: str) -> str:
    """Return a format that answers of every form of query can be written in, as the tool names it."""
    words = {word.upper() for word in query.replace("{", " ").split()}
    return "nt" if words & {"CONSTRUCT", "DESCRIBE"} else "json"


def _steps(step: Mapping[str, Any], depth: int) -> Iterator[str]:
    rows, seconds = step.get("number of results", 0), step.get("duration in seconds", 0.0)
    yield f"{' ' * (depth + 1)}{step['name']} [{rows:,} 行 rows, {seconds * 1000:.1f} ms]"
    for inner in step.get("children", ()):
        yield from _steps(inner, depth + 1)
