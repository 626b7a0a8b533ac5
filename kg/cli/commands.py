"""What each command does. A command imports what it needs when it runs, so that every start is quick."""

from __future__ import annotations

import argparse
import json
import re
import sys
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.errors import KgError, OutputError, QueryError, SourceError
from kg.model import Extraction, Metadata

if TYPE_CHECKING:
    from kg.questions import Question

T = TypeVar("T")
# What others make of a graph and keep beside it: of no use to the next one.
MADE_OF_GRAPH = ("store", "search.sqlite", "overview.json", "communities.json")
REFUSED, PARTLY, NOTHING = 2, 1, 1
CLAIM = re.compile(r"/(?:claim|relation|text)/(?P<document>[0-9a-f]{8,64})(?:-|#char=)(?P<start>\d+)")
QUESTION_NAME = re.compile(r"[a-z][a-z0-9-]*")  # no SPARQL query looks like this


def build(options: argparse.Namespace) -> int:
    """Read transcripts and write the graph, the page and the report."""
    from kg.build import assemble
    from kg.outputs import check_writable, discard, write_whole

    check_writable(options.output)
    extractions, problems = _extractions(options)
    if extractions:
        for made in MADE_OF_GRAPH:
            discard(options.output / made)
        write_whole(options.output, assemble(extractions, problems, options.base))
        sys.stdout.write(f"已写入 wrote {options.output}: graph.ttl, network.html, report.md\n")
    return _status(extractions, problems)


def extract(options: argparse.Namespace) -> int:
    """Print the extraction of each source, or write it to a folder."""
    from kg.contract import render

    extractions, problems = _extractions(options)
    lines = [_json(render(extraction, options.base)) for extraction in extractions]
    if options.out:
        from kg.outputs import write_whole

        names = _file_names([extraction.document.source.name for extraction in extractions])
        write_whole(options.out, {name: line.encode() for name, line in zip(names, lines, strict=True)})
    else:
        sys.stdout.write("".join(lines))
    return _status(extractions, problems)


def query(options: argparse.Namespace) -> int:
    """Answer a SPARQL query or a named question from a built graph."""
    from kg.questions import load
    from kg.results import render
    from kg.store import open_build

    if options.list:
        sys.stdout.write("".join(_line(question) for question in load().values()))
        return 0
    text = _question(options)
    store = open_build(options.folder, options.base)
    if "kg:search" in text:
        from kg.search import open_index, rewrite

        text = rewrite(text, open_index(options.folder, store))
    if options.explain:
        from kg.store.explanation import explain as explained

        sys.stdout.write(explained(store, text))
    else:
        sys.stdout.write(render(store.solve(text), options.format, options.base))
    return 0


def search(options: argparse.Namespace) -> int:
    """Print the names and sentences that contain all the words."""
    from kg.search import open_index
    from kg.store import open_build

    store = open_build(options.folder, options.base)
    found = open_index(options.folder, store).find(" ".join(options.words), options.limit)
    classes = {
        kind: f"{store.label(kind)} {kind.rpartition('#')[2]}".strip() for kind in {match.type for match in found}
    }
    sys.stdout.write("".join(f"{classes[match.type]}\t{match.text}\t{match.iri}\n" for match in found))
    return 0 if found else NOTHING


def view(options: argparse.Namespace) -> int:
    """Open the page of a build."""
    page = (options.folder / "network.html").resolve()
    if not page.is_file():
        raise OutputError(f"{page}: 没有网页，请先运行 kg build / no page there, run kg build first")
    if not webbrowser.open(page.as_uri()):
        sys.stdout.write(f"{page}\n")
    return 0


def ledger(options: argparse.Namespace) -> int:
    """Print every number of the sources in its sentence, the unresolved first."""
    from kg.report import ledger_lines

    extractions, problems = _extractions(options)
    for extraction in extractions:
        sys.stdout.write("".join(f"{line}\n" for line in ledger_lines(extraction)))
    return _status(extractions, problems)


def explain(options: argparse.Namespace) -> int:
    """Print what was found at places of texts, and the rules and words that led to it."""
    from kg.explain import at, lines, refused
    from kg.lexicon import Lexicon

    places = [_place(words, options.folder) for words in options.files]
    options.files = [path for path, _ in places]
    extractions, problems = _extractions(options)
    by_name = {extraction.document.source.name: extraction for extraction in extractions}
    lexicon = Lexicon(tuple(options.lexicon))
    found = False
    for path, offset in places:
        if path not in by_name:
            continue
        size = len(by_name[path].document.text)
        if offset >= size:
            raise SourceError(
                f"{path}:{offset}", f"超出文本末尾 / beyond the end of the text, which has {size} characters"
            )
        branches = at(by_name[path], offset)
        found = found or bool(branches)
        for branch in branches + refused(by_name[path], offset, lexicon):
            sys.stdout.write("".join(f"{line}\n" for line in lines(branch)))
        if not branches:
            sys.stdout.write(f"{path}:{offset}: 此处没有提及和数字 no mention and no number here\n")
    return _status(extractions, problems) or (0 if found else NOTHING)


