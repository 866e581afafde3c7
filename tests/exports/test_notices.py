"""Notices: what they hold, how they are signed, sent, refused."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from herodotus.exports.delivery import run, send
from herodotus.exports.notices import (
    NOTICE,
    SIGNATURE,
    notice_body,
    notice_of,
    signature,
)
from herodotus.reconciliation.alerts.changes import Alert
from tests.reconciliation.alerts.test_changes import told, toll

MOMENT = datetime(2020, 9, 28, 12, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "watching.md"


def notice(alert: Alert | None = None, **known: Any) -> dict[str, Any]:
    (usual,) = told("killed > 50", [], [toll(60)])
    made = notice_of(alert or usual, moment=MOMENT, ledger="war.db", **known)
    assert made is not None
    return made


def test_a_notice_says_what_happened_and_rests_on_its_claims() -> None:
    made = notice()
    assert made["rule"] == "killed > 50"
    assert made["summary"] == (
        "killed > 50: 60 killed of Armenia, Nagorno-Karabakh war of 2020"
    )
    assert made["toll"]["best"] == 60
    assert [claim["id"] for claim in made["claims"]] == made["claim_ids"]
    assert made["claims"][0]["evidence"] == "60 soldiers were killed"
    assert made["moment"] == "2020-09-28T12:00:00+00:00"
    assert json.loads(notice_body(made)) == made


def test_the_same_notice_has_the_same_id_whenever_it_is_made() -> None:
    (alert,) = told("killed > 50", [], [toll(60)])
    later = notice_of(alert, moment=datetime.now(UTC), ledger="elsewhere.db")
    assert later is not None
    assert later["id"] == notice()["id"]
    (other,) = told("killed > 50", [], [toll(61)])
    assert notice(other)["id"] != notice()["id"]


def test_a_claim_is_told_of_once() -> None:
    (alert,) = told("new claim", [], [toll(3), toll(4, place="Goris")])
    first, second = (one.claim.id for one in alert.tellings)
    again = notice_of(alert, moment=MOMENT, ledger="war.db", told={first})
    assert again is not None
    assert again["claim_ids"] == [second]
    done = notice_of(alert, moment=MOMENT, ledger="war.db", told={first, second})
    assert done is None


def test_signs_that_act_on_a_screen_are_shown_in_a_summary() -> None:
    made = notice(Alert("new party", "Evil\x1b[2J\u202eparty", (toll(3),)))
    assert "\x1b" not in made["summary"]
    assert "\u202e" not in made["summary"]


class Receiver:
    """A server that takes notices, or refuses them."""

    def __init__(self) -> None:
        self.status = 200
        self.taken: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = dict(self.headers.items())
                receiver.taken.append((headers, body))
                self.send_response(receiver.status)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/notices"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    taking = Receiver()
    thread = threading.Thread(target=taking.server.serve_forever, args=(0.02,))
    thread.start()
    yield taking
    taking.server.shutdown()
    thread.join()
    taking.server.server_close()


def documented() -> Any:
    """The function that docs/watching.md gives to those who receive notices."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    return names["is_ours"]


def test_who_receives_a_notice_can_tell_that_it_is_ours(receiver: Receiver) -> None:
    made = notice()
    assert send(made, url=receiver.url, secret="s3cret", timestamp=1000) is None
    ((headers, body),) = receiver.taken
    is_ours = documented()
    header = headers[SIGNATURE]
    assert headers[NOTICE] == made["id"]
    assert json.loads(body) == made
    assert is_ours("s3cret", header, body, now=1100)
    assert not is_ours("another", header, body, now=1100)
    assert not is_ours("s3cret", header, body + b" ", now=1100)
    assert not is_ours("s3cret", header, body, now=2000)
    assert not is_ours("s3cret", header.replace("t=1000", "t=1001"), body, now=1100)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_notice_that_is_not_taken_is_known_to_be_so(
    receiver: Receiver, status: int
) -> None:
    receiver.status = status
    why = send(notice(), url=receiver.url, secret="s", timestamp=1)
    assert why == f"it answers {status}"
    assert len(receiver.taken) == 1  # nobody is followed elsewhere


def test_a_receiver_that_is_not_there() -> None:
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = server.server_address[1]
    server.server_close()
    why = send(notice(), url=f"http://127.0.0.1:{port}/", secret="s", timestamp=1)
    assert why is not None
    assert "refused" in why


def test_a_command_has_the_notice_on_its_input_and_nothing_else(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    program = f"import sys; open({str(copy)!r}, 'wb').write(sys.stdin.buffer.read())"
    made = notice(Alert("new party", "$(touch x); `id`", (toll(3),)))
    assert run(made, command=[sys.executable, "-c", program]) is None
    assert json.loads(copy.read_bytes()) == made


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; sys.exit('no room')", "it ended with 1: no room"),
        ("import time; time.sleep(30)", "it takes longer than 1 seconds"),
    ],
)
def test_a_command_that_fails(program: str, why: str) -> None:
    command = [sys.executable, "-c", program]
    assert run(notice(), command=command, patience=1) == why


def test_a_command_that_is_not_there() -> None:
    assert run(notice(), command=["/no/such/program"]) == "No such file or directory"


def test_a_signature_is_of_the_moment_and_the_body() -> None:
    assert signature("k", 1, b"a") != signature("k", 2, b"a")
    assert signature("k", 1, b"a") != signature("k", 1, b"b")
