"""Choosing a conflict: pages that put many claims together need one first."""

from __future__ import annotations

from typing import NamedTuple

from herodotus.ledger import Ledger
from herodotus.web.filters import Filters, Links

#: Of more claims than this nothing is put together before a conflict is chosen.
MOST = 20_000


class Conflict(NamedTuple):
    """A conflict that the ledger tells of, and where its page is."""

    name: str
    claims: int
    address: str


def conflicts(ledger: Ledger, links: Links) -> list[Conflict]:
    """The conflicts of the ledger, that of most claims first."""
    (found,) = ledger.claims().facets(["conflict"])
    return [
        Conflict(name, claims, links.here(conflict=name))
        for name, claims in found.values
    ]


def too_much(ledger: Ledger, asked: Filters) -> bool:
    """Whether a page asks to choose first, for a person would wait too long."""
    narrow = (asked.conflict, asked.report, asked.place, asked.text, asked.country)
    if any(one is not None for one in narrow):
        return False
    return len(ledger.claims(asked.scope)) > MOST
