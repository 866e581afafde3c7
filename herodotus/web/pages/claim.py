"""One claim whole: its words, every field and its rule, its ties, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response

from herodotus.exports import wording
from herodotus.exports.explanation import said_line, source_line
from herodotus.exports.permalink import permalink
from herodotus.exports.sentence import sentence
from herodotus.exports.visible import one_line
from herodotus.exports.words_in_context import in_context
from herodotus.ledger import Ledger
from herodotus.model import CasualtyClaim, Decision, Scope, Telling
from herodotus.reconciliation.review.decisions import differing, edited, standing
from herodotus.reconciliation.review.merging import alike
from herodotus.web.answer import FACES, page
from herodotus.web.api.decisions import Id, found
from herodotus.web.editing import FIRST, TITLES, form_of
from herodotus.web.filters import address
from herodotus.web.given import Here
from herodotus.web.pages.review import DONE, choices
from herodotus.web.security import who

router = APIRouter(include_in_schema=False)

#: What is told of a claim elsewhere on its page.
_ELSEWHERE = ("id", "kind", "start", "end", "evidence", "relations", "rule")

_TIES = {
    "part_of": "is part of",
    "repeats": "tells the same as",
    "adds_to": "is added to",
    "sums": "sums up",
    "supersedes": "replaces",
    "contradicts": "disagrees with",
    "consistent_with": "fits",
}

_TIED = {
    "part_of": "has as a part",
    "repeats": "is told again by",
    "adds_to": "grows by",
    "sums": "is summed up in",
    "supersedes": "is replaced by",
    "contradicts": "disagrees with",
    "consistent_with": "fits",
}


class FieldShown(NamedTuple):
    """A field of the claim: what stands in it, and what a reviewer has set."""

    name: str
    title: str
    value: str
    now: str | None


class Tied(NamedTuple):
    """Another claim that this one is tied to."""

    how: str
    id: str
    says: str


class Decided(NamedTuple):
    """A decision in the history of the claim."""

    moment: str
    reviewer: str
    did: str
    changes: list[tuple[str, str]]
    into: str | None
    note: str | None
    counts: str


@router.get("/claims/{id}")
def claim(request: Request, ledger: Here, id: Id) -> Response:
    """One claim by its id, or by the beginning of one."""
    telling = found(ledger, id)
    one = telling.claim
    made = ledger.decisions(one.id)
    ruling = standing(made).get(one.id)
    now = edited(one, ruling) if ruling is not None else one
    base = request.app.state.site.base
    asks = who(request)
    shown: dict[str, Any] = {
        "telling": telling,
        "claim": one,
        "says": sentence(one),
        "says_now": sentence(now) if now.model_dump() != one.model_dump() else None,
        "context": in_context(one, ledger.report(telling.card.key)),
        "source": source_line(telling.card),
        "permalink": permalink(one.id, base=base),
        "reader": ledger.shelf.readers([telling.card.key]).get(telling.card.key),
        "shown": list(_fields(telling, ruling)),
        "ties": _ties(ledger, telling),
        "explained": _explained(telling),
        "ruling": ruling,
        "did": DONE[ruling.verdict] if ruling else None,
        "differ": one.id in differing(made),
        "history": [_decided(each, made) for each in made],
        "may": asks is None or asks.may("reviewer"),
        "onward": f"/claims/{one.id}",
        "signs": None,
        "fields": form_of(one),
        "first": FIRST,
        "choices": choices(_alike(ledger, telling)),
        "faces": {ending: f"/claims/{one.id}.{ending}" for ending in FACES},
    }
    return page(request, "claim.html", shown, Cache_Control="no-store")


def _fields(telling: Telling, ruling: Decision | None) -> Iterator[FieldShown]:
    changes = ruling.changes if ruling is not None else {}
    for name, value in telling.claim.model_dump(mode="json").items():
        if name in _ELSEWHERE:
            continue
        now = _plain(changes[name]) if name in changes else None
        title = TITLES.get(name, name.replace("_", " ").capitalize())
        if name == "confidence" and value is not None:
            value = wording.sureness(value)
        yield FieldShown(name, title, _plain(value), now)
    yield FieldShown("conflict", "Conflict", telling.conflict or "", None)
    yield FieldShown("country", "Country", telling.country or "", None)


def _plain(value: object) -> str:
    """A value of a field as a reader sees it; unknown is empty.

    >>> _plain(True), _plain(None), _plain([{"name": "Mali", "country": None}])
    ('yes', '', 'Mali')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " / ".join(one_line(str(one)) for one in value.values() if one)
    if isinstance(value, list | tuple):
        return "; ".join(map(_plain, value))
    return one_line(str(value))


def _ties(ledger: Ledger, telling: Telling) -> list[Tied]:
    """The claims of the report that this one is tied to, from either side."""
    own = telling.claim
    beside = {one.claim.id: one for one in ledger.told(Scope(report=telling.card.key))}
    found = [
        (_TIES[tie.type], beside[tie.claim])
        for tie in own.relations
        if tie.claim in beside
    ]
    found += [
        (_TIED[tie.type], other)
        for other in beside.values()
        for tie in other.claim.relations
        if tie.claim == own.id and other.claim.id != own.id
    ]
    return [Tied(how, one.claim.id, said_line(one)) for how, one in found]


def _alike(ledger: Ledger, telling: Telling) -> list[Telling]:
    """The claims that this one may be merged into."""
    claim = telling.claim
    near: dict[str, Any] = {"kind": claim.kind, "conflict": telling.conflict}
    if telling.conflict is None:
        near["report"] = telling.card.key
    if isinstance(claim, CasualtyClaim):
        near |= {"outcome": claim.outcome, "side": claim.victim_side}
    return alike(telling, ledger.tellings(**near))


def _explained(telling: Telling) -> str:
    """Where it is told what the claim is compared with among all of its conflict."""
    query = {"figure": telling.claim.id, "conflict": telling.conflict}
    return address("/explain", query)


def _decided(one: Decision, made: list[Decision]) -> Decided:
    stand = standing(made).get(one.claim)
    undone = {each.undoes for each in made if each.verdict == "undo"}
    counts = ""
    if stand is not None and stand.id == one.id:
        counts = "counts"
    elif one.id in undone:
        counts = "taken back"
    return Decided(
        moment=f"{one.moment:%Y-%m-%d %H:%M}",
        reviewer=one.reviewer,
        did=DONE[one.verdict] if one.verdict != "undo" else "took back a decision",
        changes=[
            (TITLES.get(name, name), _plain(value) or "not known")
            for name, value in one.changes.items()
        ],
        into=one.into,
        note=one.note,
        counts=counts,
    )
