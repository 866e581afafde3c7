"""Near-duplicates in a ledger are one voice, in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, func, select, update

from herodotus.ledger.database import open_engine, place_of, writing
from herodotus.ledger.tables import bands, metadata, reports, sketches
from herodotus.ledger.voices import join_anew, join_voices
from herodotus.reconciliation.voices.duplicates import are_copies, voices

Told = Sequence[tuple[str, str]]


def store(connection: Connection, told: Told) -> None:
    """Reports by key and text, each a voice of its own, and nothing else of them."""
    rows = [
        {
            "key": key,
            "id": key,
            "sha256": key,
            "text": words,
            "body_start": 0,
            "kept": datetime(2020, 10, 1, tzinfo=UTC),
            "day": date(2020, 10, 1),
            "voice": key,
        }
        for key, words in told
    ]
    connection.execute(reports.insert(), rows)


def add(connection: Connection, told: Told) -> dict[str, str]:
    """Store reports in one go and join them; what `join_voices` says."""
    store(connection, told)
    return join_voices(connection, told)


def kept(connection: Connection) -> dict[str, str]:
    asked = select(reports.c.key, reports.c.voice)
    return {row.key: row.voice for row in connection.execute(asked)}


def in_memory(batches: Iterable[Told]) -> dict[str, str]:
    """The voices of a new ledger after adding batch after batch."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        for batch in batches:
            if batch:
                add(connection, batch)
        found = kept(connection)
    engine.dispose()
    return found


_CHANCE = random.Random(11)


def prose(count: int) -> list[str]:
    return [f"word{_CHANCE.randrange(10_000)}" for _ in range(count)]


_WIRE = prose(200)

#: A wire, its tail cut, its first half under another headline, a reprint; two other
#: reports with one background; a chain whose ends are no copies of each other.
_BACKGROUND = prose(60)
_CHAIN = prose(300)
TEXTS = [
    _WIRE,
    _WIRE[:130],
    [*prose(8), *_WIRE[:100]],
    _WIRE,
    [*prose(90), *_BACKGROUND],
    [*prose(90), *_BACKGROUND],
    _CHAIN[:150],
    _CHAIN[:240],
    [*prose(10), *_CHAIN[60:]],
    prose(3),
    [],
    [],
]
REPORTS = [(f"{n * 7 % 13:02}", " ".join(words)) for n, words in enumerate(TEXTS)]


def test_copies_of_a_wire_are_one_voice_named_by_its_least_key() -> None:
    found = in_memory([REPORTS])
    groups: dict[str, list[int]] = {}
    for number, (key, _) in enumerate(REPORTS):
        groups.setdefault(found[key], []).append(number)
    members = sorted(groups.values())
    expected = [[0, 1, 2, 3], [4], [5], [6, 7, 8], [9], [10], [11]]
    assert members == expected
    for voice, numbers in groups.items():
        assert voice == min(REPORTS[number][0] for number in numbers)


@settings(deadline=None)
@given(st.permutations(REPORTS), st.lists(st.integers(0, len(REPORTS)), max_size=4))
def test_neither_order_nor_batches_matter(told: Told, cuts: list[int]) -> None:
    ends = sorted({0, *cuts, len(told)})
    batches = [told[a:b] for a, b in pairwise(ends)]
    pairs = [
        (one, other)
        for one, words in REPORTS
        for other, others in REPORTS
        if one < other and words and are_copies(words, others)
    ]
    assert in_memory(batches) == voices([key for key, _ in told], pairs)


def test_a_family_too_large_for_one_look_is_compared_to_the_end() -> None:
    """The one copy of a new report may be any of a voice that shares its buckets."""
    form = prose(100)
    # each is a copy of the next; the last is no copy of the first
    steps = [[*form[n:], *prose(n)] for n in range(0, 100, 5)]
    told = [(f"{n:03}", " ".join(words)) for n, words in enumerate(steps)]
    newcomer = ("999", " ".join([*steps[-1][:95], *prose(5)]))
    whole = in_memory([[*told, newcomer]])
    assert in_memory([told, [newcomer]]) == whole
    assert in_memory([[newcomer], *([one] for one in reversed(told))]) == whole


