"""The start: a form to hand reports in, what came last, the conflicts."""

from __future__ import annotations

from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.web import Settings, make_app
from tests.ledger import war
from tests.web.conftest import MakeClient
from tests.web.pages.conftest import BROWSER


def test_what_came_last_and_the_conflicts_are_named(
    client: TestClient, filled: Ledger
) -> None:
    page = client.get("/", headers=BROWSER).text
    for one in filled.shelf.newcomers(limit=3):
        assert f'href="/reports/{one.card.key}"' in page
    first = filled.shelf.conflicts()[0]
    assert f'<td class="n">{first.claims}</td>' in page
    assert 'href="/account?conflict=Nagorno-Karabakh%20war%20of%202020"' in page


def test_a_report_that_is_added_meanwhile_shows_at_once(
    client: TestClient, filled: Ledger
) -> None:
    assert "A new one" not in client.get("/", headers=BROWSER).text
    filled.add(war.reading("Nothing happened.", title="A new one"))
    assert "A new one" in client.get("/", headers=BROWSER).text


def test_the_form_works_without_scripts(client: TestClient) -> None:
    page = client.get("/", headers=BROWSER).text
    assert 'action="/reports" method="post" enctype="multipart/form-data"' in page
    assert 'formaction="/read"' in page
    for name in ("text", "file", "title", "date", "place", "publisher", "url"):
        assert f'<label for="{name}"' in page


def test_who_may_only_read_is_offered_no_more(
    make_client: MakeClient, filled: Ledger
) -> None:
    client = make_client(Settings(tokens=True))
    report = {"text": "Two soldiers died near Goris, the army said."}
    number = len(filled)
    for role, status, offered in (("reader", 403, False), ("reviewer", 201, True)):
        token = filled.rights.add(role, role, by="root").secret  # type: ignore[arg-type]
        held = {"Authorization": f"Bearer {token}"}
        page = client.get("/", headers=BROWSER | held).text
        assert ("Read and keep" in page) is offered
        assert client.post("/read", json=report, headers=held).status_code == 200
        assert client.post("/reports", json=report, headers=held).status_code == status
    assert len(filled) == number + 1


def test_an_empty_ledger_says_what_to_do(ledger: Ledger) -> None:
    settings = Settings()
    app = make_app(ledger, settings)
    with TestClient(app, base_url=settings.address) as client:
        page = client.get("/", headers=BROWSER).text
    assert "Nothing is kept yet" in page
