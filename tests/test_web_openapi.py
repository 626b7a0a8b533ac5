"""The OpenAPI description: it names every route of the JSON interface, and the server keeps what it promises."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings, strategies
from web_server import running

from kg.build import assemble
from kg.model import Extraction
from kg.outputs import write_whole
from kg.web import api, drawing
from kg.web.api import DESCRIPTION

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of what it imports itself
    import schemathesis

DESCRIBED = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
IRIS = strategies.sampled_from(["https://kg.example/place/370700", "https://kg.example/person/刘运", "urn:x:y"])
schemathesis.openapi.format("iri", IRIS)
SCHEMA = schemathesis.openapi.from_dict(DESCRIBED)


@pytest.fixture(scope="module")
def server(sample: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("described")
    write_whole(folder, assemble((sample,), ()))
    with running(folder) as client:
        yield client


def test_every_route_is_described() -> None:
    paths = {route.path for route in (*api.ROUTES, *drawing.ROUTES)}
    assert {path for path in paths if path.startswith("/api/")} == set(DESCRIBED["paths"])


def test_it_is_served(server: httpx.Client) -> None:
    assert server.get("/api/openapi.json").json() == DESCRIBED


@SCHEMA.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_is_promised_is_kept(case: schemathesis.Case[Any], server: httpx.Client) -> None:
    case.call_and_validate(base_url=str(server.base_url))
