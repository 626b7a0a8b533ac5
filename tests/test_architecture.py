"""The structure holds: imports point one way, a third-party package has one owner, files stay small."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path.relative_to(ROOT) for path in (ROOT / "kg").rglob("*.py"))
# From bottom to top: a module may import from its own layer and from those before it.
LAYERS = (
    ("errors", "values"),
    ("model", "outputs"),
    ("iris",),
    ("lexicon",),
    ("transcript",),
    ("recognisers",),
    ("links",),
    ("derive", "explain"),
    ("triples",),
    ("store", "results"),
    ("network", "export", "questions", "check", "search"),
    ("page",),
    ("contract", "pipeline", "report"),
    ("build",),
    ("web",),
    ("cli",),
)
OWNERS = {
    "ahocorasick_rs": {"kg/lexicon"},
    "docx": {"kg/transcript"},
    "jieba": {"kg/recognisers/words.py"},
    "jinja2": {"kg/page"},
    "lxml": {"kg/transcript"},
    "mimeparse": {"kg/web"},
    "msgspec": {"kg/values.py"},
    "networkx": {"kg/network", "kg/export"},
    "prometheus_client": {"kg/web"},
    "pyarrow": {"kg/export"},
    "pyoxigraph": {
        "kg/triples",
        "kg/store",
        "kg/store.py",
        "kg/results.py",
        "kg/questions",
        "kg/export",
        "kg/check",
        "kg/web",
    },
    "pypdf": {"kg/transcript"},
    "oxrdflib": {"kg/store"},
    "pyshacl": {"kg/check"},
    "pyvis": {"kg/page"},
    "rdflib": {"kg/store", "kg/store.py", "kg/export", "kg/check"},
    "starlette": {"kg/web"},
    "trafilatura": {"kg/transcript"},
    "uvicorn": {"kg/web"},
    "yaml": {"kg/transcript"},
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def _imports(path: Path) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _layer(module: str) -> int | None:
    parts = module.split(".")
    return RANK.get(parts[1]) if len(parts) > 1 and parts[0] == "kg" else None


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_down(path: Path) -> None:
    parts = path.with_suffix("").parts
    if parts == ("kg", "__init__"):
        return
    own = _layer(".".join(parts))
    assert own is not None, f"{path} has no layer: name it in LAYERS"
    for module in _imports(path):
        layer = _layer(module)
        assert layer is None or layer <= own, f"{path} imports {module} from a layer above"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_third_party_packages_have_one_owner(path: Path) -> None:
    for module in _imports(path):
        package = module.split(".", maxsplit=1)[0]
        if package in sys.stdlib_module_names or package in ("kg", "__future__"):
            continue
        owners = OWNERS.get(package)
        assert owners, f"{path} imports {package}, which has no owner"
        assert any(str(path).startswith(owner) for owner in owners), f"{path} imports {package}, owned by {owners}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_files_and_functions_stay_small(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE, f"{path}: is it one job?"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_are_nouns(path: Path) -> None:
    assert path.stem not in {"util", "utils", "helpers", "common", "manager", "base", "misc"}
