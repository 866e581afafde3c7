"""The API against its own description, over a server that runs (`make api`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from docs.client import Client, Problem
from evaluation.contract import ask, fill
from evaluation.serving import served
from herodotus.ledger import Ledger
from tests.databases import MakePlace


@pytest.fixture
def address(place: MakePlace, tmp_path: Path) -> Iterator[str]:
    """A server that runs over a made-up ledger in the database of the test."""
    where = place()
    fill(where)
    with served(where, str(tmp_path)) as server:
        yield server.address


def test_what_the_description_says_holds_and_a_client_can_rely_on_it(
    address: str,
) -> None:
    outcome = ask(address, examples=1, limits=False)
    assert outcome.passed, outcome.told
    assert outcome.cases > 30
    client_reads_what_the_server_has(Client(address))


def client_reads_what_the_server_has(client: Client) -> None:
    claims = list(client.claims(outcome="killed"))
    assert len(claims) > 50, "more than a page"
    assert len({(one["report_key"], one["id"]) for one in claims}) == len(claims)
    first = claims[0]
    assert client.claim(first["id"])["evidence"] == first["evidence"]
    account = client.account(policy="ucdp")
    assert account["policy"] == "ucdp"
    for toll in account["tolls"]:
        assert all(account["evidence"][id]["quote"] for id in toll["reasons"])
    assert client.export("claims.csv").startswith(b"report,")
    with pytest.raises(Problem, match="Atlantis"):
        client.account(conflict="Atlantis")


def test_every_operation_has_a_name_of_its_own_and_the_shape_of_errors(
    client: TestClient,
) -> None:
    document = client.get("/openapi.json").json()
    operations = list(_operations(document))
    names = [operation["operationId"] for _, operation in operations]
    assert len(set(names)) == len(names)
    for address, operation in operations:
        wrong = operation["responses"]["default"]["content"]
        assert list(wrong) == ["application/problem+json"], address
        assert "422" not in operation["responses"]
        for parameter in operation.get("parameters", ()):
            told = parameter.get("description") or str(parameter["schema"])
            assert "description" in parameter or "description" in told, parameter


def test_the_description_names_every_face_of_every_page(
    client: TestClient, filled: Ledger
) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, _ in client.app.state.site.pages:  # type: ignore[attr-defined]
        if path != "/":
            assert {f"{path}.json", f"{path}.csv"} <= set(paths), path


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation
