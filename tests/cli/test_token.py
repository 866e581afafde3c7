"""`herodotus token`: made, listed, taken back, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def token(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["token", *map(str, arguments)])


def test_the_secret_alone_goes_to_standard_output(place: Path) -> None:
    made = token("add", "Nora", "--role", "reviewer", "--ledger", place)
    assert made.exit_code == 0, made.output
    assert f"The token of Nora, reviewer, in {place}:" in made.stderr
    with Ledger(place) as ledger:
        found = ledger.rights.token(made.stdout.strip())
        assert found is not None
        assert (found.name, found.role, found.ends) == ("Nora", "reviewer", None)


def test_a_token_is_listed_and_revoked(place: Path) -> None:
    secret = token("add", "Nora", "--days", 30, "--ledger", place).stdout.strip()
    listed = token("list", "--ledger", place)
    assert "reader" in listed.stdout
    assert "Nora  (until " in listed.stdout
    assert secret not in listed.stdout
    row = json.loads(token("list", "--json", "--ledger", place).stdout)
    assert (row["name"], row["role"], row["revoked"]) == ("Nora", "reader", None)
    assert set(row) == {"id", "name", "role", "made", "ends", "revoked"}
    gone = token("revoke", "Nora", "--ledger", place)
    assert gone.stdout == "Revoked the token of Nora.\n"
    assert "Nora  (revoked " in token("list", "--ledger", place).stdout
    with Ledger(place) as ledger:
        assert ledger.rights.token(secret) is None
    again = token("revoke", "Nora", "--ledger", place)
    assert again.exit_code == 2
    assert "no token that still holds" in again.stderr


def test_what_was_done_is_told(place: Path) -> None:
    token("add", "Nora", "--ledger", place)
    token("revoke", "Nora", "--ledger", place)
    lines = token("log", "--ledger", place).stdout.splitlines()
    assert [line.split("  ")[2] for line in lines] == [
        "token revoked Nora (reader)",
        "token added Nora (reader)",
    ]
    rows = token("log", "--json", "--limit", 1, "--ledger", place).stdout.splitlines()
    assert [json.loads(row)["act"] for row in rows] == ["token revoked"]


def test_a_name_that_is_taken_or_cannot_be_seen_is_refused(place: Path) -> None:
    token("add", "Nora", "--ledger", place)
    for name in ("nora", "left\u202eright"):
        refused = token("add", name, "--ledger", place)
        assert refused.exit_code == 2
        assert refused.stdout == ""
    assert len(token("list", "--ledger", place).stdout.splitlines()) == 1


def test_where_there_is_no_ledger_nobody_is_listed(place: Path) -> None:
    assert token("list", "--ledger", place).exit_code == 3
    assert not place.exists()


def test_an_empty_list_says_what_to_do(place: Path) -> None:
    Ledger(place).close()
    assert "`herodotus token add` makes one" in token("list", "--ledger", place).stderr