def _place(words: str, folder: Path) -> tuple[str, int]:
    """Return the file and the offset that FILE:OFFSET or the IRI of a claim, a mention or words means."""
    iri = CLAIM.search(words)
    if iri:
        return str(folder / "texts" / f"{iri['document']}.txt"), int(iri["start"])
    path, _, offset = words.rpartition(":")
    if not path or not offset.isascii() or not offset.isdigit():
        raise SourceError(words, "应为 文件:位置 或 IRI / must be FILE:OFFSET or the IRI of a claim")
    return path, int(offset)


def check(options: argparse.Namespace) -> int:
    """Check a built graph and print what was found."""
    from kg.check import check as examine
    from kg.lexicon import Lexicon
    from kg.store import open_build

    report = examine(open_build(options.folder, options.base), Lexicon(), options.engine)
    sys.stdout.write(report.render())
    return 0 if report.conforms else PARTLY


def export(options: argparse.Namespace) -> int:
    """Write a built graph in another format."""
    from kg.export.formats import export as convert
    from kg.outputs import write_whole
    from kg.store import open_build

    files = convert(open_build(options.folder, options.base), options.format or options.model)
    write_whole(options.output, files)
    sys.stdout.write(f"已写入 wrote {options.output}: {', '.join(sorted(files))}\n")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Serve a build over HTTP until it is stopped."""
    from kg.web.server import serve as run
    from kg.web.settings import Limits, Settings

    names = ("folder", "host", "port", "token", "writable", "cors", "base")
    run(Settings(**{name: getattr(options, name) for name in names}, limits=Limits(seconds=options.seconds)))
    return 0


def _question(options: argparse.Namespace) -> str:
    """Return the SPARQL to ask: from a file, standard input (`-`), a named question with its values, or as given."""
    from kg.questions import find

    if options.file:
        return _text(options.file)
    if not options.query:
        raise QueryError("没有查询：请给出SPARQL、问题名或 --file / no query: give SPARQL, a question's name or --file")
    if options.query == "-":
        return sys.stdin.read()
    if QUESTION_NAME.fullmatch(options.query):
        return find(options.query).bind(options.values)
    return str(options.query)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: 无法读取查询文件 / the query cannot be read ({error})") from error


def _line(question: Question) -> str:
    parameters = " ".join(f"[--{parameter.name} {parameter.example}]" for parameter in question.parameters)
    return f"{question.name} {parameters}\n    {question.zh} {question.en}\n"


def _extractions(options: argparse.Namespace) -> tuple[tuple[Extraction, ...], tuple[str, ...]]:
    """Read and extract what can be; complain of each source that cannot, and go on."""
    from kg.lexicon import Lexicon
    from kg.pipeline import extract_all
    from kg.transcript.sources import read_all

    problems: list[str] = []
    given = Metadata(title=options.title, date=options.date, home=options.home)
    sources = _sound(read_all(options.files, options.encoding, given), problems)
    extractions = _sound(extract_all(sources, Lexicon(tuple(options.lexicon)), options.jobs), problems)
    return tuple(extractions), tuple(problems)


def _sound(items: Iterable[T | KgError], problems: list[str]) -> list[T]:
    """Return what is sound; say and keep the problems."""
    sound: list[T] = []
    for item in items:
        if isinstance(item, KgError):
            sys.stderr.write(f"kg: {item}\n")
            problems.append(str(item))
        else:
            sound.append(item)
    return sound


def _file_names(names: Sequence[str]) -> list[str]:
    """Return NAME.json for each source; equal names from different folders would overwrite each other."""
    files = [f"{Path(name).stem}.json" for name in names]
    twice = next((name for name, file in zip(names, files, strict=True) if files.count(file) > 1), None)
    if twice is not None:
        raise OutputError(
            f"{twice}: 另有同名文件，请分开提取 / another file has the same name, extract them separately"
        )
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _status(extractions: Sequence[Extraction], problems: Sequence[str]) -> int:
    if not extractions:
        return REFUSED
    return PARTLY if problems else 0
