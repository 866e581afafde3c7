"""Lists that go on behind one of their claims."""

from __future__ import annotations

from itertools import chain

import pytest

from evaluation.generated import readings
from herodotus.errors import NotInLedger
from herodotus.ledger import Ledger
from herodotus.ledger.queries import SORTS
from herodotus.model import Scope, Telling
from tests.ledger import war

ORDERS = [*SORTS, *(f"-{name}" for name in SORTS)]


def place(telling: Telling) -> tuple[str, str]:
    return telling.card.key, telling.claim.id


def paged(ledger: Ledger, scope: Scope, sort: str, length: int) -> list[Telling]:
    """A list read page by page, each behind the last claim of the one before."""
    found: list[Telling] = []
    after = None
    while page := list(ledger.claims(scope, sort=sort, limit=length, after=after)):
        found += page
        after = place(page[-1])
    return found


def test_pages_make_up_the_list_in_every_order(ledger: Ledger) -> None:
    ledger.add_all(readings(120))
    for scope, length in ((Scope(), 17), (Scope(text="said"), 5)):
        for sort in ORDERS:
            whole = [place(one) for one in ledger.claims(scope, sort=sort)]
            parts = [place(one) for one in paged(ledger, scope, sort, length)]
            assert parts == whole, sort
            assert len(set(whole)) == len(whole)


def test_what_is_added_meanwhile_moves_nothing(ledger: Ledger) -> None:
    ledger.add_all(readings(60))
    whole = [place(one) for one in ledger.claims(sort="date")]
    first = list(ledger.claims(sort="date", limit=20))
    ledger.add(war.totals(date=war.day(1).replace(year=1900)))
    rest = list(ledger.claims(sort="date", after=place(first[-1])))
    told = [place(one) for one in chain(first, rest)]
    assert [one for one in told if one in whole] == whole


def test_a_slice_of_what_is_behind_counts_what_is_behind(ledger: Ledger) -> None:
    ledger.add_all(readings(60))
    everything = list(ledger.claims())
    behind = ledger.claims(after=place(everything[9]))
    assert len(behind) == len(everything) - 10
    assert [place(one) for one in behind[2:5]] == [
        place(one) for one in everything[12:15]
    ]


def test_nothing_goes_on_behind_what_is_not_there(ledger: Ledger) -> None:
    with pytest.raises(NotInLedger, match="begin again"):
        list(ledger.claims(after=("no report", "no claim")))
