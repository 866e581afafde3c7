"""Accounts over HTTP: what the claims of some filters come to, with the words behind.

`/accounts/{conflict}` is `/account` with its conflict in the path, to be cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.exports.permalink import permalink
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger
from herodotus.model import Account, Scope, Toll
from herodotus.reconciliation.accounts.moved import Moved, moved
from herodotus.reconciliation.accounts.policies import load_policy
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.evidence import Evidence, behind, evidence
from herodotus.web.filters import PolicyName, ReckonedFilters, Words
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


class AccountAsked(ReckonedFilters):
    """What an account is asked for."""

    against: PolicyName | None = Field(
        default=None, description="another policy, to see what moves between the two"
    )


class MovedRow(BaseModel):
    """A toll that is not the same under two policies."""

    before: Toll | None = Field(description="under the policy `against`")
    after: Toll | None = Field(description="under the policy of the account")
    bounds: list[str] = Field(description="which of low, best and high differ")


class AccountTold(Account):
    """An account, the filters that it is about, and the words behind its figures."""

    scope: Scope
    against: str | None = Field(description="the policy that it is compared with")
    moved: list[MovedRow] = Field(description="the tolls that differ from that policy")
    evidence: dict[str, Evidence] = Field(
        description="the words of every claim that the account names, by its id"
    )


@router.get("/account.json", response_model=AccountTold)
def account_json(
    request: Request, ledger: Here, asked: Annotated[AccountAsked, Query()]
) -> Response:
    """Reckon the account of the filters: low, best and high, with reasons."""
    base = request.app.state.site.base
    return kept(request, lambda: record(told(ledger, asked, base=base)))


@router.get("/account.csv", response_class=Response, responses=CSV)
def account_csv(
    request: Request, ledger: Here, asked: Annotated[AccountAsked, Query()]
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
    asked: Annotated[AccountAsked, Query()],
) -> Response:
    """Reckon the account of a conflict."""
    named = asked.model_copy(update={"conflict": conflict})
    return account_json(request, ledger, named)


@router.get("/accounts/{conflict}.csv", response_class=Response, responses=CSV)
def account_of_conflict_csv(
    request: Request,
    ledger: Here,
    conflict: Conflict,
    asked: Annotated[AccountAsked, Query()],
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


def moves(ledger: Ledger, asked: AccountAsked, account: Account) -> tuple[Moved, ...]:
    """What is not the same in an account under the policy it is compared with."""
    if asked.against is None or asked.against == asked.policy:
        return ()
    other = ledger.account(asked.scope, policy=load_policy(asked.against))
    return moved(other, account)


def told(ledger: Ledger, asked: AccountAsked, *, base: str) -> AccountTold:
    """The account of what is asked for, with the words behind its figures."""
    account = reckoned(ledger, asked)
    return AccountTold.model_construct(
        **dict(account),
        scope=asked.scope,
        against=asked.against,
        moved=[
            MovedRow(before=one.before, after=one.after, bounds=list(one.bounds))
            for one in moves(ledger, asked, account)
        ],
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
