"""The same reports, from four processes at once, in four orders: one same ledger."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from herodotus.ledger import Ledger
from herodotus.model import CasualtyClaim, Reading, Report
from tests.ledger.dumps import dump

_TOWNS = ("Terter", "Barda", "Shushi", "Martuni", "Askeran", "Hadrut", "Jabrayil")
_OUTLETS = ("Alpha Wire", "Beta Times", "Gamma Post", "Delta Radio")

#: Adds the readings of a file, one by one or in batches, in an order of its own.
PROGRAM = """
import random, sys
from pathlib import Path
from pydantic import TypeAdapter
from herodotus.ledger import Ledger
from herodotus.model import Reading

where, file, seed = sys.argv[1:]
lines = Path(file).read_text(encoding="utf-8").splitlines()
readings = [Reading.model_validate_json(line) for line in lines]
chance = random.Random(seed)
chance.shuffle(readings)
with Ledger(where) as ledger:
    while readings:
        size = chance.choice((1, 3, 7))
        ledger.add_all(readings[:size])
        del readings[:size]
"""


def reports() -> list[Reading]:
    """Forty-two reports: some of them copies, with other ends, in several outlets."""
    chance = random.Random(1947)
    found: list[Reading] = []
    for number in range(14):
        town, dead = chance.choice(_TOWNS), chance.randint(1, 90)
        day = date(2020, 9, 27) + timedelta(chance.randint(0, 40))
        body = (
            f"{dead} soldiers were killed near {town}, officials said on day {number}. "
            + " ".join(
                f"In the {chance.choice(('north', 'south', 'east', 'west'))} of {one} "
                f"shelling went on for {chance.randint(2, 60)} minutes."
                for one in chance.sample(_TOWNS, 5)
            )
        )
        for outlet in chance.sample(_OUTLETS, 3):
            text = body + f" More from {outlet} to follow."
            report = Report.of(text, date=day, publisher=outlet, title=f"Near {town}")
            words = f"{dead} soldiers were killed"
            claim = CasualtyClaim(
                start=0,
                end=len(words),
                evidence=words,
                outcome="killed",
                low=dead,
                high=dead,
                text=str(dead),
                place=town,
                victim_side="Nagorno-Karabakh",
                victim_status="combatant",
            )
            claims = (claim.identified(report.sha256),)
            found.append(Reading(report=report, reader="made-1", claims=claims))
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "readings.jsonl"
    lines = [reading.model_dump_json() for reading in reports()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_reports_are_forty_two_and_some_are_copies(ledger: Ledger) -> None:
    ledger.add_all(reports())
    summary = ledger.summary()
    assert summary.reports == 42
    assert summary.voices == 14
    assert len(ledger.tellings()) == 14
    assert {telling.copies for telling in ledger.tellings()} == {3}


def test_four_processes_at_once_twice_come_to_the_same_ledger(
    bare_place: str,
    file: Path,
    many: Callable[..., list[str]],
    place: Callable[[], str],
) -> None:
    with Ledger(place()) as alone:
        for reading in reports():
            alone.add(reading)
        expected = dump(alone)
    for time in range(2):
        seeds = [str(4 * time + number) for number in range(4)]
        printed = many(PROGRAM, [[bare_place, str(file), seed] for seed in seeds])
        assert printed == [""] * 4
        with Ledger(bare_place) as together:
            assert dump(together) == expected
            assert together.check() == []
