"""One claim of a ledger, found by its id or by the beginning of it."""

from __future__ import annotations

import re

from sqlalchemy import Connection, func, select

from herodotus.errors import NotInLedger
from herodotus.ledger import queries
from herodotus.ledger.scoping import counts
from herodotus.ledger.tables import claims
from herodotus.model import Scope, Telling

#: A claim's id, or the beginning of one.
_IS_ID = re.compile(r"[0-9a-f]{4,16}")


def claim_like(connection: Connection, name: str, *, where: str) -> Telling | None:
    """The claim of this id, or of an id that begins so, as it was read.

    Args:
        connection: to the ledger.
        name: the id, or its first four letters at least; anything else is no id.
        where: the ledger, as messages name it.

    Raises:
        NotInLedger: several claims' ids begin so.
    """
    beginning = name.strip().casefold()
    if not _IS_ID.fullmatch(beginning):
        return None
    found = _claims_like(connection, beginning)
    if len(found) > 1 and beginning not in found:
        raise NotInLedger(
            f"several claims begin with {name}: {', '.join(found)}; "
            "give more of the id",
            where=where,
            claim=name,
        )
    for claim, report in found.items():
        for telling in queries.told(connection, Scope(report=report)):
            if telling.claim.id == claim:
                return telling
    return None


def _claims_like(
    connection: Connection, beginning: str, *, limit: int = 6
) -> dict[str, str]:
    """The claims of newest readings whose id begins so, each with its first report."""
    question = (
        select(claims.c.id, func.min(claims.c.report))
        .where(
            claims.c.id >= beginning,
            claims.c.id < beginning + "g",  # after every hexadecimal digit
            counts(connection),
        )
        .group_by(claims.c.id)
        .order_by(claims.c.id)
        .limit(limit)
    )
    return {row[0]: row[1] for row in connection.execute(question)}
