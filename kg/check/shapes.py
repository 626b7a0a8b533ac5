"""SHACL compiled to SPARQL: what pySHACL checks node by node, asked of the engine as one query a constraint.

Only the constraints that `ontology/shapes.ttl` uses are known here; another one is refused, never skipped. A constraint
becomes an expression that is true for a node that violates it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count

import pyoxigraph as ox

from kg.check.findings import Finding
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import term

Subject = ox.NamedNode | ox.BlankNode
Term = Subject | ox.Literal | ox.Triple
IGNORED = frozenset(("rdf:type", "sh:path", "sh:message", "sh:targetClass"))


def find(store: Store) -> list[Finding]:
    """Return what violates the shapes in the union of all graphs of a store."""
    return sorted({Finding(message, _text(row[0])) for message, query in queries() for row in store.table(query).rows})


@cache
def queries() -> tuple[tuple[str, str], ...]:
    """Return message and query for each constraint of the package's shapes."""
    return tuple(compile_shapes(ontology.read("shapes.ttl")))


def compile_shapes(turtle: str) -> Iterator[tuple[str, str]]:
    """Yield message and query for each constraint of shapes in Turtle.

    Raises:
        NotImplementedError: for a constraint that is not known here.
    """
    yield from _Compiler(turtle).compile()


class _Compiler:
    """The shapes graph as a table of subjects, and the number of variables used so far."""

    def __init__(self, turtle: str) -> None:
        self._values: dict[Subject, dict[str, list[Term]]] = {}
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, Subject):
                self._values.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
        self._numbers = count()

    def compile(self) -> Iterator[tuple[str, str]]:
        for shape in sorted((node for node in self._values if isinstance(node, ox.NamedNode)), key=str):
            for target in self._get(shape, "sh:targetClass"):
                for message, violation in self._rules(shape):
                    yield message, f"SELECT DISTINCT ?this WHERE {{ ?this a {target} . {violation} }}"

    def _rules(self, shape: Subject) -> Iterator[tuple[str, str]]:
        """Yield message and filter of each property shape, and of the node shape's own constraints."""
        for node in self._get(shape, "sh:property"):
            yield self._message(node), f"FILTER ({self._violation(node)})"
        for node in self._get(shape, "sh:sparql"):
            query = _text(self._one(node, "sh:select"))
            yield self._message(shape), query[query.index("{") + 1 : query.rindex("}")].replace("$this", "?this")
        own = [item for item in self._constraints(shape) if item[0] not in ("sh:property", "sh:sparql")]
        if own:
            yield self._message(shape), f"FILTER ({self._any(shape, own)})"

    def _violation(self, shape: Term) -> str:
        """Return the expression that is true for a node that violates a shape."""
        return self._any(shape, self._constraints(shape))

    def _any(self, shape: Term, constraints: list[tuple[str, Term]]) -> str:
        return " || ".join(f"({self._constraint(shape, name, value)})" for name, value in constraints)

    def _constraint(self, shape: Term, name: str, value: Term) -> str:
        if name == "sh:property":
            return self._violation(value)
        if name == "sh:or":
            return " && ".join(f"({self._violation(item)})" for item in self._list(value))
        if name == "sh:not":
            return f"!({self._violation(value)})"
        number = next(self._numbers)
        subject = f"?this {self._path(shape)} ?v{number}"
        return _property_constraint(name, value, subject, f"?v{number}", self._list)

    def _path(self, shape: Term) -> str:
        path = self._one(shape, "sh:path")
        return str(path) if isinstance(path, ox.NamedNode) else "/".join(map(str, self._list(path)))

    def _constraints(self, shape: Term) -> list[tuple[str, Term]]:
        names = {term(name).value: name for name in _NAMES}
        assert isinstance(shape, Subject)  # noqa: S101 - a literal is no shape
        found = []
        for predicate, values in sorted(self._values[shape].items()):
            name = names.get(predicate)
            if name is None:
                raise NotImplementedError(f"shapes.ttl uses {predicate}, which kg.check.shapes does not know")
            found += [(name, value) for value in values if name not in IGNORED]
        return found

    def _message(self, shape: Term) -> str:
        return _text(self._one(shape, "sh:message"))

    def _get(self, node: Term, name: str) -> list[Term]:
        assert isinstance(node, Subject)  # noqa: S101 - a literal has no properties
        return self._values[node].get(term(name).value, [])

    def _one(self, node: Term, name: str) -> Term:
        return self._get(node, name)[0]

    def _list(self, node: Term) -> list[Term]:
        found = []
        while node != term("rdf:nil"):
            found.append(self._one(node, "rdf:first"))
            node = self._one(node, "rdf:rest")
        return found


def _property_constraint(
    name: str, value: Term, triple: str, variable: str, items: Callable[[Term], list[Term]]
) -> str:
    """Return the expression for one constraint on the values of a path; `triple` binds them to `variable`."""
    other = f"{variable}b"
    forms = {
        ("sh:minCount", "1"): f"NOT EXISTS {{ {triple} }}",
        ("sh:maxCount", "0"): f"EXISTS {{ {triple} }}",
        ("sh:maxCount", "1"): f"EXISTS {{ {triple} , {other} FILTER (!SAMETERM({variable}, {other})) }}",
    }
    if (name, _text(value)) in forms:
        return forms[name, _text(value)]
    if name == "sh:hasValue":
        return f"NOT EXISTS {{ {triple.removesuffix(variable)}{value} }}"
    if name == "sh:class":
        return f"EXISTS {{ {triple} FILTER NOT EXISTS {{ {variable} a {value} }} }}"
    if name in ("sh:lessThan", "sh:lessThanOrEquals"):
        sign = "<" if name == "sh:lessThan" else "<="
        return f"EXISTS {{ {triple} . ?this {value} {other} FILTER (!({variable} {sign} {other})) }}"
    condition = _condition(name, value, variable, items)
    return f"EXISTS {{ {triple} FILTER (!COALESCE({condition}, false)) }}"


def _condition(name: str, value: Term, variable: str, items: Callable[[Term], list[Term]]) -> str:
    """Return the condition that each value must meet."""
    match name:
        case "sh:datatype":
            return f"DATATYPE({variable}) = {value}"
        case "sh:nodeKind":
            return f"{'isIRI' if value == term('sh:IRI') else 'isLiteral'}({variable})"
        case "sh:pattern":
            return f"REGEX(STR({variable}), {value})"
        case "sh:minInclusive":
            return f"{variable} >= {value}"
        case "sh:maxInclusive":
            return f"{variable} <= {value}"
        case "sh:in":
            return f"{variable} IN ({', '.join(map(str, items(value)))})"
    raise NotImplementedError(f"shapes.ttl uses {name} {value}, which kg.check.shapes does not know")


def _text(node: Term | None) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal | ox.BlankNode) else str(node)


_NAMES = (
    *sorted(IGNORED),
    *("sh:class", "sh:datatype", "sh:hasValue", "sh:in", "sh:lessThan", "sh:lessThanOrEquals", "sh:maxCount"),
    *("sh:maxInclusive", "sh:minCount", "sh:minInclusive", "sh:nodeKind", "sh:not", "sh:or", "sh:pattern"),
    *("sh:property", "sh:sparql"),
)
