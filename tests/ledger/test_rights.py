"""Tokens of a ledger: told once, kept as hashes, taken back; acts only ever added."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from herodotus.errors import TokenProblem
from herodotus.ledger import Ledger
from herodotus.ledger.database import reading
from herodotus.ledger.tables import tokens
from herodotus.model import Act, Token
from tests.databases import MakePlace
from tests.samples import karabakh


def test_a_token_is_known_by_its_secret_and_by_nothing_else(ledger: Ledger) -> None:
    issued = ledger.rights.add("Nora", "reviewer", by="root")
    assert ledger.rights.token(issued.secret) == issued.token
    assert ledger.rights.still_holds(issued.token.id) == issued.token
    mark, id, rest = issued.secret.split("_", 2)
    for wrong in (
        "",
        "_",
        rest,
        issued.secret[:-1],
        issued.secret + "x",
        f"{mark}_{id}_",
        f"{mark}_00000000_{rest}",
        f"other_{id}_{rest}",
        issued.secret.upper(),
        "\udcff",
        "herodotus_' OR 1=1 --_x",
    ):
        assert ledger.rights.token(wrong) is None


def test_the_secret_is_long_and_stands_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        issued = [ledger.rights.add(f"n{n}", "reader", by="root") for n in range(20)]
    secrets = {one.secret.split("_", 2)[2] for one in issued}
    assert len(secrets) == 20
    assert all(len(one) >= 43 for one in secrets)  # 256 bits, six to a character
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not any(secret.encode() in written for secret in secrets)


def test_a_revoked_token_gives_no_right_and_its_name_is_free(ledger: Ledger) -> None:
    first = ledger.rights.add("Nora", "admin", by="root")
    with pytest.raises(TokenProblem, match="has a token already"):
        ledger.rights.add("  nora ", "reader", by="root")
    assert ledger.rights.revoke("NORA", by="root").id == first.token.id
    assert ledger.rights.token(first.secret) is None
    assert ledger.rights.still_holds(first.token.id) is None
    with pytest.raises(TokenProblem, match="no token that still holds"):
        ledger.rights.revoke("Nora", by="root")
    second = ledger.rights.add("Nora", "reader", by="root")
    assert ledger.rights.token(second.secret) == second.token
    assert ledger.rights.revoke(second.token.id, by="root").name == "Nora"
    assert [one.revoked is None for one in ledger.rights.tokens()] == [False, False]


def test_a_token_ends_by_itself(ledger: Ledger) -> None:
    ledger.rights.add("Guest", "reader", by="root", days=0)
    issued = ledger.rights.add("Guest", "reader", by="root", days=7)
    assert issued.token.ends == issued.token.made + timedelta(days=7)
    assert ledger.rights.token(issued.secret) == issued.token
    assert not issued.token.holds(issued.token.made + timedelta(days=7))


def test_whether_anybody_can_come_in(ledger: Ledger) -> None:
    assert not ledger.rights.demanded()
    ledger.rights.add("Guest", "reader", by="root", days=0)
    assert not ledger.rights.demanded()
    ledger.rights.add("Nora", "reader", by="root")
    assert ledger.rights.demanded()
    ledger.rights.revoke("Nora", by="root")
    assert not ledger.rights.demanded()


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 61, "a\x00b", "left\u202eright", "a\u200bb", "\x1b[31m"]
)
def test_a_name_can_be_seen_as_it_is(name: str, ledger: Ledger) -> None:
    with pytest.raises(TokenProblem, match="characters that can be seen"):
        ledger.rights.add(name, "reader", by="root")
    assert ledger.rights.tokens() == []


def test_what_is_done_is_noted_the_newest_first(ledger: Ledger) -> None:
    ledger.rights.add("Nora", "reviewer", by="root", origin="10.0.0.1")
    ledger.rights.revoke("Nora", by="Ann")
    act = Act(moment=datetime.now(UTC), who="Ann", role="admin", act="signed out")
    ledger.rights.note(act)
    acts = ledger.rights.acts()
    assert acts[0] == act
    assert [(one.who, one.act, one.what, one.origin) for one in acts[1:]] == [
        ("Ann", "token revoked", "Nora (reviewer)", None),
        ("root", "token added", "Nora (reviewer)", "10.0.0.1"),
    ]
    assert ledger.rights.acts(limit=1) == [act]


def test_rights_are_no_part_of_what_a_ledger_holds(
    ledger: Ledger, place: MakePlace
) -> None:
    ledger.add(karabakh()[0])
    before = ledger.digest()
    issued = ledger.rights.add("Nora", "admin", by="root")
    assert ledger.digest() == before
    assert ledger.check() == []
    with Ledger(place()) as copy:
        ledger.copy_to(copy)
        assert copy.digest() == before
        assert copy.rights.token(issued.secret) is None
        assert [one.act for one in copy.rights.acts()] == ["token added"]


def test_a_backup_brings_no_token_back(ledger: Ledger, tmp_path: Path) -> None:
    issued = ledger.rights.add("Nora", "admin", by="root")
    with reading(ledger._engine) as connection:
        kept = connection.scalar(select(tokens.c.hash))
    ledger.backup(tmp_path / "backup.db")
    assert str(kept).encode() not in (tmp_path / "backup.db").read_bytes()
    with Ledger(tmp_path / "backup.db") as restored:
        assert restored.rights.tokens() == []
        assert restored.rights.token(issued.secret) is None
        assert len(restored.rights.acts()) == 1


def test_two_at_once_do_not_get_one_name(where: str) -> None:
    with Ledger(where) as one, Ledger(where) as other:
        one.rights.add("Nora", "reader", by="root")
        with pytest.raises(TokenProblem):
            other.rights.add("Nora", "admin", by="root")


def test_a_token_with_an_unknown_role_gives_no_right(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        secret = ledger.rights.add("Nora", "reader", by="root").secret
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE tokens SET role = 'god'")
    with Ledger(path) as ledger, pytest.raises(ValueError, match="role"):
        ledger.rights.token(secret)


def test_a_moment_before_it_was_revoked_a_token_held() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    token = Token(id="1", name="N", role="reader", made=noon, revoked=noon)
    assert token.holds(noon - timedelta(seconds=1))
    assert not token.holds(noon)
