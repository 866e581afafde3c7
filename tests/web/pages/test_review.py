"""One claim at a time: what is asked, what an answer does, what a second one sees."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import Decision
from herodotus.reconciliation.review.decisions import differing, standing

HTML = {"Accept": "text/html"}


def page(client: TestClient, address: str) -> str:
    answer = client.get(address, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def csrf(text: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def asked(client: TestClient, query: str = "") -> list[str]:
    rows = client.get(f"/review.json{query}").json()["questions"]
    return [row["claim"] for row in rows]


def answer(
    client: TestClient, claim: str, verdict: str, by: str = "ann", **more: str
) -> str:
    """Send the form of the page; where it leads."""
    shown = page(client, "/review")
    fields = {"csrf": csrf(shown), "verdict": verdict, "reviewer": by, **more}
    sent = client.post(f"/claims/{claim}/decisions", data=fields, headers=HTML)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def verdicts(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(one.claim, one.verdict, one.reviewer) for one in ledger.decisions()]


def test_the_claim_that_moves_most_is_asked_with_its_words_and_why(
    client: TestClient,
) -> None:
    first = client.get("/review.json").json()["questions"][0]
    shown = page(client, "/review")
    assert f'action="/claims/{first["claim"]}/decisions"' in shown
    assert f"<mark>{first['quote']}</mark>" in shown
    assert first["why"][0] == f"the answer moves a figure by {first['movement']:,}"
    assert f"Asked because {first['why'][0]}" in shown
    assert re.search(r"\d+ decisions? would settle 90% of what could still", shown)


def test_every_key_has_its_button_and_the_page_needs_no_script(
    client: TestClient,
) -> None:
    claim = asked(client)[0]
    answer(client, claim, "skip")
    shown = page(client, "/review?reviewer=ann")
    keys = re.findall(r'<(button|summary)[^>]* data-key="(.)"', shown)
    assert sorted(key for _, key in keys) == sorted("axsemu?")
    assert shown.count("<script") == 1
    assert "onclick" not in shown


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_an_answer_is_kept_and_leads_to_the_next_claim(
    client: TestClient, filled: Ledger, verdict: str
) -> None:
    first, second, *_ = asked(client)
    led = answer(client, first, verdict, next="/review?side=Azerbaijan", note="seen")
    assert led == "/review?side=Azerbaijan"
    assert verdicts(filled) == [(first, verdict, "ann")]
    assert filled.decisions()[0].note == "seen"
    assert first not in asked(client)
    assert asked(client)[0] == second or verdict == "reject"


def test_what_one_skips_comes_last_for_them_and_not_for_others(
    client: TestClient,
) -> None:
    first = asked(client)[0]
    answer(client, first, "skip")
    assert asked(client, "?reviewer=ann")[-1] == first
    assert asked(client, "?reviewer=bea")[0] == first


def test_undo_takes_the_last_decision_back_and_asks_again(
    client: TestClient, filled: Ledger
) -> None:
    claim = asked(client)[0]
    answer(client, claim, "reject")
    shown = page(client, "/review?reviewer=ann")
    undo = re.search(r'name="undoes" value="([0-9a-f]+)"', shown)
    assert undo is not None
    assert f'value="/review?reviewer=ann&amp;claim={claim}"' in shown
    answer(client, claim, "undo", undoes=undo[1])
    assert [verdict for _, verdict, _ in verdicts(filled)] == ["reject", "undo"]
    assert standing(filled.decisions()) == {}
    again = page(client, f"/review?reviewer=ann&claim={claim}")
    assert f'action="/claims/{claim}/decisions"' in again


def test_an_edit_keeps_what_is_changed_and_nothing_else(
    client: TestClient, filled: Ledger
) -> None:
    claim = next(
        row["claim"]
        for row in client.get("/review.json").json()["questions"]
        if row["quote"] == "killed 3 civilians"
    )
    answer(
        client,
        claim,
        "edit",
        **{"change.low": "4", "change.high": "4", "change.place": "Ganja"},
    )
    (made,) = filled.decisions()
    assert made.changes == {"low": 4, "high": 4}
    found = filled.named([claim])[claim].claim.model_dump()
    assert (found["low"], found["place"]) == (4, "Ganja")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"change.low": "nine"}, "low"),
        ({"change.low": "9", "change.high": "2"}, "high"),
        ({"change.outcome": "eaten"}, "outcome"),
        ({"change.date_start": "soon"}, "date_start"),
    ],
)
def test_what_is_wrong_with_an_edit_stands_at_its_field(
    client: TestClient, filled: Ledger, fields: dict[str, str], wrong: str
) -> None:
    rows = client.get("/review.json").json()["questions"]
    claim = next(r["claim"] for r in rows if r["quote"] == "killed 3 civilians")
    sent = client.post(
        f"/claims/{claim}/decisions",
        data={"csrf": csrf(page(client, "/review")), "verdict": "edit", **fields},
        headers=HTML,
    )
    assert sent.status_code == 422
    assert f'aria-describedby="wrong-{wrong}"' in sent.text
    assert f'id="wrong-{wrong}"' in sent.text
    assert sent.text.count('class="wrong" id=') == 1
    assert filled.decisions() == []
    for value in fields.values():
        assert f'value="{value}"' in sent.text or wrong == "outcome"


def test_an_edit_that_changes_nothing_is_told_so(client: TestClient) -> None:
    claim = asked(client)[0]
    fields = {"csrf": csrf(page(client, "/review")), "verdict": "edit"}
    sent = client.post(f"/claims/{claim}/decisions", data=fields, headers=HTML)
    assert sent.status_code == 422
    assert "Nothing is changed yet." in sent.text


def test_a_claim_is_merged_into_one_that_the_page_offers(
    client: TestClient, filled: Ledger
) -> None:
    for claim in asked(client):
        shown = page(client, f"/review?claim={claim}")
        offered = re.findall(r'name="into" value="([0-9a-f]+)"', shown)
        if offered:
            break
    assert claim not in offered
    answer(client, claim, "merge", into=offered[0])
    (made,) = filled.decisions()
    assert (made.claim, made.into) == (claim, offered[0])
    assert claim not in {one.claim.id for one in filled.tellings()}


def test_a_second_reviewer_judges_before_the_first_answer_is_shown(
    client: TestClient, filled: Ledger
) -> None:
    claim = asked(client)[0]
    answer(client, claim, "reject", note="made up")
    assert asked(client, "?second=true&reviewer=ann") == []
    assert asked(client, "?second=true&reviewer=bea") == [claim]
    blind = page(client, "/review?second=true&reviewer=bea")
    assert f'action="/claims/{claim}/decisions"' in blind
    assert "rejected it" not in blind
    assert "made up" not in blind
    assert "ann" not in re.sub(r"<[^>]+>|annot", "", blind).split()
    answer(client, claim, "accept", "bea")
    after = page(client, "/review?second=true&reviewer=bea")
    assert "<strong>ann rejected it.</strong>" in after
    assert "You differ: settle it" in after
    assert set(differing(filled.decisions())) == {claim}


def differ(client: TestClient) -> str:
    claim = asked(client)[0]
    answer(client, claim, "reject", note="made up")
    answer(client, claim, "accept", "bea")
    return claim


def test_where_reviewers_differ_both_answers_stand_side_by_side(
    client: TestClient, filled: Ledger
) -> None:
    claim = differ(client)
    assert claim not in asked(client)
    assert claim in {one.claim.id for one in filled.tellings()}
    shown = page(client, "/review/disagreements")
    assert "ann rejected it" in shown
    assert "bea accepted it" in shown
    assert "“made up”" in shown
    (row,) = client.get("/review/disagreements.json").json()["disagreements"]
    assert row["claim"] == claim
    assert [word["verdict"] for word in row["words"]] == ["reject", "accept"]
    csv = client.get("/review/disagreements.csv").text.splitlines()
    assert len(csv) == 3
    assert "Reviewers differ on 1 claim" in page(client, "/review")


@pytest.mark.parametrize("kept", ["ann", "bea"])
def test_a_third_settles_it_for_either(
    client: TestClient, filled: Ledger, kept: str
) -> None:
    claim = differ(client)
    word = next(one for one in filled.decisions() if one.reviewer == kept)
    answer(client, claim, "", "cem", settles=word.id)
    assert standing(filled.decisions())[claim] == word
    last = filled.decisions()[-1]
    assert (last.verdict, last.reviewer) == ("undo", "cem")
    assert "Nobody disagrees" in page(client, "/review/disagreements")


def test_disagreements_can_be_narrowed_down(client: TestClient) -> None:
    claim = differ(client)
    here = client.get(f"/claims/{claim}.json").json()["report_key"]
    there = "/review/disagreements.json?report="
    assert len(client.get(there + here).json()["disagreements"]) == 1
    assert client.get(there + "beef").json()["disagreements"] == []


def test_a_program_decides_in_json(client: TestClient, filled: Ledger) -> None:
    claim = asked(client)[0]
    where = f"/claims/{claim}/decisions"
    body = {"verdict": "accept", "reviewer": "ann", "note": "seen"}
    sent = client.post(where, json=body)
    assert sent.status_code == 201
    assert sent.headers["location"] == where
    made = Decision.model_validate(sent.json())
    assert filled.decisions() == [made]
    again = client.post(where, json=body)
    assert again.json()["id"] == made.id
    assert len(filled.decisions()) == 1
    (row,) = client.get(f"{where}.json").json()
    assert (row["id"], row["stands"], row["differs"]) == (made.id, True, False)
    assert client.get("/decisions.json?reviewer=bea").json() == []
    assert client.get("/decisions.csv").text.splitlines()[1].endswith(made.id)


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"verdict": "eat"}, 422, "body.verdict"),
        ({}, 422, "body.verdict"),
        ({"verdict": "accept", "colour": "red"}, 422, "body.colour"),
        ({"verdict": "edit", "changes": {"low": -1}}, 409, "body.low"),
        ({"verdict": "merge"}, 409, "body.into"),
        ({"verdict": "undo"}, 409, "body.undoes"),
        ({"verdict": "accept", "settles": True}, 409, "body.settles"),
    ],
)
def test_what_is_wrong_with_a_decision_is_named(
    client: TestClient, filled: Ledger, body: dict[str, Any], status: int, field: str
) -> None:
    claim = asked(client)[0]
    sent = client.post(f"/claims/{claim}/decisions", json=body)
    assert sent.status_code == status
    assert sent.headers["content-type"] == "application/problem+json"
    assert [one["where"] for one in sent.json()["errors"]] == [field]
    assert filled.decisions() == []


def test_nothing_is_decided_of_what_is_not_there(client: TestClient) -> None:
    body = {"verdict": "accept"}
    assert client.post("/claims/beef/decisions", json=body).status_code == 404
    claim = asked(client)[0]
    merge = {"verdict": "merge", "into": "beefbeefbeefbeef"}
    sent = client.post(f"/claims/{claim}/decisions", json=merge)
    assert sent.status_code == 404
    odd = client.post(
        f"/claims/{claim}/decisions", content=b"<x/>", headers={"content-type": "a/b"}
    )
    assert odd.status_code == 415


def test_all_claims_can_be_judged_until_nothing_is_open(client: TestClient) -> None:
    for _ in range(60):
        shown = page(client, "/review?reviewer=ann")
        form = re.search(r'action="/claims/([0-9a-f]+)/decisions" class="keys"', shown)
        if form is None:
            break
        answer(client, form[1], "accept")
    assert "Nothing is open here" in shown
    assert asked(client) == []


def test_words_of_reviewers_are_escaped(client: TestClient) -> None:
    claim = asked(client)[0]
    answer(client, claim, "reject", "<b>ann</b>", note="<script>alert(1)</script>")
    answer(client, claim, "accept", "bea\u202e")
    for address in ("/review/disagreements", f"/claims/{claim}"):
        shown = page(client, address)
        assert "<script>alert" not in shown
        assert "<b>ann" not in shown
        assert "\u202e" not in shown
