"""What reviewers decide, added to a ledger."""

from __future__ import annotations

from sqlalchemy import Connection, select

from herodotus.errors import NotInLedger
from herodotus.ledger.rows import decision_row
from herodotus.ledger.tables import claims, decisions
from herodotus.ledger.turns import turn
from herodotus.ledger.writing import insert_new
from herodotus.model import Decision


def add_decision(connection: Connection, made: Decision, *, where: str) -> bool:
    """Add a decision to the ledger that is called `where`; whether it is new.

    Raises:
        NotInLedger: there is no such claim, or none such to merge it into.
    """
    named = list(filter(None, (made.claim, made.into)))
    for name in named:
        claim = select(claims.c.id).where(claims.c.id == name).limit(1)
        if connection.scalar(claim) is None:
            raise NotInLedger(
                f"{where} holds no claim {name}: check its id",
                where=where,
                claim=name,
            )
    known = select(decisions.c.id).where(decisions.c.id == made.id)
    if connection.scalar(known) is not None:
        return False
    insert_new(connection, decisions, [decision_row(made)])
    concerned = select(claims.c.conflict).where(claims.c.id.in_(named)).distinct()
    turn(connection, connection.scalars(concerned).all())
    return True
