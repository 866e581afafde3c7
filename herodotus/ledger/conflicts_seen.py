"""Which conflicts a ledger tells of, how much, and up to which day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, case, func, select

from herodotus.ledger.scoping import counts
from herodotus.ledger.tables import claims, reports


class ConflictSeen(NamedTuple):
    """A conflict that claims are about; `None` stands for no known one.

    Attributes:
        conflict: its canonical name.
        claims: how many there are, of the readings that count.
        last: the last day that they tell of; what is announced for a day after the
            newest report is left out of it.
    """

    conflict: str | None
    claims: int
    last: date | None


def conflicts_seen(connection: Connection) -> list[ConflictSeen]:
    """The conflicts of a ledger, that of most claims first.

    An index answers it, without a look at the claims themselves.
    """
    newest = connection.scalar(select(func.max(reports.c.day)))
    if newest is None:
        return []
    number = func.count().label("number")
    told = case((claims.c.begins <= newest, claims.c.begins))
    question = (
        select(claims.c.conflict, number, func.max(told))
        .where(counts(connection))
        .group_by(claims.c.conflict)
        .order_by(number.desc(), claims.c.conflict)
    )
    return [ConflictSeen(*row) for row in connection.execute(question)]
