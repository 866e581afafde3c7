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
from herodotus.reading.topic_frames import acts_in
from herodotus.reading.tree import Tree

_STATE = {"GOV", "MIL", "COP", "SPY", "PRM", "JUD", "LEG"}
_NON_STATE = {"REB", "UAF", "CRM"}
_ARMED = {"MIL", "COP", "SPY", "PRM", "REB", "UAF"}

#: Arms that are found, seized or wrecked, not used; and the acts that look for them.
_ARMS = {"arms", "cache", "mine", "bomb"}
_UPON_THINGS = frozenset({"find_arms", "destroy", "take", "retake", "control", "loot"})

#: Weapons, the most specific first: a gas shell is a chemical weapon.
_WEAPONS = (
    ("chemical", "Chemical weapon"),
    ("suicide", "Suicide bomb"),
    ("air", "Air/drone strike"),
    ("artillery", "Shelling/artillery/missile attack"),
    ("grenade", "Grenade"),
    ("bomb", "Remote explosive/landmine/IED"),
)

#: What modes say where the words name no weapon.
_WEAPON_OF_MODE = {
    "unconventional": "Chemical weapon",
    "heavy-weapons": "Shelling/artillery/missile attack",
    "explosives": "Remote explosive/landmine/IED",
}

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
    """The ACLED types of one event that happened; none for what ACLED does not code.

    ACLED codes no threats, plans or denials: ask for actual events only.

    Args:
        tree: the sentence that tells it.
        trigger: the token that names the event; weapons in its own clause count first.
    """
    name = _sub_event_type(
        plover or "",
        mode or "",
        _near(tree, trigger),
        _done_to(tree, trigger),
        {party.sector for party in initiators if party.sector},
        {party.sector for party in targets if party.sector},
    )
    return AcledType(event_type_of(name), name) if name else AcledType()


def _sub_event_type(
    plover: str, mode: str, told: set[str], to: set[str], by: set[str], on: set[str]
) -> str | None:
    """From the concepts of the clause (`told`) and of the act's objects (`to`)."""
    if plover in {"ASSAULT", "COERCE", "RETREAT"} and to & _ARMS:
        return "Disrupted weapons use"
    if plover == "COERCE" and mode in {"seize", "arrest"} and to & {"ground", "base"}:
        return _ground_taken(told, by)
    if plover == "PROTEST" and to & {"property"} and not told & {"rally", "police"}:
        return "Looting/property destruction"
    if (plover, mode) in _BY_MODE:
        return _BY_MODE[plover, mode]
    match plover:
        case "ASSAULT":
            return _assault(mode, told, by, on)
        case "PROTEST":
            return _protest(mode, told)
        case "COERCE" if mode == "seize":
            return _seizure(told, by)
        case "MOBILIZE":
            based = "establish" in told and "base" in told
            return (
                "Headquarters or base established"
                if based
                else "Change to group/activity"
            )
        case "RETREAT" if mode in {"withdraw", ""}:
            return _retreat(told)
        case "AGREE" | "CONSULT" if told & {"agree", "prisoner"}:
            return "Agreement"
    return None


def _assault(mode: str, told: set[str], by: set[str], on: set[str]) -> str | None:
    """What was used, else who met whom."""
    if "chemical" in told:
        return "Chemical weapon"
    if mode == "crowd-control" or told & {"rally", "protester"}:
        met = by & _STATE and not on & _ARMED
        return _protest("crowd-control" if met else mode, told)
    if told & {"rape"}:
        return "Sexual violence"
    if mode not in {"firearms", "primitive", "beat", "torture"}:
        for concept, name in _WEAPONS:
            if concept in told:
                return name
    if mode in _WEAPON_OF_MODE:
        return _WEAPON_OF_MODE[mode]
    if by & _STATE and told & {"take", "retake", "control"} and "ground" in told:
        return "Government regains territory"
    if by & _NON_STATE and told & {"take", "retake", "control"} and "ground" in told:
        return "Non-state actor overtakes territory"
    if "mob" in told or "lynch" in told:
        return "Mob violence"
    if by & _ARMED and (on & _ARMED or told & {"base", "state_force"}):
        return "Armed clash"
    if "clash" in told and not on - _ARMED:
        return "Armed clash"
    if mode == "destroy" and not on & _ARMED:
        return "Looting/property destruction"
    return "Attack"


def _protest(mode: str, told: set[str]) -> str | None:
    """A riot where demonstrators are violent, else by what was done to them."""
    if "mob" in told and "rally" not in told:
        return "Mob violence"
    violent = told & {"riot", "missile_of_mob", "petrol_bomb", "loot", "clash"}
    if mode == "riot" or violent:
        return "Violent demonstration"
    if told & {"live_fire", "crackdown", "dead"}:
        return "Excessive force against protesters"
    if mode == "crowd-control" or told & {"crowd_control", "arrest"}:
        return "Protest with intervention"
    if mode in {"boycott", "hunger", "strike"} and "rally" not in told:
        return None  # ACLED counts gatherings in public
    return "Peaceful protest"


def _seizure(told: set[str], by: set[str]) -> str | None:
    """Arms found, ground taken, or property."""
    if told & {"arms", "cache", "bomb", "grenade", "mine"}:
        return "Disrupted weapons use"
    if told & {"ground", "base"}:
        return _ground_taken(told, by)
    return "Looting/property destruction" if "property" in told else None


def _ground_taken(told: set[str], by: set[str]) -> str | None:
    """Who holds it now; nothing where nobody is known to."""
    if "no_fight" in told:
        return "Non-violent transfer of territory"
    if by & _NON_STATE or ("armed_group" in told and not by & _STATE):
        return "Non-state actor overtakes territory"
    if by & _STATE or "state_force" in told:
        return "Government regains territory"
    return None


def _retreat(told: set[str]) -> str:
    """Ground that is given up; else a movement of forces."""
    if "agree" in told or "surrender" in told:
        return "Agreement"
    if told & {"cede", "no_fight"} or ("ground" in told and "leave" in told):
        return "Non-violent transfer of territory"
    return "Change to group/activity"


def _done_to(tree: Tree, trigger: int) -> set[str]:
    """The concepts of what is found, taken or wrecked by the trigger's own act."""
    acts = acts_in(tree, concepts_in(tree), _UPON_THINGS)
    return {name for act in acts if act.head == trigger for name in act.objects}


def _near(tree: Tree, trigger: int) -> set[str]:
    """The concepts of the trigger's own clause: its words, and those it hangs on."""
    under = {trigger, *_clause(tree, trigger)}
    noted = concepts_in(tree)
    return {n.concept for n in noted if under.intersection(range(n.start, n.end))}


def _clause(tree: Tree, trigger: int) -> set[int]:
    """The words of the clause around a token, without other clauses beside it."""
    top = trigger
    for above in tree.above(trigger):
        if tree.tokens[top].upos in {"VERB", "AUX"}:
            break
        if tree.tokens[top].deprel in {"conj", "advcl", "acl", "acl:relcl", "ccomp"}:
            break
        top = above
    found, waiting = {top}, [top]
    while waiting:
        here = waiting.pop()
        for below in tree.below(here):
            relation = tree.tokens[below].deprel
            with_what = tree.lemmas[below] in {"use", "employ"}  # "using mortars"
            apart = relation in {"parataxis", "acl:relcl"} or (
                relation == "advcl" and not with_what
            )
            joined = tree.tokens[below].deprel == "conj"
            verb = tree.tokens[below].upos in {"VERB", "AUX"}
            if not (apart or (joined and verb)):
                found.add(below)
                waiting.append(below)
    return found
