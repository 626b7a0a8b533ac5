"""The arguments of every command, with an example each."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from kg import __version__
from kg.cli import commands
from kg.iris import DEFAULT_BASE

FOLDER = Path("kg-out")
EXPORTS = ("turtle", "trig", "nt", "nq", "jsonld", "rdfxml", "graphml", "gexf", "csv", "parquet", "neo4j-csv")
MODELS = ("datacube", "annotations", "nanopub")
FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "ttl", "nt", "jsonld")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser; each sub-command leaves the function that runs it in `command`."""
    parser = argparse.ArgumentParser(
        prog="kg",
        description="把新闻发布会实录变成有出处的知识图谱 Press conferences as a knowledge graph with evidence",
        epilog="例 example: kg build 发布会.txt -o kg-out && kg query 'SELECT * { ?s ?p ?o } LIMIT 5'",
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    group = parser.add_subparsers(title="命令 commands", metavar="COMMAND", required=True)
    for add in (_build, _extract, _query, _search, _view, _ledger, _explain, _check, _export, _serve):
        add(group)
    return parser


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of a command line; what `kg query NAME` does not know are the question's own parameters."""
    parser = make_parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and (options.command is not commands.query or not _are_values(rest)):
        parser.error(f"不认识的参数 unknown arguments: {' '.join(rest)}")
    options.values = {name.removeprefix("--"): value for name, value in zip(rest[::2], rest[1::2], strict=True)}
    return options


def _are_values(rest: Sequence[str]) -> bool:
    return len(rest) % 2 == 0 and all(name.startswith("--") for name in rest[::2])


Group: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # it has no public name


def _command(group: Group, name: str, summary: str, example: str) -> argparse.ArgumentParser:
    command = group.add_parser(name, help=summary, description=summary, epilog=f"例 example: {example}")
    command.set_defaults(command=getattr(commands, name))
    return command


def _build(group: Group) -> None:
    summary = "读实录，写图谱、网页和报告 Read transcripts; write the graph, the page and the report"
    command = _command(group, "build", summary, "kg build 实录.txt -o kg-out")
    _add_sources(command)
    command.add_argument("-o", "--output", type=Path, default=FOLDER, metavar="DIR", help="输出目录 output folder")
    _add_base(command)


def _extract(group: Group) -> None:
    summary = "打印抽取结果（JSON） Print what is extracted, as JSON"
    command = _command(group, "extract", summary, "kg extract 实录.txt > 实录.json")
    _add_sources(command)
    command.add_argument("--out", type=Path, metavar="DIR", help="每个文件写一个 DIR/NAME.json one file for each")
    _add_base(command)


def _query(group: Group) -> None:
    summary = "用SPARQL或命名问题查询 Ask the graph in SPARQL or by a named question"
    example = (
        "kg query 'SELECT ?label { ?s a kg:Person ; rdfs:label ?label }'  |  kg query figures-of-place --place 寿光"
    )
    command = _command(group, "query", summary, example)
    command.add_argument("query", nargs="?", metavar="SPARQL|NAME", help="查询、问题名或 - a query, a question, or -")
    command.add_argument("--file", type=Path, metavar="Q.rq", help="查询文件 a file with the query")
    command.add_argument("--list", action="store_true", help="列出命名问题 list the named questions")
    command.add_argument("--format", default="table", choices=FORMATS, help="输出格式 form of the answer")
    command.add_argument("--explain", action="store_true", help="如何查询：代数、计划、用时 how it is answered")
    _add_folder(command)
    _add_base(command)


def _search(group: Group) -> None:
    summary = "在名称和原句中搜索 Search names and sentences"
    command = _command(group, "search", summary, "kg search 潍坊港 吞吐")
    command.add_argument("words", nargs="+", metavar="WORD", help="都须出现的词 words that must all occur")
    command.add_argument("--limit", type=int, default=20, metavar="N", help="最多几条 at most this many")
    _add_folder(command)
    _add_base(command)


def _view(group: Group) -> None:
    summary = "在浏览器中打开网络图 Open the network in the default browser"
    _add_folder(_command(group, "view", summary, "kg view -d kg-out"))


def _ledger(group: Group) -> None:
    summary = "列出每个数字及其类别，未能理解的在前 List every number with its class, the unresolved first"
    _add_sources(_command(group, "ledger", summary, "kg ledger 实录.txt"))


def _explain(group: Group) -> None:
    summary = "解释某处为何得出这些结果 Explain what was found at a place of a text, and by which rules"
    command = _command(group, "explain", summary, "kg explain 实录.txt:1012")
    _add_sources(command, metavar="FILE:OFFSET|IRI")
    _add_folder(command)


def _check(group: Group) -> None:
    summary = "检查图谱：形状、引文、本体 Check the graph: shapes, quotes, ontology; exit 1 on violation"
    command = _command(group, "check", summary, "kg check -d kg-out")
    command.add_argument(
        "--engine", choices=("sparql", "pyshacl"), default="sparql", help="检查引擎 what checks shapes"
    )
    _add_folder(command)
    _add_base(command)


def _export(group: Group) -> None:
    summary = "导出为其他格式 Export the graph in other formats"
    command = _command(group, "export", summary, "kg export --format csv -o tables")
    form = command.add_mutually_exclusive_group(required=True)
    form.add_argument("--format", choices=EXPORTS, help="格式 format")
    form.add_argument("--as", dest="model", choices=MODELS, help="另一种模型 another model of the claims")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="输出目录 output folder")
    _add_folder(command)
    _add_base(command)


def _serve(group: Group) -> None:
    summary = "在本机提供SPARQL服务 Serve the graph over HTTP"
    command = _command(group, "serve", summary, "kg serve -d kg-out --port 8765")
    _add_folder(command)
    _add_base(command)
    command.add_argument("--host", default="127.0.0.1", help="监听地址 address; 127.0.0.1 is this machine only")
    command.add_argument("--port", type=int, default=8765, help="端口 port")
    command.add_argument("--token", help="访问口令，对外开放时必需 token that requests must bring")
    command.add_argument("--writable", action="store_true", help="允许更新（须有口令） allow updates, with a token")
    command.add_argument("--cors", metavar="ORIGIN", help="允许哪个网站的网页来问 origin whose pages may ask")
    command.add_argument("--seconds", type=float, default=30.0, help="单个查询的时限 limit of one query")


def _add_sources(command: argparse.ArgumentParser, metavar: str = "FILE") -> None:
    command.add_argument("files", nargs="+", metavar=metavar, help="实录文件 transcripts")
    command.add_argument("--encoding", metavar="NAME", help="编码，缺省自动识别 encoding, detected if absent")
    command.add_argument("--title", metavar="TEXT", help="发布会标题 title")
    command.add_argument("--date", metavar="YYYY-MM-DD", help="发布日期 date of the event")
    command.add_argument("--home", metavar="PLACE", help="“全市”“我省”所指 what 全市 and 我省 mean, e.g. 潍坊市")
    command.add_argument("--lexicon", type=Path, action="append", default=[], metavar="FILE", help="自备词表 own names")
    command.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="进程数 processes")


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-d", "--folder", type=Path, default=FOLDER, metavar="DIR", help="kg build 的输出目录 its output"
    )


def _add_base(command: argparse.ArgumentParser) -> None:
    command.add_argument("--base", default=DEFAULT_BASE, metavar="IRI", help="图谱的基础IRI base of the graph's IRIs")
