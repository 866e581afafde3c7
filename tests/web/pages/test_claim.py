"""The page of one claim: whole, with where each thing comes from."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger

HTML = {"Accept": "text/html"}


@pytest.fixture
def claim(filled: Ledger) -> str:
    """The claim of three civilians killed."""
    tellings = filled.tellings(place="Ganja")
    return next(one.claim.id for one in tellings if one.claim.kind == "casualty")


def shown(client: TestClient, claim: str) -> str:
    answer = client.get(f"/claims/{claim}", headers=HTML)
    assert answer.status_code == 200
    return answer.text


def test_the_words_stand_in_their_sentence_and_link_to_the_report(
    client: TestClient, claim: str
) -> None:
    text = shown(client, claim)
    assert (
        '<span class="sentence">Shelling of Ganja <mark>killed 3 civilians</mark>'
        " on Sunday, officials said.</span>" in text
    )
    report = client.get(f"/claims/{claim}.json").json()["report_key"]
    assert f'href="/reports/{report}#{claim}"' in text


def test_every_field_that_is_known_is_shown_with_its_name(
    client: TestClient, claim: str
) -> None:
    text = shown(client, claim)
    for name in ("low", "victim_side", "attributed_to", "place", "confidence"):
        assert f"<code>{name}</code>" in text
    assert "<code>speaker</code>" not in text
    assert "the person who says it" in text
    assert "<code>test</code>" in text


def test_the_beginning_of_an_id_is_enough_and_another_is_not_found(
    client: TestClient, claim: str
) -> None:
    assert claim in shown(client, claim[:8])
    assert client.get("/claims/beefbeef", headers=HTML).status_code == 404


def test_a_review_is_shown_beside_what_was_read(client: TestClient, claim: str) -> None:
    body = {"verdict": "edit", "changes": {"low": 4, "high": 4}, "reviewer": "ann"}
    client.post(f"/claims/{claim}/decisions", json=body)
    text = shown(client, claim)
    assert "ann edited this claim" in text
    assert "<strong>4</strong>" in text
    assert "<del>Azerbaijan said that 3 civilians" in text
    assert "lowest number = 4" in text


def test_its_history_is_told_and_what_was_taken_back(
    client: TestClient, claim: str
) -> None:
    for body in ({"verdict": "reject"}, {"verdict": "undo"}, {"verdict": "accept"}):
        sent = client.post(f"/claims/{claim}/decisions", json=body)
        assert sent.status_code == 201
    text = shown(client, claim)
    assert "3 decisions" in text
    assert "taken back" in text
    assert "accepted</span> · counts" in text


def test_reviewers_who_differ_are_told_of(client: TestClient, claim: str) -> None:
    for verdict, by in (("reject", "ann"), ("accept", "bea")):
        body = {"verdict": verdict, "reviewer": by}
        client.post(f"/claims/{claim}/decisions", json=body)
    text = shown(client, claim)
    assert "Reviewers differ on this claim" in text
    assert f'href="/review/disagreements#c-{claim}"' in text
