"""Claims of materiel, of control and of events in words: what was done, by whom."""

from __future__ import annotations

from typing import NamedTuple

from herodotus.exports import wording
from herodotus.exports.visible import one_line
from herodotus.model import ControlClaim, EventClaim, MaterielClaim, Party

Conduct = MaterielClaim | ControlClaim | EventClaim

_PLURALS = {
    "artillery": "artillery pieces",
    "aircraft": "aircraft",
    "equipment": "pieces of equipment",
}
_SINGULARS = {"artillery": "artillery piece", "equipment": "piece of equipment"}

_MODALITIES = {
    "future": "still to come, as told",
    "hypothetical": "hypothetical",
    "negated": "said not to have happened",
}


class Deed(NamedTuple):
    """What was done, by whom, and to whom or what; empty where nobody says."""

    what: str
    by: str
    to: str


def deed(claim: Conduct) -> Deed:
    """The words for what a claim says was done.

    >>> words = dict(start=0, end=1, evidence="x")
    >>> deed(ControlClaim(**words, action="captured", by="Azerbaijan"))
    Deed(what='captured', by='Azerbaijan', to='')
    """
    if isinstance(claim, MaterielClaim):
        what = f"{_loss(claim)} {claim.fate}"
        return Deed(what, _name(claim.perpetrator), _name(claim.owner_side))
    if isinstance(claim, ControlClaim):
        return Deed(claim.action, _name(claim.by), "")
    if claim.reciprocal:
        both = dict.fromkeys(map(party, (*claim.initiators, *claim.targets)))
        return Deed(event_type(claim), " ↔ ".join(both), "")
    return Deed(
        event_type(claim),
        ", ".join(map(party, claim.initiators)),
        ", ".join(map(party, claim.targets)),
    )


def event_type(claim: EventClaim) -> str:
    """The type of an event in words: PLOVER's, else ACLED's, else the CAMEO code.

    >>> words = dict(start=0, end=1, evidence="x")
    >>> event_type(EventClaim(**words, plover="ASSAULT", plover_mode="heavy-weapons"))
    'assault (heavy weapons)'
    >>> event_type(EventClaim(**words, cameo="190"))
    'CAMEO 190'
    """
    if claim.plover:
        mode = f" ({claim.plover_mode.replace('-', ' ')})" if claim.plover_mode else ""
        return one_line(f"{claim.plover.lower()}{mode}")
    acled = claim.acled_sub_event_type or claim.acled_event_type
    if acled:
        return one_line(acled)
    return one_line(f"CAMEO {claim.cameo}") if claim.cameo else "event"


def party(named: Party) -> str:
    """A party by its name, with its country where the name does not say it.

    >>> party(Party(name="police", country="NGA", sector="COP"))
    'police (NGA)'
    >>> party(Party(name="Nigeria", country="NGA", sector="GOV"))
    'Nigeria'
    """
    name = one_line(named.name)
    plain = named.country is None or name[:1].isupper()
    return name if plain else f"{name} ({one_line(named.country or '')})"


def remarks(claim: Conduct) -> list[str]:
    """What to bear in mind: a deed that is no plain fact of now, and its weapon."""
    notes = []
    if isinstance(claim, EventClaim):
        if claim.modality != "actual":
            notes.append(_MODALITIES[claim.modality])
        if claim.weapon:
            notes.append(f"by {one_line(claim.weapon)}")
    if isinstance(claim, ControlClaim) and claim.presupposed:
        notes.append("taken for granted")
    if claim.background:
        notes.append("background")
    return notes


def coding(claim: Conduct) -> list[str]:
    """The codes of an event in the other schemes of event data.

    >>> coding(EventClaim(start=0, end=1, evidence="x", plover="ASSAULT", cameo="193",
    ...     acled_sub_event_type="Armed clash"))
    ['ACLED: Armed clash', 'CAMEO 193']
    """
    if not isinstance(claim, EventClaim) or not claim.plover:
        return []
    acled = claim.acled_sub_event_type or claim.acled_event_type
    codes = [f"ACLED: {one_line(acled)}"] if acled else []
    return codes + ([f"CAMEO {one_line(claim.cameo)}"] if claim.cameo else [])


def in_words(claim: Conduct) -> str:
    """By whom and to whom, on one line: "Azerbaijan → Armenia", "by Azerbaijan"."""
    _, by, to = deed(claim)
    if isinstance(claim, EventClaim):
        if claim.reciprocal or to in {"", by}:
            return by
        return f"{by or 'not stated'} → {to}"
    return ", ".join(filter(None, (to and f"of {to}", by and f"by {by}")))


def _loss(claim: MaterielClaim) -> str:
    """How many of what: "3 tanks", "a number not stated" of them where none is."""
    one = claim.low == claim.high == 1
    if claim.low is None and claim.high is None:
        return one_line(claim.text) or _PLURALS.get(claim.item, f"{claim.item}s")
    noun = _SINGULARS if one else _PLURALS
    plain = claim.item if one else f"{claim.item}s"
    return f"{wording.number(claim)} {noun.get(claim.item, plain)}"


def _name(side: str | None) -> str:
    return "" if side is None else wording.side(side)