_TOLL = "The army said {} soldiers were killed near the town of Bol on the lake. "
_OF_BOL = (
    "Trucks burned on the only road to the north, and people who had fled through the "
    "reeds waited for boats until the evening, a fisherman told a radio station. The "
    "wind drove the smoke over the water. It captured {} boats, said a note. "
)
#: A wire, its copies and two updates, with what was cut before the figures differ.
UPDATED = [
    ("05", _TOLL.format(12) + _OF_BOL.format(5)),
    ("03", "Losses at Bol\n\n" + _TOLL.format("twelve") + _OF_BOL.format("five")),
    ("01", _OF_BOL.format(5)),
    ("04", _TOLL.format(14) + _OF_BOL.format(5)),
    ("02", _TOLL.format("at least 14") + _OF_BOL.format(5) + "Nobody else was hurt."),
    ("06", _TOLL.format(14) + _OF_BOL.format(6)),
    ("07", _TOLL.format(14) + _OF_BOL.split(" It captured")[0]),
]


def test_an_update_is_a_voice_of_its_own() -> None:
    found = in_memory([UPDATED])
    assert found["03"] == found["05"] == "03"
    assert found["04"] == found["02"]
    assert len({found[key] for key in ("03", "04", "06")}) == 3


@settings(deadline=None)
@given(st.permutations(UPDATED), st.lists(st.integers(0, len(UPDATED)), max_size=6))
def test_updates_part_alike_in_any_order(told: Told, cuts: list[int]) -> None:
    ends = sorted({0, *cuts, len(told)})
    batches = [told[a:b] for a, b in pairwise(ends)]
    assert in_memory(batches) == in_memory([UPDATED])


def test_an_older_version_that_comes_late_takes_back_what_it_fits() -> None:
    cut, new, old = UPDATED[2], UPDATED[3], UPDATED[0]
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        add(connection, [cut, new])
        assert kept(connection) == {"01": "01", "04": "01"}
        add(connection, [("00", old[1])])
        found = kept(connection)
        assert found["00"] != found["04"]
        assert found == in_memory([[cut, new, ("00", old[1])]])
    engine.dispose()


def test_who_counts_with_another_voice_is_told() -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    words = " ".join(_WIRE)
    with engine.begin() as connection:
        assert add(connection, [("m", words)]) == {}
        assert add(connection, [("z", words)]) == {"z": "m"}
        assert add(connection, [("a", words)]) == {"m": "a", "z": "a"}
        assert set(kept(connection).values()) == {"a"}
    engine.dispose()


def test_reports_that_were_sketched_before_are_passed_over() -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        add(connection, REPORTS)
        before = kept(connection)
        assert join_voices(connection, REPORTS) == {}
        assert kept(connection) == before
    engine.dispose()


@pytest.fixture
def connected(where: str) -> Iterable[Connection]:
    """A transaction that writes to an empty ledger in each database."""
    engine = open_engine(place_of(where), create=True)
    with writing(engine) as connection:
        yield connection
    engine.dispose()


def test_both_databases_join_alike(connected: Connection) -> None:
    later = [(f"u{key}", text) for key, text in UPDATED]
    for report in (*REPORTS, *later):
        add(connected, [report])
    assert kept(connected) == in_memory([[*REPORTS, *later]])


def test_sketches_of_another_make_are_made_again(connected: Connection) -> None:
    add(connected, REPORTS[:6])
    count = connected.scalar(select(func.count()).select_from(bands))
    connected.execute(update(sketches).values(algorithm="older"))
    add(connected, REPORTS[6:])
    assert kept(connected) == in_memory([REPORTS])
    made_by = connected.scalars(select(sketches.c.algorithm).distinct()).all()
    assert len(made_by) == 1
    assert made_by[0] != "older"
    more = connected.scalar(select(func.count()).select_from(bands))
    assert (count or 0) < (more or 0)
    before = kept(connected)
    join_anew(connected)
    assert kept(connected) == before
