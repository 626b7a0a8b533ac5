"""A named question, and how its parameters are bound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import QueryError
from kg.triples import literals
from kg.triples.vocabulary import term

GROUPS = {
    "who said what": "谁说了什么",
    "figures": "某地的数字",
    "change": "变化",
    "ranks": "位次与占比",
    "titles": "称号",
    "policies": "政策",
    "questions": "问与答",
    "evidence": "出处",
    "commitments": "承诺",
    "derived": "推算值",
    "provenance": "来源",
    "quality": "数据质量",
}
# A line of a query that holds only if one of these parameters is given; without them it is a comment.
CONDITION = re.compile(r"^(?P<indent> *)# if (?P<variables>\w+(?: or \w+)*): (?P<pattern>.+)$", re.MULTILINE)
VARIABLE = re.compile(r"\?(\w+)")
SUFFIXES = {"label": "Name", "text": "Text", "year": "Year", "number": "Number"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may give; without it the question is asked of everything."""

    name: str
    type: str
    zh: str
    en: str
    example: str

    @property
    def variable(self) -> str:
        """Return the name of its variable in the query."""
        return self.name + SUFFIXES[self.type]

    def read(self, value: str) -> ox.Literal:
        """Return a value as the RDF term that the query compares with.

        Raises:
            QueryError: if it is not of the parameter's type.
        """
        value = value.strip()
        if self.type == "year":
            if not re.fullmatch(r"[12]\d{3}", value):
                raise QueryError(f"--{self.name} {value}: 应为四位年份 / must be a year such as {self.example}")
            return ox.Literal(value, datatype=term("xsd:gYear"))
        if self.type == "number":
            return literals.decimal(self._number(value))
        return literals.chinese(value)

    def _number(self, value: str) -> Decimal:
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise QueryError(f"--{self.name} {value}: 应为数字 / must be a number such as {self.example}")
        return number


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: the variable, and what it is called in Chinese and English."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with what people need to know to ask it."""

    name: str
    group: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, values: Mapping[str, str]) -> str:
        """Return the query with values for some of its parameters.

        Raises:
            QueryError: for a parameter that the question does not have, or a value that is not of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        terms: dict[str, str] = {}
        for name, value in values.items():
            if name not in known:
                names = " ".join(f"--{other}" for other in known) or "无 none"
                raise QueryError(f"--{name}: 问题 {self.name} 没有这个参数 / no such parameter; 可用 known: {names}")
            terms[known[name].variable] = str(known[name].read(value))
        return CONDITION.sub(lambda line: _with_terms(line, terms), self.text)


def _with_terms(line: re.Match[str], terms: Mapping[str, str]) -> str:
    """Return a conditional line with its terms in place, or as it is if none of its parameters is given."""
    if not any(variable in terms for variable in line["variables"].split(" or ")):
        return line[0]
    return line["indent"] + VARIABLE.sub(lambda variable: terms.get(variable[1], variable[0]), line["pattern"])
