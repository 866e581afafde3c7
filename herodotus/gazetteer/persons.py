"""People in office: whom a well-known name stands for, by the day of the report."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import NamedTuple

from herodotus.gazetteer.folding import key
from herodotus.gazetteer.tables import listed, rows


class Holder(NamedTuple):
    """A person in an office; `current` is false where the day lies outside its years.

    `party` is the canonical name of the state, group or organisation acted for.
    """

    name: str
    party: str
    office: str
    start: int
    end: int | None
    current: bool = True


def find_person(
    name: str, *, title: str | None = None, day: date | None = None
) -> Holder | None:
    """The office that a person is known to hold on a day, or has held last before.

    A surname alone is known only where the table says that it means nobody else, or
    where `title` ("president") is that of one bearer's office on the day; the title
    "government" is that of whoever heads one.

    >>> find_person("Vladimir Putin", day=date(2010, 5, 1)).office
    'prime minister'
    >>> find_person("President Nobody") is None
    True
    """
    held = _by_name().get(key(name))
    if held is None and title is not None:
        last = key(name).split()[-1:]
        held = tuple(
            row
            for row in _by_surname().get("".join(last), ())
            if _fits(title, row.office) and _in_office(row, day)
        )
        if len({row.name for row in held}) > 1:
            return None
    if not held or len({row.name for row in held}) > 1:
        return None
    now = [row for row in held if _in_office(row, day)]
    if now:
        return next((row for row in now if title and title in row.office), now[-1])
    year = day.year if day is not None else 0
    past = [row for row in held if row.start <= year]
    return (past[-1] if past else held[0])._replace(current=False)


def _fits(title: str, office: str) -> bool:
    return title in office or (title == "government" and office in _HEADS)


_HEADS = frozenset(("president", "prime minister", "chancellor", "premier", "leader"))


def _in_office(row: Holder, day: date | None) -> bool:
    if day is None:
        return True
    return row.start <= day.year <= (row.end or 9999)


@cache
def _rows() -> tuple[tuple[Holder, tuple[str, ...]], ...]:
    return tuple(
        (
            Holder(
                row["name"],
                row["party"],
                row["office"],
                int(row["start"]),
                int(row["end"]) if row["end"] else None,
            ),
            (row["name"], *listed(row["aliases"])),
        )
        for row in rows("persons.tsv")
    )


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for holder, names in _rows():
        for name in names:
            found[key(name)].append(holder)
    return {name: tuple(sorted(held, key=_start)) for name, held in found.items()}


@cache
def _by_surname() -> dict[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for holder, names in _rows():
        for last in {key(name).split()[-1] for name in names}:
            found[last].append(holder)
    return {name: tuple(sorted(held, key=_start)) for name, held in found.items()}


def _start(holder: Holder) -> int:
    return holder.start
