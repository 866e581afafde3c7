"""What the server and its ledger are, over HTTP: figures, readers and policies."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

import herodotus
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger
from herodotus.reconciliation import Policy
from herodotus.reconciliation.accounts.policies import load_policy, policy_names
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.given import Here

router = APIRouter(tags=["server"])


class About(BaseModel):
    """What the ledger holds, who read it, and by which policies figures are made."""

    version: str = Field(description="of the program")
    reports: int
    voices: int = Field(description="reports where copies count as one")
    claims: int
    decisions: int
    failures: int = Field(description="reports that could not be read")
    readers: dict[str, int] = Field(description="how many readings each reader made")
    first: date | None = Field(description="the day of the earliest report")
    last: date | None = Field(description="the day of the latest report")
    policies: list[Policy]


@router.get("/about.json", response_model=About)
def about_json(request: Request, ledger: Here) -> Response:
    """Tell what the ledger holds, and by which policies figures are made."""
    return kept(request, lambda: record(about(ledger)))


@router.get("/about.csv", response_class=Response, responses=CSV)
def about_csv(ledger: Here) -> Response:
    """Download what the ledger holds, a figure a line."""
    told = about(ledger).model_dump(mode="json", exclude={"policies", "readers"})
    return lines(
        (csv_line(row) for row in (("what", "value"), *told.items())), name="about.csv"
    )


def about(ledger: Ledger) -> About:
    """What the ledger holds now."""
    held = ledger.summary()._asdict() | {"version": herodotus.__version__}
    known = {name: held[name] for name in About.model_fields if name in held}
    return About(**known, policies=[load_policy(name) for name in policy_names()])
