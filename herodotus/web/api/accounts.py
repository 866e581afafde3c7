"""Accounts over HTTP: what the claims of some filters come to, with the words behind.

`/accounts/{conflict}` is `/account` with its conflict in the path, to be cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from herodotus.exports.permalink import permalink
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger
from herodotus.model import Account, Scope
from herodotus.reconciliation.accounts.policies import load_policy
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.evidence import Evidence, behind, evidence
from herodotus.web.filters import ReckonedFilters, Words
from herodotus.web.given import Here

router = APIRouter(tags=["accounts"])

Conflict = Annotated[Words, Path(description="a known conflict, or a part of its name")]

#: The columns of an account as CSV.
COLUMNS = (
    "conflict",
    "side",
    "status",
    "outcome",
    "start",
    "end",
    "low",
    "best",
    "high",
    "undisclosed",
    "said_by",
    "alleged",
    "grade",
    "country",
    "place",
    "policy",
    "claims",
    "permalinks",
)


class AccountTold(Account):
    """An account, the filters that it is about, and the words behind its figures."""

    scope: Scope
    evidence: dict[str, Evidence] = Field(
        description="the words of every claim that the account names, by its id"
    )


@router.get("/account.json", response_model=AccountTold)
def account_json(
    request: Request, ledger: Here, asked: Annotated[ReckonedFilters, Query()]
) -> Response:
    """Reckon the account of the filters: low, best and high, with reasons."""
    base = request.app.state.site.base
    return kept(request, lambda: record(told(ledger, asked, base=base)))


@router.get("/account.csv", response_class=Response, responses=CSV)
def account_csv(
    request: Request, ledger: Here, asked: Annotated[ReckonedFilters, Query()]
) -> Response:
    """Download the tolls of an account, one a line."""
    account = reckoned(ledger, asked)
    parts = _lines(account, base=request.app.state.site.base)
    return lines(parts, name="account.csv")


@router.get("/accounts/{conflict}.json", response_model=AccountTold)
def account_of_conflict(
    request: Request,
    ledger: Here,
    conflict: Conflict,
    asked: Annotated[ReckonedFilters, Query()],
) -> Response:
    """Reckon the account of a conflict."""
    named = asked.model_copy(update={"conflict": conflict})
    return account_json(request, ledger, named)


@router.get("/accounts/{conflict}.csv", response_class=Response, responses=CSV)
def account_of_conflict_csv(
    request: Request,
    ledger: Here,
    conflict: Conflict,
    asked: Annotated[ReckonedFilters, Query()],
) -> Response:
    """Download the tolls of a conflict, one a line."""
    named = asked.model_copy(update={"conflict": conflict})
    return account_csv(request, ledger, named)


def reckoned(ledger: Ledger, asked: ReckonedFilters) -> Account:
    """The account of what is asked for.

    Raises:
        DataFileError: there is no such policy.
        UnknownConflict: no known conflict is called so.
    """
    return ledger.account(asked.scope, policy=load_policy(asked.policy))


def told(ledger: Ledger, asked: ReckonedFilters, *, base: str) -> AccountTold:
    """The account of what is asked for, with the words behind its figures."""
    account = reckoned(ledger, asked)
    return AccountTold.model_construct(
        **dict(account),
        scope=asked.scope,
        evidence=evidence(ledger, set(behind(account)), base=base),
    )


def _lines(account: Account, *, base: str) -> Iterator[bytes]:
    yield csv_line(COLUMNS)
    for toll in account.tolls:
        row = toll.model_dump(mode="json", include=set(COLUMNS)) | {
            "start": toll.period.start,
            "end": toll.period.end,
            "said_by": "; ".join(toll.said_by),
            "alleged": "; ".join(toll.alleged),
            "policy": account.policy,
            "claims": " ".join(toll.reasons),
            "permalinks": " ".join(permalink(id, base=base) for id in toll.reasons),
        }
        yield csv_line([row[name] for name in COLUMNS])
