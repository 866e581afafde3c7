"""ACLED's event and sub-event type of an event, from its PLOVER code and its words.

PLOVER says what was done (assault, protest, coerce); ACLED asks with what weapon, by
whom and to whom. The rules are those of the ACLED codebook: the most specific weapon
names an explosion, two armed sides make a battle, one armed side and civilians make
violence against civilians. What ACLED does not code (words, sanctions, aid) has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from herodotus.model import Party
from herodotus.reading.subevents_lexicon import concepts_in, event_type_of
from herodotus.reading.tree import Tree

_STATE = {"GOV", "MIL", "COP", "SPY", "PRM", "JUD", "LEG"}
_NON_STATE = {"REB", "UAF", "CRM"}
_ARMED = {"MIL", "COP", "SPY", "PRM", "REB", "UAF"}

#: Weapons, the most specific first: a gas shell is a chemical weapon.
_WEAPONS = (
    ("chemical", "Chemical weapon"),
    ("suicide", "Suicide bomb"),
    ("air", "Air/drone strike"),
    ("artillery", "Shelling/artillery/missile attack"),
    ("grenade", "Grenade"),
    ("bomb", "Remote explosive/landmine/IED"),
)

#: Modes that say the sub-event type by themselves.
_BY_MODE = {
    ("ASSAULT", "aerial"): "Air/drone strike",
    ("ASSAULT", "drone"): "Air/drone strike",
    ("ASSAULT", "suicide-attack"): "Suicide bomb",
    ("ASSAULT", "abduct"): "Abduction/forced disappearance",
    ("ASSAULT", "sexual"): "Sexual violence",
    ("COERCE", "arrest"): "Arrests",
    ("RETREAT", "ceasefire"): "Agreement",
    ("RETREAT", "release"): "Agreement",
    ("RETREAT", "disarm"): "Change to group/activity",
    ("PROTEST", "vandalize"): "Looting/property destruction",
}


class AcledType(NamedTuple):
    """An event type of ACLED and the sub-event type under it; both or neither."""

    event_type: str | None = None
    sub_event_type: str | None = None


def acled_types(
    plover: str | None,
    mode: str | None,
    *,
    tree: Tree,
    trigger: int,
    initiators: Sequence[Party] = (),
    targets: Sequence[Party] = (),
) -> AcledType:
    """The ACLED types of one event that happened.

    Args:
        tree: the sentence that tells it.
        trigger: the token that names the event; weapons in its own clause count first.
    """
    concepts = _near(tree, trigger)
    name = _sub_event_type(
        plover or "",
        mode or "",
        concepts,
        {party.sector for party in initiators if party.sector},
        {party.sector for party in targets if party.sector},
    )
    return AcledType(event_type_of(name), name) if name else AcledType()


def _sub_event_type(
    plover: str, mode: str, concepts: set[str], by: set[str], on: set[str]
) -> str | None:
    if (plover, mode) in _BY_MODE:
        return _BY_MODE[plover, mode]
    if plover == "ASSAULT":
        return _assault(mode, concepts, by, on)
    if plover == "PROTEST":
        return _protest(mode, concepts)
    if plover == "MOBILIZE":
        return "Change to group/activity"
    return None


def _assault(mode: str, concepts: set[str], by: set[str], on: set[str]) -> str:
    if mode == "crowd-control":
        return (
            _protest(mode, concepts | {"crowd_control"}) or "Protest with intervention"
        )
    for concept, name in _WEAPONS:
        if concept in concepts:
            return name
    if mode == "unconventional":
        return "Chemical weapon"
    if mode == "heavy-weapons":
        return "Shelling/artillery/missile attack"
    if mode == "explosives":
        return "Remote explosive/landmine/IED"
    if by & _ARMED and on & _ARMED:
        return "Armed clash"
    return "Attack"


def _protest(mode: str, concepts: set[str]) -> str | None:
    if mode == "riot":
        return "Mob violence" if "mob" in concepts else "Violent demonstration"
    return "Peaceful protest"


def _near(tree: Tree, trigger: int) -> set[str]:
    """The concepts of the trigger's clause, and of the sentence where it has none."""
    under = set(tree.under(trigger))
    noted = concepts_in(tree)
    return {n.concept for n in noted if under.intersection(range(n.start, n.end))}
