"""An episode: what several claims are about, by place, time and parties."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from herodotus.model.account import Toll

#: UCDP's types of violence: 1 state-based, 2 non-state, 3 one-sided.
ViolenceType = Literal[1, 2, 3]


class Episode(BaseModel):
    """One event as the claims about it tell it: the row of an event data set.

    `a` and `b` are the parties, a state first; `type` is UCDP's type of violence.
    `tolls` are what the claims come to, under the policy of the account that the
    episode belongs to. `claims` are the ids of all its claims, whatever their kind,
    best evidence first; `reports` the keys of the reports that tell of it.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    conflict: str | None = None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: int | None = None
    date_start: date | None = None
    date_end: date | None = None
    date_precision: int | None = None
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    type: ViolenceType | None = None
    tolls: tuple[Toll, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
