"""Whether the server is well: for those who watch it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

import herodotus
from herodotus.web.answer import record
from herodotus.web.given import Here

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """That the server answers, and reaches its ledger."""

    status: str = Field(description="`ok`")
    version: str | None = Field(
        description="of the program; told to those who may read"
    )
    state: str | None = Field(
        description="another word after any change of the ledger; told to the same"
    )


@router.get("/health", response_model=Health)
def health(request: Request, ledger: Here) -> Response:
    """Say whether the ledger can be reached."""
    state = ledger.state()
    told = Health(status="ok", version=None, state=None)
    if request.state.role is not None:
        told = Health(status="ok", version=herodotus.__version__, state=state)
    return record(told)
