"""Whether the server is well: for those who watch it."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

import herodotus
from herodotus.web.answer import record
from herodotus.web.given import Here

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """That the server answers, and reaches its ledger."""

    status: str = Field(description="`ok`")
    version: str = Field(description="of the program")
    state: str = Field(description="another word after any change of the ledger")


@router.get("/health", response_model=Health)
def health(ledger: Here) -> Response:
    """Say whether the ledger can be reached."""
    state = ledger.state()
    told = Health(status="ok", version=herodotus.__version__, state=state)
    return record(told)
