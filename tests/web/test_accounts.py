"""Accounts, exports, about and health, over HTTP."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from herodotus.exports.forms import FORMS
from herodotus.ledger import Ledger
from herodotus.reconciliation.accounts.policies import policy_names


def test_an_account_has_the_words_behind_each_of_its_figures(
    client: TestClient, filled: Ledger
) -> None:
    told = client.get("/account.json?policy=ucdp").json()
    account = filled.account(policy="ucdp")
    assert told["policy"] == "ucdp"
    assert [toll["best"] for toll in told["tolls"]] == [
        toll.best for toll in account.tolls
    ]
    named = {id for toll in told["tolls"] for id in toll["reasons"]}
    assert named
    for id in named:
        words = told["evidence"][id]
        text = filled.report(words["report"]).text
        assert text[words["start"] : words["end"]] == words["quote"]
        assert words["permalink"].endswith(f"/claims/{id}")
        assert words["reader"] == "by hand"


def test_the_conflict_may_stand_in_the_path(client: TestClient) -> None:
    path = client.get("/accounts/Nagorno-Karabakh.json").json()
    query = client.get("/account.json?conflict=Nagorno-Karabakh").json()
    assert path["tolls"] == query["tolls"]
    assert client.get("/accounts/Atlantis.json").status_code == 404


def test_the_tolls_come_as_csv_with_their_permalinks(
    client: TestClient, filled: Ledger
) -> None:
    answer = client.get("/account.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(filled.account().tolls)
    assert all(row["permalinks"].startswith("http") for row in rows if row["claims"])


@pytest.mark.parametrize(
    "form", [name for name, form in FORMS.items() if form.media_type]
)
def test_each_form_comes_as_a_file(client: TestClient, form: str) -> None:
    known = FORMS[form]
    answer = client.get(f"/exports/{known.file}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(str(known.media_type))
    assert known.file in answer.headers["content-disposition"]
    assert answer.content
    losses = client.get(f"/exports/{known.file}/losses.json").json()
    assert all(loss["number"] > 0 for loss in losses)


def test_the_forms_are_listed(client: TestClient) -> None:
    listed = client.get("/exports.json").json()
    assert {one["form"] for one in listed} == set(FORMS) - {"bundle"}


def test_about_says_how_figures_are_made(client: TestClient, filled: Ledger) -> None:
    told = client.get("/about.json").json()
    assert told["claims"] == filled.summary().claims
    assert [one["name"] for one in told["policies"]] == list(policy_names())
    page = client.get("/about", headers={"Accept": "text/html"}).text
    for policy in told["policies"]:
        assert policy["title"] in page


def test_health_changes_with_the_ledger(client: TestClient, filled: Ledger) -> None:
    first = client.get("/health").json()
    assert first["status"] == "ok"
    assert client.get("/health").json() == first
    assert first["state"] == filled.state()
