"""What there is is documented, and what is documented is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli.parser import make_parser
from kg.lexicon.table import HEAD
from kg.questions import load

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    commands = next(action.choices for action in make_parser()._actions if action.choices)
    assert commands
    for name in commands:
        assert f"`kg {name}" in README, name


def test_the_named_questions_of_the_readme_are_there() -> None:
    for name in re.findall(r"kg/questions/([a-z-]+)\.rq|kg query ([a-z]+-[a-z-]+)", README):
        assert "".join(name) in load()


@pytest.mark.parametrize("link", re.findall(r"\]\(([^):]+)\)", README))
def test_the_links_of_the_readme_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_test_command_of_the_readme_is_what_ci_runs() -> None:
    assert "bash scripts/check.sh" in README
    assert "bash scripts/check.sh" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "kg" / "data").glob("*.tsv")), ids=lambda path: path.name)
def test_every_table_names_its_source_and_licence(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for name in HEAD:
        assert any(line.startswith(f"# {name}: ") for line in head), f"{path.name} lacks # {name}:"


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.name)
def test_every_decision_says_what_would_change_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for part in ("## Context", "## Choice", "## What would change our mind"):
        assert part in text
