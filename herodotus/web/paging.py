"""Pages of lists: a cursor says behind which claim a list goes on.

A cursor is `<key of the report>.<id of the claim>` of the last claim shown. What is
added to the ledger meanwhile moves nothing; a claim is told once (`ledger.cursor`).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from herodotus.model import Telling

#: So many claims are on a page, where nothing else is asked for.
LENGTH = 50

#: So many at most.
LONGEST = 1000

Cursor = Annotated[
    str,
    Field(
        max_length=200,
        pattern=r"^[0-9a-f]+\.[0-9a-f]+$",
        description="go on behind this claim: the `next` of the page before",
    ),
]
Limit = Annotated[int, Field(ge=1, le=LONGEST, description="so many claims on a page")]


def cursor(last: Telling) -> str:
    """Where a list goes on whose last claim this is."""
    return f"{last.card.key}.{last.claim.id}"


def position(after: str | None) -> tuple[str, str] | None:
    """The report and the claim that a cursor names.

    >>> position("a7.09"), position(None)
    (('a7', '09'), None)
    """
    if after is None:
        return None
    report, _, claim = after.partition(".")
    return report, claim
