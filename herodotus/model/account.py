"""The account: what the claims of a scope come to, side by side, with reasons."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from herodotus.model.claim import Outcome, VictimStatus


class Period(BaseModel):
    """From a day to a day, both included; `None` is open."""

    model_config = ConfigDict(frozen=True)

    start: date | None = None
    end: date | None = None


class Toll(BaseModel):
    """Low, best and high for one side, status, outcome and period.

    The range is a range of claims, not a confidence interval. `None` is unknown, or
    open at the top; never zero. `said_by` names the parties whose word `best` is.
    """

    model_config = ConfigDict(frozen=True)

    side: str | None
    status: VictimStatus
    outcome: Outcome
    period: Period
    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    undisclosed: bool = False


class Balance(BaseModel):
    """Whether parts equal the total that the report states for them."""

    model_config = ConfigDict(frozen=True)

    whole: str
    parts: tuple[str, ...]
    stated: int
    sum: int
    holds: bool


class Account(BaseModel):
    """The reconciled statement for a scope, under a named policy."""

    model_config = ConfigDict(frozen=True)

    policy: str
    tolls: tuple[Toll, ...] = ()
    balance: tuple[Balance, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
