"""The command line as a user meets it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import parser

SAMPLE = Path(__file__).parent / "data" / "weifang.txt"
TEXT = "新华社记者:请介绍情况。\n李明:2023年全市粮食产量达到12.5万吨,同比增长3%。\n"


def run(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env={**os.environ, **(env or {})})


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "实录.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refused(result: subprocess.CompletedProcess[bytes], *words: str, status: int = 2) -> None:
    message = result.stderr.decode()
    assert result.returncode == status, message
    assert message.startswith("kg: ")
    assert message.count("\n") == 1
    assert "Traceback" not in message
    for word in words:
        assert word in message


def test_build_writes_all(transcript: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("build", transcript, "-o", out)
    assert result.returncode == 0, result.stderr.decode()
    assert {"graph.ttl", "network.html", "report.md", "graph.nq", "texts"} <= {path.name for path in out.iterdir()}
    assert not list(out.glob(".partial*"))


def test_build_then_query(transcript: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", transcript, "-o", out)
    question = "SELECT ?label { ?p a kg:Person ; rdfs:label ?label }"
    table = run("query", question, "-d", out)
    assert "李明" in table.stdout.decode(), table.stderr.decode()
    answer = json.loads(run("query", question, "-d", out, "--format", "json").stdout)
    assert [row["label"]["value"] for row in answer["results"]["bindings"]] == ["李明"]
    file = tmp_path / "q.rq"
    file.write_text(question, encoding="utf-8")
    assert "李明" in run("query", "--file", file, "-d", out, "--format", "csv").stdout.decode()


def test_extract_prints_one_object(transcript: Path) -> None:
    result = run("extract", transcript)
    assert json.loads(result.stdout)["turns"][0]["outlet"] == "新华社"


def test_extract_prints_an_object_a_line_for_several(transcript: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(TEXT.replace("12.5", "13"), encoding="utf-8")
    lines = run("extract", transcript, other).stdout.decode().splitlines()
    assert [json.loads(line)["document"]["source"] for line in lines] == [str(transcript), str(other)]


def test_extract_to_a_folder(transcript: Path, tmp_path: Path) -> None:
    run("extract", transcript, "--out", tmp_path / "json")
    assert json.loads((tmp_path / "json" / "实录.json").read_text(encoding="utf-8"))["metrics"]


def test_equal_names_are_not_overwritten(transcript: Path, tmp_path: Path) -> None:
    other = tmp_path / "b" / transcript.name
    other.parent.mkdir()
    other.write_text(TEXT.replace("12.5", "13"), encoding="utf-8")
    refused(run("extract", transcript, other, "--out", tmp_path / "json"), "实录.txt")


def test_no_such_file(tmp_path: Path) -> None:
    refused(run("build", tmp_path / "none.txt", "-o", tmp_path / "out"), "none.txt")
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize(
    ("data", "arguments"),
    [(b"", ()), (b" \n\n ", ()), (bytes(range(256)) * 20, ()), (TEXT.encode(), ("--encoding", "utf-99"))],
    ids=["empty", "blank", "binary", "unknown encoding"],
)
def test_unreadable_sources(data: bytes, arguments: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    refused(run("build", path, "-o", tmp_path / "out", *arguments), "a.txt")
    assert not list((tmp_path / "out").glob("*"))


def test_output_that_is_a_file(transcript: Path) -> None:
    refused(run("build", transcript, "-o", transcript), "实录.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_unwritable_output(transcript: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    refused(run("build", transcript, "-o", locked / "out"), "locked")


def test_one_bad_file_does_not_stop_the_rest(transcript: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    result = run("build", bad, transcript, "-o", tmp_path / "out")
    refused(result, "bad.txt", status=1)
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "李明" in report
    assert "bad.txt" in report


def test_view_without_a_page(tmp_path: Path) -> None:
    refused(run("view", "-d", tmp_path), "network.html", "kg build")


def test_query_without_a_graph(tmp_path: Path) -> None:
    refused(run("query", "ASK {}", "-d", tmp_path), "kg build")


def test_query_with_an_error(transcript: Path, tmp_path: Path) -> None:
    run("build", transcript, "-o", tmp_path / "out")
    result = run("query", "SELECT ?s { ?s a kg:Persom }}", "-d", tmp_path / "out")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr.decode()


def test_chinese_prints_in_any_locale(transcript: Path) -> None:
    result = run("extract", transcript, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert "李明" in result.stdout.decode("utf-8")


def test_a_reader_that_goes_away(transcript: Path, tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m kg.cli extract '{transcript}' 2>'{tmp_path}/err' | head -c 1"
    subprocess.run(["bash", "-c", command], check=True, capture_output=True)
    assert (tmp_path / "err").read_text(encoding="utf-8") == ""


def test_every_command_shows_an_example() -> None:
    whole = parser.make_parser()
    commands = next(action.choices for action in whole._actions if action.choices)
    assert "例 example: kg " in (whole.epilog or "")
    assert isinstance(commands, dict)
    for name, command in commands.items():
        assert f"例 example: kg {name}" in command.epilog


def test_the_choices_of_exports_are_those_there_are() -> None:
    from kg.export.formats import FORMATS, MODELS

    assert tuple(FORMATS) == parser.EXPORTS
    assert tuple(MODELS) == parser.MODELS


def test_check_and_export(transcript: Path, tmp_path: Path) -> None:
    run("build", transcript, "-o", tmp_path / "out")
    checked = run("check", "-d", tmp_path / "out")
    assert checked.returncode == 0, checked.stdout.decode() + checked.stderr.decode()
    assert "通过 conforms" in checked.stdout.decode()
    run("export", "--format", "csv", "-d", tmp_path / "out", "-o", tmp_path / "csv")
    assert (tmp_path / "csv" / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_ledger_shows_every_number_in_its_words(transcript: Path) -> None:
    lines = run("ledger", transcript).stdout.decode().splitlines()
    numbers = [line.split("\t")[2].partition("【")[2].partition("】")[0] for line in lines]
    assert {"2023年", "12.5万吨", "3%"} <= set(numbers)
    assert [line.split("\t")[0] for line in lines] == sorted(
        (line.split("\t")[0] for line in lines), key=lambda status: status != "unresolved"
    )


def test_explain_a_place_and_an_iri(transcript: Path, tmp_path: Path) -> None:
    offset = TEXT.index("12.5万吨")
    told = run("explain", f"{transcript}:{offset}").stdout.decode()
    assert "粮食产量" in told
    assert "12.5万吨" in told
    run("build", transcript, "-o", tmp_path / "out")
    query = "SELECT ?claim { ?claim kg:valueText '12.5万吨'@zh }"
    claim = run("query", query, "-d", tmp_path / "out", "--format", "csv").stdout.decode().split()[1]
    assert "粮食产量" in run("explain", claim, "-d", tmp_path / "out").stdout.decode()


def test_explain_wants_a_place(transcript: Path) -> None:
    refused(run("explain", transcript), "FILE:OFFSET")
