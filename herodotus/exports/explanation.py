"""The reasons behind a figure in words: one line for each node of the tree."""

from __future__ import annotations

from collections.abc import Mapping

from herodotus.exports import conduct, wording
from herodotus.exports.visible import one_line
from herodotus.model import (
    Card,
    CasualtyClaim,
    Claim,
    NondisclosureClaim,
    Telling,
    Toll,
)
from herodotus.model.reason import Reason, Role

#: What a node is to the one above it; the claim's own words follow.
_LEADS: dict[Role, str] = {
    "counted": "",
    "part": "",
    "within": "within it, not added: ",
    "agrees": "agrees: ",
    "replaced": "in place of: ",
    "differs": "another figure, not chosen: ",
    "raises": "an enemy's claim, for high only: ",
    "silent": "",
    "aside": "not counted: ",
    "check": "checked: ",
    "dispute": "contradicted by: ",
}


def figure_line(toll: Toll, bound: str) -> str:
    """What is explained: "40 killed, both sides, combatants and civilians: best".

    An unknown figure is a question mark; an open one says that it is open.
    """
    value: int | None = getattr(toll, bound)
    if value is not None:
        number = f"{value:,}"
    else:
        number = "no upper limit:" if bound == "high" and toll.best else "unknown:"
    words = [
        f"{number} {wording.OUTCOMES[toll.outcome]}",
        wording.side(toll.side),
        wording.STATUSES[toll.status],
    ]
    when = wording.period(toll.period.start, toll.period.end)
    return ", ".join(filter(None, [*words, toll.conflict or "", when])) + f": {bound}"


def node_line(reason: Reason, tellings: Mapping[str, Telling]) -> str:
    """One node in words, without its quotation."""
    if reason.role == "flag" or reason.claim is None:
        return f"does not add up: {reason.note}"
    telling = tellings[reason.claim]
    said = said_line(telling)
    if reason.role == "check":
        sign = "✓" if "≠" not in reason.note else "✗"
        return f"checked against the stated total: {reason.note} {sign}"
    if reason.note and reason.role in ("within", "agrees", "replaced"):
        return f"{reason.note}: {said}"  # seen from below
    note = f" ({reason.note})" if reason.note else ""
    return f"{_LEADS[reason.role]}{said}{note}"


def said_line(telling: Telling) -> str:
    """What a claim says, and who says it: "32 killed in all (fighters) · Mali"."""
    claim = telling.claim
    copies = f" · ×{telling.copies} outlets" if telling.copies > 1 else ""
    return f"{_what(claim)} · {wording.said_by(claim)}{copies}"


def words_line(reason: Reason, card: Card) -> str:
    """Where the words stand: "Baku, 28 Sep 2020, characters 1701–1757"."""
    span = f"characters {reason.start:,}–{reason.end:,}"
    return f"{source_line(card)}, {span}"


def source_line(card: Card) -> str:
    """A report in a few words: its outlet or name, its place, its day."""
    name = card.publisher or card.agency or card.id
    day = f"{card.date.day} {card.date:%b %Y}" if card.date else "undated"
    return ", ".join(one_line(part) for part in (name, card.place, day) if part)


def _what(claim: Claim) -> str:
    if isinstance(claim, CasualtyClaim):
        return f"{wording.figure(claim)} ({wording.who(claim)})"
    if isinstance(claim, NondisclosureClaim):
        return f"{wording.side(claim.side)}: {wording.not_disclosed(claim)}"
    return conduct.in_words(claim)
