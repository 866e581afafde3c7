"""A claim as one plain sentence to judge: "Mali said that 6 civilians of Mali ..."."""

from __future__ import annotations

from herodotus.exports import conduct, wording
from herodotus.exports.visible import one_line
from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
)

_SAYS = {
    "asserts": "said",
    "confirms": "confirmed",
    "denies": "denied",
    "accuses": "said, as an accusation,",
    "doubts": "doubted",
}

_MODALITIES = {
    "actual": "",
    "future": " is to come",
    "hypothetical": " may come",
    "negated": " did not happen",
}


def sentence(claim: Claim) -> str:
    """What a claim says, in one sentence that a reviewer can accept or reject.

    >>> sentence(CasualtyClaim(start=0, end=1, evidence="6", text="6", low=6, high=6,
    ...     outcome="killed", attributed_to="Mali", victim_side="Mali",
    ...     victim_status="civilian", counting="cumulative", place="Gao", cause="fire"))
    'Mali said that 6 civilians of Mali were killed in all: Gao; by fire.'
    """
    circumstances = "; ".join(filter(None, (_where_when(claim), *_how(claim))))
    joint = " that" if isinstance(claim, CasualtyClaim | NondisclosureClaim) else ":"
    ending = f": {circumstances}" if circumstances else ""
    return f"{_voice(claim)}{joint} {_content(claim)}{ending}."


def _voice(claim: Claim) -> str:
    if claim.attributed_to is None:
        return "The report itself said"
    speaker = ""
    if claim.speaker and claim.speaker not in claim.attributed_to:
        speaker = f" ({one_line(claim.speaker)})"
    return f"{one_line(claim.attributed_to)}{speaker} {_SAYS[claim.stance]}"


def _content(claim: Claim) -> str:
    if isinstance(claim, CasualtyClaim):
        return _casualty(claim)
    if isinstance(claim, NondisclosureClaim):
        people = wording.not_disclosed(claim)
        return f"{wording.side(claim.side)} has not told: {people}"
    if isinstance(claim, MaterielClaim):
        by = f" by {one_line(claim.perpetrator)}" if claim.perpetrator else ""
        whose = f" of {one_line(claim.owner_side)}" if claim.owner_side else ""
        what = one_line(claim.text) or wording.number(claim)
        return f"{what} ({claim.item}){whose}: {claim.fate}{by}"
    if isinstance(claim, ControlClaim):
        taken = ", taken for granted" if claim.presupposed else ""
        return f"{wording.side(claim.by)}: {claim.action}{taken}"
    return _event(claim)


def _casualty(claim: CasualtyClaim) -> str:
    people = wording.PEOPLE[claim.victim_status]
    if claim.low == claim.high == 1:
        people = {"people": "person"}.get(people, people.removesuffix("s"))
    whose = ""
    if claim.victim_side == "both":
        whose = " of both sides"
    elif claim.victim_side:
        whose = f" of {one_line(claim.victim_side)}"
    in_all = " in all" if claim.counting == "cumulative" else ""
    were = "was" if claim.low == claim.high == 1 else "were"
    became = wording.OUTCOMES[claim.outcome]
    number = wording.number(claim)
    if claim.counting == "new" and "more" not in number.split():
        number += " more"
    return f"{number} {people}{whose} {were} {became}{in_all}"


def _event(claim: EventClaim) -> str:
    kind = conduct.event_type(claim)
    who = conduct.in_words(claim)
    return f"{kind}{f', {who}' * bool(who)}{_MODALITIES[claim.modality]}"


def _where_when(claim: Claim) -> str:
    when = wording.period(claim.date_start, claim.date_end)
    return ", ".join(filter(None, (one_line(claim.place or ""), when)))


def _how(claim: Claim) -> list[str]:
    found = []
    if isinstance(claim, CasualtyClaim):
        by = [one_line(part) for part in (claim.perpetrator, claim.cause) if part]
        if by:
            found.append(f"by {', '.join(by)}")
    if isinstance(claim, EventClaim) and claim.weapon:
        found.append(f"by {one_line(claim.weapon)}")
    if claim.background:
        found.append("history, not news")
    if claim.denied:
        found.append("somebody disputes it")
    return found
