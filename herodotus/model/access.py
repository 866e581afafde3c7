"""Who may ask and who may decide: tokens, their roles, and what was done with them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

#: What somebody may do: read; read and decide; all of it, tokens too.
Role = Literal["reader", "reviewer", "admin"]

#: The roles from the least to the most, each of which may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)


def suffices(role: Role, asked: Role) -> bool:
    """Whether who has one role may do what another is asked for.

    >>> suffices("admin", "reader"), suffices("reader", "reviewer")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(asked)


class Token(BaseModel):
    """A right to use a ledger that is served, in the name of a person.

    The secret itself is told once, when it is made, and stands nowhere. `id` is its
    public part; `ends` is when it ends by itself, if ever; `revoked` is when it was
    taken back.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    role: Role
    made: datetime
    ends: datetime | None = None
    revoked: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether it gives a right at a moment."""
        if self.revoked is not None and self.revoked <= moment:
            return False
        return self.ends is None or moment < self.ends


class Act(BaseModel):
    """Something that was done to a ledger, or to who may use it: who, when, what.

    `act` says it in a few words (`token added`, `signed in`, `POST /reports`); `what`
    is what it was done to; `origin` is the address that it came from, where it came
    over the network.
    """

    model_config = ConfigDict(frozen=True)

    moment: datetime
    who: str
    role: Role | None = None
    act: str
    what: str | None = None
    origin: str | None = None
