"""A series: a running toll as it was told, step by step."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Step(BaseModel):
    """What the toll stood at on a day, by one telling.

    `implied` marks a value that nobody states and the arithmetic gives: "15 more"
    beside "32 in all" implies 17 before. `flags` say what does not add up
    (docs/codebook.md lists them); `note` puts it in a sentence. `outlets` counts the
    reports that tell the same.
    """

    model_config = ConfigDict(frozen=True)

    as_of: date | None
    low: int | None
    high: int | None
    said_by: str | None
    claim: str
    report: str
    implied: bool = False
    side: str | None = None
    status: str = "unknown"
    outcome: str = "killed"
    conflict: str | None = None
    flags: tuple[str, ...] = ()
    note: str | None = None
    outlets: int = 1
