"""What the pages of a bundle say: headlines, steps, disputes and doubts in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from herodotus.exports import conduct, wording
from herodotus.exports.bundle_pages import Piece
from herodotus.exports.toll_series import bounds, remarks, said_by
from herodotus.exports.two_sided import conflicts_of, people
from herodotus.exports.view import View
from herodotus.exports.visible import one_line
from herodotus.model import (
    Card,
    CasualtyClaim,
    Claim,
    ControlClaim,
    Dispute,
    Flag,
    NondisclosureClaim,
    Step,
    Telling,
)

NOTICE = (
    "Low, best and high are a range of claims, not a confidence interval. These pages "
    "say who said what, where and when; never what is true."
)

#: So many claims of one flag are linked, as examples.
_EXAMPLES = 6

_RELATIONS = {
    "part_of": "part of",
    "repeats": "same as",
    "adds_to": "adds to",
    "sums": "the sum of",
    "supersedes": "replaces",
    "contradicts": "disagrees with",
    "consistent_with": "fits",
}

Row = tuple[tuple[Piece, ...], ...]
Where = Callable[[str], str]


def headline(view: View) -> str:
    """What a view is about: its conflicts."""
    conflicts = [one_line(name) for name in conflicts_of(view)]
    more = f" and {len(conflicts) - 3} more" if len(conflicts) > 3 else ""
    return (", ".join(conflicts[:3]) or "All claims") + more


def facts(view: View) -> tuple[str, ...]:
    """How much there is, as of when, and under which policy."""
    voices = len({telling.voice for telling in view.tellings})
    days = [card.day for card in view.cards.values() if card.day]
    as_of = f"as of {wording.full_date(max(days))}" if days else "date not stated"
    counts = (
        wording.count(len(view.cards), "report"),
        wording.count(voices, "voice"),
        wording.count(len(view.tellings), "claim"),
        as_of,
        f"policy: {view.policy}",
    )
    return (" · ".join(counts),)


def in_words(claim: Claim) -> str:
    """A claim in a few words: the figure and whose people, or what was done."""
    if isinstance(claim, CasualtyClaim):
        side = wording.side(claim.victim_side) if claim.victim_side else ""
        told = (f"{wording.figure(claim)} ({wording.who(claim)})", side)
    elif isinstance(claim, NondisclosureClaim):
        told = (wording.not_disclosed(claim), wording.side(claim.side))
    else:
        where = one_line(claim.place or "") if isinstance(claim, ControlClaim) else ""
        told = (conduct.deed(claim).what, where)
        told = (", ".join(filter(None, told)), conduct.in_words(claim))
    words = ", ".join(filter(None, told))
    return f"denied: {words}" if claim.stance == "denies" else words


def source(card: Card) -> str:
    """A report in a few words: title, outlet, place and day."""
    title = card.title or f"report {card.id}"
    known = (title, card.publisher or card.agency or "", card.place or "")
    day = wording.full_date(card.date) if card.date else "date not stated"
    return ", ".join([*filter(None, map(one_line, known)), day])


def relation_lines(claim: Claim) -> Iterator[tuple[str, str]]:
    """How a claim stands to others, with the id of each."""
    for relation in claim.relations:
        yield f"{_RELATIONS[relation.type]} {relation.claim}", relation.claim


def step_row(step: Step, where: Where) -> tuple[str, Row]:
    """The toll that a step belongs to, and the step as a row."""
    side = wording.side(step.side) if step.side else "side not stated"
    title = f"{side}: {people(step.status, step.outcome)}"
    if step.conflict:
        title = f"{one_line(step.conflict)}, {title}"
    day = wording.full_date(step.as_of) if step.as_of else "not stated"
    number = Piece(bounds(step), where(step.claim))
    cells = (Piece(day), number, Piece(said_by(step)), Piece(remarks(step)))
    return title, tuple((cell,) for cell in cells)


def dispute_row(dispute: Dispute, view: View, where: Where) -> Row:
    """What two tellers disagree on, each with a link; neither wins."""
    pair = view.found(dict.fromkeys((dispute.one, dispute.other)))
    return (Piece(one_line(dispute.about)),), tuple(_said(one, where) for one in pair)


def flag_row(flag: Flag, view: View, where: Where) -> Row:
    """What does not add up, with links to some of its claims."""
    told = view.found(flag.claims[:_EXAMPLES])
    return (Piece(one_line(flag.note)),), tuple(_said(one, where) for one in told)


def _said(telling: Telling, where: Where) -> Piece:
    claim = telling.claim
    said = one_line(claim.attributed_to or claim.speaker or "the report itself")
    return Piece(in_words(claim), where(claim.id), f"{said}: ")
