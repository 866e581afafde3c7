"""Reports handed in: read at once, kept where that is asked, refused with reasons."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.web.handed import MOST
from tests.samples import KARABAKH
from tests.web.pages.conftest import BROWSER, secret

RUSSIAN = (
    "Двенадцать солдат погибли под Тертером, сообщило министерство обороны. "
    "Ещё восемь человек ранены, сказал представитель ведомства."
)


def send(client: TestClient, address: str, **fields: Any) -> Any:
    """A form as a browser sends it; `file` is a name and bytes."""
    file = fields.pop("file", ("", b""))
    return client.post(
        address,
        data={"csrf": secret(client), **fields},
        files={"file": file},
        headers=BROWSER,
    )


def test_a_pasted_report_is_read_and_kept_and_shown(
    client: TestClient, filled: Ledger
) -> None:
    answer = send(
        client, "/reports", text=KARABAKH, title="Third day", publisher="Dawn"
    )
    assert answer.status_code == 303
    where = answer.headers["location"]
    report = filled.report(where.removeprefix("/reports/"))
    assert (report.text, report.title, report.publisher) == (
        KARABAKH,
        "Third day",
        "Dawn",
    )
    page = client.get(where, headers=BROWSER).text
    assert "84 killed in all" in page
    assert "Third day" in page


def test_the_same_again_leads_to_the_same_and_changes_nothing(
    client: TestClient, filled: Ledger
) -> None:
    first = send(client, "/reports", text=KARABAKH)
    state = filled.state()
    again = send(client, "/reports", text=KARABAKH.replace("\n", "\r\n"))
    assert again.headers["location"] == first.headers["location"]
    assert filled.state() == state


def test_what_is_only_looked_at_is_not_kept(client: TestClient, filled: Ledger) -> None:
    state, number = filled.state(), len(filled)
    answer = send(client, "/read", text=KARABAKH, publisher="Nobody Else")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "nothing of this is kept" in answer.text
    assert "84 killed in all" in answer.text
    assert "The figures balance" in answer.text
    assert 'href="/claims/' not in answer.text.replace('href="/claims"', "")
    assert (filled.state(), len(filled)) == (state, number)


def test_what_was_looked_at_may_be_kept_after_all(
    client: TestClient, filled: Ledger
) -> None:
    words = "\nTwo soldiers died \u202enear Goris, the army said.\n"
    page = send(client, "/read", text=words, publisher="Dawn").text
    form = page[page.index('<form action="/reports"') :]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    held = re.search(r"<textarea [^>]*>\n([^<]*)</textarea>", form)
    assert held is not None  # a browser leaves the first end of a line out
    answer = client.post("/reports", data={**fields, "text": held[1]}, headers=BROWSER)
    assert answer.status_code == 303
    report = filled.report(answer.headers["location"].split("/")[-1])
    assert (report.text, report.publisher) == (words, "Dawn")


def test_a_file_of_several_reports_is_read_and_its_failures_named(
    client: TestClient, filled: Ledger
) -> None:
    number = len(filled)
    lines = [{"text": KARABAKH}, {"text": RUSSIAN}, {"text": "Two men died in Goris."}]
    data = "\n".join(json.dumps(line) for line in lines).encode()
    answer = send(client, "/reports", file=("week.jsonl", data))
    assert answer.status_code == 201
    assert "2 reports read" in answer.text
    assert "is in Russian" in answer.text
    assert len(filled) == number + 2
    for key in re.findall(r'href="/reports/([0-9a-f]+)"', answer.text):
        assert filled.report(key).text


def test_a_web_page_is_read_as_one(client: TestClient, filled: Ledger) -> None:
    body = "".join(f"<p>{line}</p>" for line in KARABAKH.splitlines() if line)
    page = f"<html><body><article>{body}</article></body></html>"
    answer = send(client, "/reports", file=("saved.html", page.encode()))
    assert answer.status_code == 303
    assert "<p>" not in filled.report(answer.headers["location"].split("/")[-1]).text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"text": RUSSIAN, "title": "My title"}, 422, "is in Russian, and only"),
        ({"text": "  "}, 422, "There is nothing to read"),
        ({"file": ("a.bin", b"\x00\x01\x02\xff" * 50)}, 422, "a.bin"),
        ({"text": "Two died. " * 20_000}, 413, "longer than 100,000 characters"),
        ({"text": "Two died.", "date": "yesterday"}, 422, "date"),
        ({"text": "Two\x00 died in the town of Goris."}, 422, "NUL"),
    ],
)
def test_what_cannot_be_read_comes_back_with_the_reason(
    client: TestClient,
    filled: Ledger,
    fields: dict[str, Any],
    status: int,
    words: str,
) -> None:
    number = len(filled)
    answer = send(client, "/reports", **fields)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert words in answer.text
    assert fields.get("title", "") in answer.text
    assert len(filled) == number


def test_a_file_with_more_reports_than_anyone_waits_for_is_refused(
    client: TestClient,
) -> None:
    line = json.dumps({"text": "Two men died in Goris."})
    data = "\n".join([line] * (MOST + 1)).encode()
    answer = send(client, "/reports", file=("many.jsonl", data))
    assert answer.status_code == 413
    assert "herodotus add" in answer.text


def test_a_program_is_told_what_was_found_and_where_it_is(
    client: TestClient, filled: Ledger
) -> None:
    new = {"text": KARABAKH, "date": "2020-09-30", "publisher": "Dawn"}
    answer = client.post("/reports", json=new)
    assert answer.status_code == 201
    got = answer.json()
    assert answer.headers["location"] == f"/reports/{got['report']['key']}"
    assert got["report"]["date"] == "2020-09-30"
    assert got["account"]["balance"]
    assert got == client.get(f"{answer.headers['location']}.json").json()
    again = client.post("/reports", json=new)
    assert (again.status_code, again.json()) == (200, got)


def test_a_program_may_only_look(client: TestClient, filled: Ledger) -> None:
    number = len(filled)
    got = client.post("/read", json={"text": KARABAKH}).json()
    assert got["address"] is None
    assert got["claims"]
    for claim in got["claims"]:
        assert got["text"][claim["start"] : claim["end"]] == claim["evidence"]
    assert len(filled) == number


@pytest.mark.parametrize(
    ("body", "kind", "status", "type"),
    [
        ({"text": RUSSIAN}, "application/json", 422, "urn:herodotus:NotEnglish"),
        ({"text": ""}, "application/json", 422, "urn:herodotus:EmptyInput"),
        ({"title": "no text"}, "application/json", 422, "about:blank"),
        ({"text": "Two died.", "odd": 1}, "application/json", 422, "about:blank"),
        ({"text": "Two died."}, "application/xml", 415, "about:blank"),
    ],
)
def test_errors_have_the_one_shape(
    client: TestClient, body: dict[str, Any], kind: str, status: int, type: str
) -> None:
    answer = client.post(
        "/reports", content=json.dumps(body), headers={"Content-Type": kind}
    )
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["status"]) == (type, status)
    assert problem["instance"] == "/reports"
    assert problem["detail"]


def test_a_form_of_another_site_brings_nothing_in(
    client: TestClient, filled: Ledger
) -> None:
    number = len(filled)
    answer = client.post("/reports", data={"text": KARABAKH}, headers=BROWSER)
    assert answer.status_code == 403
    assert len(filled) == number
