"""`herodotus db`: a ledger is told about, checked, copied and backed up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from herodotus.cli import main
from herodotus.ledger import Ledger
from herodotus.ledger.database import writing
from herodotus.ledger.tables import claims
from tests.samples import front, karabakh


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([karabakh()[0], front()[0]])
    return tmp_path / "ledger.db"


def db(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["db", *map(str, arguments)])


def test_info_tells_what_there_is(place: Path) -> None:
    result = db("info", "--ledger", place)
    assert result.exit_code == 0
    assert "Reports    2 (in 2 voices)" in result.stdout
    assert "Reader     by hand: 2 readings" in result.stdout
    row = json.loads(db("info", "--ledger", place, "--json").stdout)
    assert row["reports"] == 2
    assert row["claims"] == len(karabakh()[0].claims + front()[0].claims)
    assert row["readers"] == {"by hand": 2}
    assert row["size"] == place.stat().st_size or row["size"] > 0
    assert row["first"] <= row["last"]


def test_check_says_what_is_wrong_and_refresh_mends_it(place: Path) -> None:
    result = db("check", "--ledger", place)
    assert result.exit_code == 0
    assert f"{place} is whole. Its contents: " in result.stdout
    with Ledger(place) as ledger, writing(ledger._engine) as connection:
        connection.execute(update(claims).values(conflict="Another war"))
    broken = db("check", "--ledger", place)
    assert broken.exit_code == 1
    assert "is filed under Another war" in broken.stdout
    assert "db refresh" in broken.stderr
    assert db("refresh", "--ledger", place).exit_code == 0
    assert db("check", "--ledger", place).stdout == result.stdout


def test_upgrade_tells_the_version(place: Path) -> None:
    assert "is at version" in db("upgrade", "--ledger", place).stdout


def test_copy_and_backup_are_equal(place: Path, tmp_path: Path) -> None:
    copied = db("copy", place, tmp_path / "copy.db")
    assert "Copied 2 reports" in copied.stdout
    written = db("backup", tmp_path / "backup.db", "--ledger", place)
    assert f"Wrote {tmp_path / 'backup.db'}." in written.stdout
    with Ledger(place) as ledger:
        for name in ("copy.db", "backup.db"):
            with Ledger(tmp_path / name, create=False) as other:
                assert other.digest() == ledger.digest()
    again = db("copy", place, tmp_path / "copy.db")
    assert again.exit_code == 3
    assert "holds something already" in again.stderr


@pytest.mark.parametrize("verb", ["info", "check", "refresh", "upgrade"])
def test_no_verb_makes_a_ledger(verb: str, tmp_path: Path) -> None:
    result = db(verb, "--ledger", tmp_path / "none.db")
    assert result.exit_code == 3
    assert "There is no ledger at" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_every_verb_of_the_group_has_help_with_an_example() -> None:
    group = main.commands["db"]
    for verb in group.commands:  # type: ignore[attr-defined]
        result = db(verb, "--help")
        assert result.exit_code == 0
        assert f"  herodotus db {verb} " in result.stdout


@pytest.mark.parametrize("verb", ["info", "check"])
def test_no_language_model_is_loaded_for_a_ledger(verb: str, place: Path) -> None:
    program = (
        "import sys\n"
        "from herodotus.cli import main\n"
        f"try: main(['db', {verb!r}, '--ledger', {str(place)!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'onnxruntime', 'tokenizers', 'polars', 'pandas', 'alembic'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
