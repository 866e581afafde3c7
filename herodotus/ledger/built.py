"""Tellings from rows, quickly: a question may be about a hundred thousand claims.

What the table holds was checked when it was read from a report, so it is not checked
again: a claim is put together from its columns as they are. That a claim comes back
equal to the one that was stored is tested for every kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from herodotus.model import Card, Claim, Party, Relation, Telling
from herodotus.model.columns import COLUMNS_OF, KINDS

#: What stands before a claim's own columns in a row.
LEADING = ("report", "conflict", "country")

#: The columns of a report that `known_from` takes: those of a card, and the voice.
REPORT = (*Card.model_fields, "voice")

_CARD, _RELATION, _PARTY = (set(one.model_fields) for one in (Card, Relation, Party))

Row = Sequence[Any]  # as a driver gives it: plain values, text for what it has no type


class Known(NamedTuple):
    """What is known of the report that tells a claim: its card and its voice."""

    card: Card
    voice: str


def tellings_of(
    rows: Iterable[Row], columns: Sequence[str], reports: Mapping[str, Known]
) -> list[Telling]:
    """The tellings of rows, whose `columns` begin with `LEADING`, in their order."""
    build = builder(columns)
    found: list[Telling] = []
    for row in rows:
        card, voice = reports[row[0]]
        found.append(Telling(build(row), card, voice, row[1], row[2]))
    return found


def builder(columns: Sequence[str]) -> Callable[[Row], Claim]:
    """A function that makes the claim of a row with these columns."""
    kind = columns.index("kind")
    made = {name: _builder(name, columns) for name in KINDS if _fit(name, columns)}

    def build(row: Row) -> Claim:
        return made[row[kind]](row)

    return build


def columns_for(kinds: Iterable[str]) -> tuple[str, ...]:
    """The columns that claims of these kinds need, each once, after the leading ones.

    >>> columns_for(["control"])[:6]
    ('report', 'conflict', 'country', 'id', 'kind', 'start')
    """
    names = (name for kind in kinds for name in COLUMNS_OF[kind])
    return tuple(dict.fromkeys((*LEADING, *names)))


def known_from(row: Row) -> Known:
    """The card and the voice of a report's row, whose columns are `REPORT`."""
    values = dict(zip(REPORT, row, strict=True))
    voice = values.pop("voice")
    values["date"] = as_day(values["date"])
    kept = values["kept"]
    # A moment as text begins with its day; both are in UTC.
    utc = kept[:10] if isinstance(kept, str) else kept.astimezone(UTC).date()
    values["kept"] = as_day(utc)
    return Known(_put_together(Card, values, _CARD), voice)


def as_day(value: Any) -> date | None:  # a driver's date, or its text
    """A day as one database or the other gives it."""
    return _day(value) if isinstance(value, str) else value


def _fit(kind: str, columns: Sequence[str]) -> bool:
    return set(COLUMNS_OF[kind]) <= set(columns)


def _builder(kind: str, columns: Sequence[str]) -> Callable[[Row], Claim]:
    names = COLUMNS_OF[kind]
    pick = itemgetter(*(columns.index(name) for name in names))
    mends = [
        (name, mend) for name, mend in _MENDS.items() if name in names
    ]  # what the driver does not give in the type of the field
    model: type[Any] = KINDS[kind]
    given = set(names)

    def build(row: Row) -> Claim:
        values = dict(zip(names, pick(row), strict=True))
        for name, mend in mends:
            value = values[name]
            if value is not None:
                values[name] = mend(value)
        if values["relations"] is None:
            values["relations"] = ()
        claim: Claim = _put_together(model, values, given)
        return claim

    return build


def _put_together(model: type[Any], values: dict[str, Any], given: set[str]) -> Any:
    """A model of checked values, as pydantic's `model_construct` makes it.

    That looks at each field of each claim anew, which takes fourteen times as long;
    the values here are complete. `given`, the names of them all, is one set for all
    claims of a kind: nothing changes it, and it would take more room than the values.
    """
    made = object.__new__(model)
    put = object.__setattr__
    put(made, "__dict__", values)
    put(made, "__pydantic_fields_set__", given)
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


@lru_cache(maxsize=50_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _relations(value: Any) -> tuple[Relation, ...]:  # JSON, as text or read already
    return tuple(_put_together(Relation, one, _RELATION) for one in _list(value))


def _parties(value: Any) -> tuple[Party, ...]:
    return tuple(_put_together(Party, one, _PARTY) for one in _list(value))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_list(value))


def _list(value: Any) -> list[Any]:
    if value == "[]":  # as most are
        return []
    found: list[Any] = json.loads(value) if isinstance(value, str) else value
    return found


_MENDS: dict[str, Callable[[Any], Any]] = {
    "date_start": as_day,
    "date_end": as_day,
    "background": bool,
    "denied": bool,
    "approx": bool,
    "presupposed": bool,
    "reciprocal": bool,
    "relations": _relations,
    "contexts": _texts,
    "initiators": _parties,
    "targets": _parties,
}
