"""The page of a report: words, claims beside them, account; nothing of it acts."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from starlette.testclient import TestClient

from herodotus.ledger import Ledger, report_key
from herodotus.model import Decision, Reading
from tests.ledger import war
from tests.markup import Page
from tests.samples import casualty, karabakh, reading_of

KARABAKH, ACCOUNT = karabakh()
KEY = report_key(KARABAKH.report)


def the_page(client: TestClient, key: str = KEY) -> str:
    """The page of a report."""
    answer = client.get(f"/reports/{key}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def decide(ledger: Ledger, claim: str, verdict: str, by: str = "Anna") -> None:
    """A decision of now."""
    moment = datetime.now(UTC)
    said = {"claim": claim, "verdict": verdict, "reviewer": by, "moment": moment}
    ledger.decide(Decision.model_validate(said))


def test_every_claim_is_found_at_its_id_in_the_words_and_beside_them(
    client: TestClient,
) -> None:
    page = Page(the_page(client))
    assert len(page.ids) == len(set(page.ids))
    for claim in KARABAKH.claims:
        assert {claim.id, f"{claim.id}-words"} <= set(page.ids)
        assert page.marked[claim.id] == claim.evidence.replace("\n", "")
        assert f"/claims/{claim.id}" in page.links
        assert f"/review?report={KEY}&claim={claim.id}" in page.links
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)


def test_a_total_names_its_parts_for_who_points_at_it(client: TestClient) -> None:
    raw = the_page(client)
    for balance in ACCOUNT.balance:
        lit = " ".join((balance.whole, *balance.parts))
        assert f'id="{balance.whole}" data-lights="{lit}"' in raw
        for part in balance.parts:  # and, with scripts off, by links
            assert f'<a href="#{part}">' in raw
    assert "The figures balance" in raw


def test_nothing_is_inline_and_nothing_is_from_elsewhere(client: TestClient) -> None:
    raw = the_page(client)
    assert not re.search(r"<script(?![^>]* src=\"/static/)", raw)
    assert "<style" not in raw
    assert " style=" not in raw
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", raw)


def test_an_id_leads_to_the_key(client: TestClient) -> None:
    answer = client.get(f"/reports/{KARABAKH.report.id}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/reports/{KEY}"


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    answer = client.get("/reports/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "holds no report nowhere" in answer.text


def test_carriers_are_named_and_lead_to_their_reports(
    client: TestClient, filled: Ledger
) -> None:
    filled.add(war.totals(war.WIRE, publisher="Bulletin", date=war.day(8)))
    key = next(c.key for c in filled.reports() if c.publisher == "Herald")
    page = the_page(client, key)
    assert "other reports with the same words" in page
    bulletin = next(c.key for c in filled.reports() if c.publisher == "Bulletin")
    assert f'<a href="/reports/{bulletin}">Bulletin</a>' in page


def test_a_decision_shows_and_the_account_follows(
    client: TestClient, filled: Ledger
) -> None:
    before = the_page(client)
    whole = next(c for c in KARABAKH.claims if getattr(c, "low", None) == 84)
    decide(filled, whole.id, "reject")
    decide(filled, KARABAKH.claims[0].id, "accept")
    after = the_page(client)
    assert "rejected, not counted" not in before
    assert "reviewed: rejected, not counted" in after
    assert "reviewed: accepted" in after
    assert "The figures balance" not in after
    assert "Anna" not in after  # who comes second judges alone


def test_hostile_reports_are_shown_and_not_obeyed(
    client: TestClient, filled: Ledger
) -> None:
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}\u202e'
    text = f"Six people were killed, {evil} said."
    claim = casualty(
        text,
        "Six people were killed",
        low=6,
        high=6,
        attributed_to=evil,
        victim_side=evil,
        place=evil,
        cause=evil,
    )
    known = {"title": evil, "publisher": evil, "url": "javascript:alert(1)"}
    reading: Reading = reading_of(text, [claim], **known)
    filled.add(reading)
    for address in (f"/reports/{report_key(reading.report)}", "/reports", "/"):
        raw = client.get(address, headers={"Accept": "text/html"}).text
        assert "alert(1)" in raw
        assert "<script>" not in raw
        assert "javascript:" not in raw
        assert "\u202e" not in raw
        assert ">49" not in raw


def test_a_report_without_claims_says_so(client: TestClient, filled: Ledger) -> None:
    reading = reading_of("The ministers met, and parted.", [])
    filled.add(reading)
    page = the_page(client, report_key(reading.report))
    assert "No claim was found in it" in page
    assert "The ministers met, and parted." in page


def test_a_program_gets_the_words_the_claims_and_the_account(
    client: TestClient,
) -> None:
    got = client.get(f"/reports/{KEY}", headers={"Accept": "application/json"}).json()
    assert got == client.get(f"/reports/{KEY}.json").json()
    assert got["report"]["key"] == KEY
    assert got["account"]["balance"] == [
        balance.model_dump(mode="json") for balance in ACCOUNT.balance
    ]
    assert [claim["id"] for claim in got["claims"]] == [c.id for c in KARABAKH.claims]
    for claim in got["claims"]:
        assert got["text"][claim["start"] : claim["end"]] == claim["evidence"]
        assert claim["permalink"].endswith(f"/claims/{claim['id']}")
        assert claim["reader"] == "by hand"


def test_the_claims_of_a_report_as_a_table(client: TestClient) -> None:
    answer = client.get(f"/reports/{KEY}.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.count("\r\n") == 1 + len(KARABAKH.claims)
