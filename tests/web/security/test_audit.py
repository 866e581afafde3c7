"""What was done stands in the ledger: who, when, what, from where."""

from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient

from herodotus.errors import LedgerUnwritable
from herodotus.ledger import Ledger
from herodotus.ledger.rights import Rights
from herodotus.model import Role
from tests.web.security.conftest import HTML, bearing, csrf_of, sign_in


def acts(ledger: Ledger) -> list[tuple[str, str | None, str, str | None, str | None]]:
    """What was done over the network, the oldest first."""
    return [
        (one.who, one.role, one.act, one.what, one.origin)
        for one in reversed(ledger.rights.acts())
        if one.origin
    ]


def test_signing_in_and_out_is_noted(
    public: TestClient, secrets: dict[Role, str], filled: Ledger
) -> None:
    sign_in(public, secrets["reviewer"])
    page = public.get("/login", headers=HTML)
    public.post("/logout", data={"csrf": csrf_of(page.text)})
    id = secrets["reviewer"].split("_")[1]
    assert acts(filled) == [
        ("reviewer", None, "signed in", id, "testclient"),
        ("reviewer", "reviewer", "signed out", None, "testclient"),
    ]


def test_tokens_are_made_and_taken_back_in_somebody_s_name(
    public: TestClient, secrets: dict[Role, str], filled: Ledger
) -> None:
    admin = bearing(secrets["admin"])
    made = public.post("/tokens", data={"name": "New"}, headers=admin)
    assert made.status_code == 200
    secret = made.text.split("<code>")[1].split("</code>")[0]
    assert made.headers["cache-control"] == "no-store"
    assert filled.rights.token(secret) is not None
    assert secret not in public.get("/tokens", headers=admin).text
    id = secret.split("_")[1]
    assert public.post(f"/tokens/{id}/revoke", headers=admin).status_code == 303
    assert filled.rights.token(secret) is None
    assert acts(filled) == [
        ("admin", None, "token added", "New (reader)", "testclient"),
        ("admin", None, "token revoked", "New (reader)", "testclient"),
    ]
    assert "token revoked" in public.get("/tokens", headers=admin).text


def test_what_is_refused_changes_nothing_and_is_told_to_the_log(
    public: TestClient,
    secrets: dict[Role, str],
    filled: Ledger,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = filled.rights.acts(), filled.digest()
    with caplog.at_level(logging.WARNING, "herodotus.web.security"):
        reader = bearing(secrets["reader"])
        public.post("/tokens", data={"name": "Evil"}, headers=reader)
        public.get("/claims.json", headers=bearing("herodotus_1_wrong"))
        public.post("/reports%0aforged line", content=b"x", headers=reader)
    assert (filled.rights.acts(), filled.digest()) == before
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 3
    assert told[0].startswith("refused POST /tokens from testclient: 403")
    assert not any("\n" in one or "wrong" in one for one in told)


def test_a_name_that_cannot_be_is_refused_on_the_page(
    public: TestClient, secrets: dict[Role, str], filled: Ledger
) -> None:
    admin = bearing(secrets["admin"])
    for name in ("", "admin", "left\u202eright", "x" * 61):
        answer = public.post("/tokens", data={"name": name}, headers=admin)
        assert answer.status_code == 409
        assert "\u202e" not in answer.text
    god = public.post("/tokens", data={"name": "X", "role": "god"}, headers=admin)
    assert god.status_code == 422
    days = public.post("/tokens", data={"name": "X", "days": "-1"}, headers=admin)
    assert days.status_code == 422
    assert len(filled.rights.tokens()) == 3
    assert public.post("/tokens/none/revoke", headers=admin).status_code == 404


def claim_of(client: TestClient, **headers: str) -> str:
    """A claim of the ledger."""
    found = client.get("/claims.json", headers=headers).json()
    return str(found["claims"][0]["id"])


def test_a_decision_is_signed_by_the_token_whatever_is_said(
    public: TestClient, secrets: dict[Role, str], filled: Ledger
) -> None:
    headers = bearing(secrets["reviewer"])
    claim = claim_of(public, **headers)
    sent = {"verdict": "accept", "reviewer": "Somebody Else"}
    made = public.post(f"/claims/{claim}/decisions", json=sent, headers=headers)
    assert made.status_code == 201
    assert [one.reviewer for one in filled.decisions(claim)] == ["reviewer"]
    sign_in(public, secrets["admin"])
    page = public.get("/review", headers=HTML)
    sent = {"verdict": "accept", "reviewer": "Somebody", "csrf": csrf_of(page.text)}
    assert public.post(f"/claims/{claim}/decisions", data=sent).status_code == 303
    assert {one.reviewer for one in filled.decisions(claim)} == {"reviewer", "admin"}
    address = f"/claims/{claim}/decisions"
    assert [one for one in acts(filled) if one[2].startswith("POST")] == [
        (name, name, "POST /claims/{id}/decisions", address, "testclient")
        for name in ("reviewer", "admin")
    ]


def test_on_this_machine_alone_it_is_signed_as_one_says(
    client: TestClient, filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "nora")
    claim = claim_of(client)
    for reviewer in ("  Ann  Lee ", None):
        sent = {"verdict": "accept", "reviewer": reviewer}
        answer = client.post(f"/claims/{claim}/decisions", json=sent)
        assert answer.status_code == 201
    assert {one.reviewer for one in filled.decisions(claim)} == {"Ann Lee", "nora"}
    assert {(who, role) for who, role, *_ in acts(filled)} == {("nora", "admin")}


def test_what_cannot_be_noted_is_told_to_the_log(
    client: TestClient,
    filled: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise LedgerUnwritable("the disk is full", where=filled.where)

    monkeypatch.setattr(Rights, "note", full)
    claim = claim_of(client)
    answer = client.post(f"/claims/{claim}/decisions", json={"verdict": "accept"})
    assert answer.status_code == 201
    assert len(filled.decisions(claim)) == 1
    assert "not noted" in caplog.text
    assert "the disk is full" in caplog.text
