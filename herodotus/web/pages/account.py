"""The account: two sides face to face by each telling, what a policy moves, growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports import wording
from herodotus.exports.growth import Line, lines
from herodotus.exports.sheet import mark
from herodotus.exports.toll_series import number, said_by
from herodotus.exports.two_sided import (
    TELLERS,
    Facing,
    OneLoss,
    behind,
    facings,
    figure,
    people,
    where,
)
from herodotus.exports.visible import one_line
from herodotus.ledger import Ledger
from herodotus.model import Telling, Toll
from herodotus.reconciliation import load_policy
from herodotus.reconciliation.accounts.moved import BOUNDS, Moved
from herodotus.reconciliation.accounts.policies import policy_names
from herodotus.reconciliation.review.addresses import Figure, address
from herodotus.web.answer import page
from herodotus.web.api.accounts import AccountAsked, moves, reckoned
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Links, Words
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)

#: So many flags, and so many lines of growth, are shown; the rest is a link away.
_FLAGS, _LINES = 8, 8

#: The policy that another one is compared with, where nobody says which.
_DEFAULT = "default"


Bounded = Literal["low", "best", "high"]


class Cell(NamedTuple):
    """One figure by one teller: whose it is, the figure, and where its claims are."""

    lead: str
    words: str
    address: str
    silent: bool = False
    said_by: str = ""


class Bound(NamedTuple):
    """Low, best or high: the figure, where it is explained, and what it was."""

    name: str
    words: str
    address: str
    was: str | None


class Range(NamedTuple):
    """The three figures of one toll, and what else is to be said of it."""

    lead: str
    bounds: tuple[Bound, ...]
    note: str
    best_by: str


class Camp(NamedTuple):
    """The sides that stand together: their marks and names."""

    sides: tuple[tuple[str, str, str], ...]


class Row(NamedTuple):
    """What one kind of teller says of each camp."""

    teller: str
    cells: tuple[tuple[Cell, ...], ...]


class Grown(NamedTuple):
    """How one toll grew: its line, its name, and where all its steps are."""

    line: Line
    name: str
    first: str
    last: str
    address: str


class War(NamedTuple):
    """One conflict of the account, ready to be shown."""

    name: str
    address: str | None
    camps: tuple[Camp, ...]
    rows: tuple[Row, ...]
    ranges: tuple[tuple[Range, ...], ...]
    others: tuple[Range, ...]
    others_told: tuple[Row, ...]
    grown: tuple[Grown, ...]


class Rule(NamedTuple):
    """A policy that can be chosen."""

    name: str
    title: str
    address: str
    chosen: bool


class Reckoned:
    """The account that is asked for, the claims behind it, and what moves in it."""

    def __init__(self, ledger: Ledger, asked: AccountAsked) -> None:
        scope = asked.scope
        self.account = reckoned(ledger, asked)
        self.tellings: list[Telling] = ledger.tellings(scope)
        self.by_id = {telling.claim.id: telling for telling in self.tellings}
        self.claims = {name: telling.claim for name, telling in self.by_id.items()}
        self.moved = moves(ledger, asked, self.account)
        ever = ledger.reports(scope.model_copy(update={"as_of": None}))
        self.days = sorted({card.day for card in ever if card.day is not None})


@router.get("/account")
def account(
    request: Request, ledger: Here, asked: Annotated[AccountAsked, Query()]
) -> Response:
    """The account of the filters."""
    return kept(request, lambda: _answer(request, ledger, asked))


@router.get("/accounts/{conflict}")
def of_conflict(
    request: Request,
    ledger: Here,
    conflict: Words,
    asked: Annotated[AccountAsked, Query()],
) -> Response:
    """The account of one conflict, which the path names."""
    one = asked.model_copy(update={"conflict": conflict})
    return kept(request, lambda: _answer(request, ledger, one))


def _answer(request: Request, ledger: Ledger, asked: AccountAsked) -> Response:
    links = Links("/account", asked)
    shown: dict[str, Any] = {
        "asked": asked,
        "links": links,
        "conflicts": conflicts(ledger, links),
        "rules": rules(asked, links),
    }
    if too_much(ledger, asked):
        return page(request, "choose.html", shown | {"title": "Account"})
    if asked.against is None and asked.policy != _DEFAULT:
        asked = asked.model_copy(update={"against": _DEFAULT})
    found = Reckoned(ledger, asked)
    shown |= {
        "against": _title(asked.against) if asked.against else None,
        "policy": _title(asked.policy),
        "days": found.days,
        "told": told(found),
        "wars": wars(found, ledger, asked, links),
        "moves": [move(one, links, asked) for one in found.moved],
        "balance": wording.balance_lines(found.account, found.claims),
        "disagreements": len(found.account.contradictions),
        "flags": [one_line(flag.note) for flag in found.account.flags[:_FLAGS]],
        "more_flags": max(len(found.account.flags) - _FLAGS, 0),
    }
    return page(request, "account.html", shown)


def rules(asked: AccountAsked, links: Links) -> list[Rule]:
    """The policies to choose from."""
    return [
        Rule(
            name,
            _title(name),
            links.here(policy=None if name == _DEFAULT else name, against=None),
            name == asked.policy,
        )
        for name in sorted(policy_names(), key=lambda name: name != _DEFAULT)
    ]


def told(found: Reckoned) -> str:
    """Who tells all this: "12 reports, 9 voices"."""
    reports = {telling.card.key for telling in found.tellings}
    voices = {telling.voice for telling in found.tellings}
    numbers = (
        wording.count(len(reports), "report"),
        wording.count(len(voices), "voice"),
        wording.count(len(found.tellings), "claim"),
    )
    return ", ".join(numbers)


def move(one: Moved, links: Links, asked: AccountAsked) -> dict[str, Any]:
    """A toll that moved, in words: "best 34 → 36 (2 more)"."""
    toll = one.toll
    steps = []
    for bound in one.bounds:
        before = getattr(one.before, bound) if one.before is not None else None
        after = getattr(one.after, bound) if one.after is not None else None
        steps.append(
            {
                "bound": bound,
                "before": _known(before, bound, one.before),
                "after": _known(after, bound, one.after),
                "by": _by(before, after),
            }
        )
    name = f"{wording.side(toll.side)}: {people(toll.status, toll.outcome)}"
    where_when = [where(toll), wording.period(toll.period.start, toll.period.end)]
    return {
        "name": name,
        "conflict": toll.conflict if asked.conflict is None else None,
        "where": ", ".join(filter(None, where_when)),
        "address": _explained(toll, "best", links, asked) if one.after else None,
        "steps": steps,
        "gone": one.after is None,
        "new": one.before is None,
    }


def wars(
    found: Reckoned, ledger: Ledger, asked: AccountAsked, links: Links
) -> list[War]:
    """The conflicts of the account, that with most to say first."""
    grown = lines(ledger.series(asked.scope))
    return [
        _war(facing, found, grown, asked, links) for facing in facings(found.account)
    ]


def _war(
    facing: Facing,
    found: Reckoned,
    grown: Iterable[Line],
    asked: AccountAsked,
    links: Links,
) -> War:
    camps = [camp for camp in (facing.left, facing.right) if camp]
    sides = (*facing.left, *facing.right)
    moves = {id(one.after): one for one in found.moved if one.after is not None}
    ours = [line for line in grown if line.conflict == facing.conflict]
    address_of = (
        links.here(conflict=facing.conflict)
        if facing.conflict and asked.conflict != facing.conflict
        else None
    )
    return War(
        name=one_line(facing.conflict or "Outside any known conflict"),
        address=address_of,
        camps=tuple(_camp(camp, sides) for camp in camps),
        rows=tuple(_rows(facing, camps, found, links)),
        ranges=tuple(
            tuple(
                _ranges(
                    facing.of(camp), found, moves, asked, links, named=len(camp) > 1
                )
            )
            for camp in camps
        ),
        others=tuple(
            _ranges(facing.of(facing.rest), found, moves, asked, links, named=True)
        ),
        others_told=tuple(_rows(facing, [facing.rest], found, links)),
        grown=tuple(_grown(line, links) for line in ours[:_LINES]),
    )


def _camp(camp: Sequence[str | None], sides: Sequence[str | None]) -> Camp:
    return Camp(tuple((*mark(side, sides), wording.side(side)) for side in camp))


def _rows(
    facing: Facing,
    camps: Sequence[tuple[str | None, ...]],
    found: Reckoned,
    links: Links,
) -> Iterator[Row]:
    for teller, words in TELLERS.items():
        cells = tuple(
            tuple(
                _cell(loss, teller, found, links, named=len(camp) > 1)
                for loss in facing.of(camp)
                if teller in loss.faces
            )
            for camp in camps
        )
        if any(cells):
            yield Row(words, cells)


def _cell(
    loss: OneLoss, teller: str, found: Reckoned, links: Links, *, named: bool
) -> Cell:
    face = loss.faces[teller]
    lead = f"{wording.side(loss.side)}, " if named else ""
    names = ", ".join(map(one_line, face.said_by)) if teller == "third" else ""
    return Cell(
        lead=f"{lead}{loss.what}",
        words=figure(face),
        address=_claims(loss, behind(loss, teller, found.claims), found, links),
        silent=face.undisclosed,
        said_by=names,
    )


def _claims(loss: OneLoss, claims: Sequence[str], found: Reckoned, links: Links) -> str:
    """Where the claims behind a figure are: the one, or the list of what they share."""
    if len(claims) == 1:
        return f"/claims/{claims[0]}"
    tellings = [found.by_id[one] for one in claims if one in found.by_id]
    shared: dict[str, set[object]] = {
        "status": {_said(telling, "victim_status") for telling in tellings},
        "outcome": {_said(telling, "outcome") for telling in tellings},
        "background": {telling.claim.background for telling in tellings},
        "kind": {telling.claim.kind for telling in tellings},
        "said_by": {telling.claim.attributed_to for telling in tellings},
        "conflict": {telling.conflict for telling in tellings},
    }
    changes = {
        name: values.pop()
        for name, values in shared.items()
        if len(values) == 1 and None not in values
    }
    if loss.side is not None:
        changes["side"] = loss.side
    return links.to("/claims", **changes)


def _said(telling: Telling, name: str) -> object:
    """What a claim says of a matter; claims of some kinds say nothing."""
    return getattr(telling.claim, name, None)


def _ranges(
    losses: Iterable[OneLoss],
    found: Reckoned,
    moves: dict[int, Moved],
    asked: AccountAsked,
    links: Links,
    *,
    named: bool,
) -> Iterator[Range]:
    for loss in losses:
        for toll in loss.tolls:
            lead = f"{wording.side(loss.side)}, " if named else ""
            notes = [where(toll), toll.grade or ""]
            if toll.undisclosed and toll.best is None:
                notes.insert(0, "unknown, not zero")
            elif toll.undisclosed:
                notes.insert(0, "not disclosed by the side itself")
            if len(loss.tolls) > 1 or loss.side is None:
                notes.append(wording.period(toll.period.start, toll.period.end))
            words = wording.bounds(toll, found.claims)
            moved = moves.get(id(toll))
            yield Range(
                lead=f"{lead}{loss.what}",
                bounds=tuple(
                    Bound(
                        name,
                        said,
                        _explained(toll, name, links, asked),
                        _was(moved, name),
                    )
                    for name, said in zip(BOUNDS, words, strict=True)
                ),
                note=", ".join(map(one_line, filter(None, notes))),
                best_by=_best_by(toll),
            )


def _best_by(toll: Toll) -> str:
    """Whose word best is; nothing where nobody says it, and a policy counts nobody."""
    if toll.undisclosed or (toll.best == 0 and not toll.said_by):
        return ""
    return wording.teller(toll)


def _explained(toll: Toll, bound: Bounded, links: Links, asked: AccountAsked) -> str:
    """Where a figure is explained."""
    changes: dict[str, object] = {
        "figure": address(Figure(toll, bound)),
        "policy": asked.policy if asked.policy != _DEFAULT else None,
    }
    if toll.conflict is not None:
        changes["conflict"] = toll.conflict
    return links.to("/explain", **changes)


def _was(moved: Moved | None, bound: str) -> str | None:
    if moved is None or bound not in moved.bounds:
        return None
    before = getattr(moved.before, bound) if moved.before is not None else None
    return f"was {_known(before, bound, moved.before)}"


def _known(value: int | None, bound: str, toll: Toll | None) -> str:
    if toll is None:
        return "not there"
    if value is None:
        return "no upper limit" if bound == "high" and toll.best else "unknown"
    return f"{value:,}"


def _by(before: int | None, after: int | None) -> str:
    """How far a figure moved: "12 more", "3 fewer"; nothing where one is unknown.

    >>> _by(34, 36), _by(36, 34), _by(None, 4)
    ('2 more', '2 fewer', '')
    """
    if before is None or after is None or before == after:
        return ""
    difference = after - before
    return f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}"


def _grown(line: Line, links: Links) -> Grown:
    changes: dict[str, object] = {"status": line.status, "outcome": line.outcome}
    if line.side is not None:
        changes["side"] = line.side
    if line.conflict is not None:
        changes["conflict"] = line.conflict
    side = wording.side(line.side) if line.side else "Side not stated"
    return Grown(
        line=line,
        name=f"{side}: {people(line.status, line.outcome)}",
        first=_step(line, first=True),
        last=_step(line, first=False),
        address=links.to("/series", **changes),
    )


def _step(line: Line, *, first: bool) -> str:
    step = line.first if first else line.last
    day: date | None = step.as_of
    return f"{number(step)} on {wording.period(day, day)}, {said_by(step)}"


def _title(policy: str) -> str:
    return load_policy(policy).title
