"""Who acts in an event, under ACLED's names, kinds and interactions of actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from herodotus.exports.acled_events import Event, rules
from herodotus.exports.states import State, state_named
from herodotus.exports.visible import one_line
from herodotus.gazetteer import armed_group, is_de_facto, resolve_actor
from herodotus.model import Party

_OFFICES = ("GOV", "LEG", "JUD")


class Actor(NamedTuple):
    """An actor as ACLED writes it, the others of its side, and which kind it is."""

    name: str
    beside: str
    inter: str


def actors(event: Event) -> tuple[Actor, Actor | None]:
    """Actor 1 and actor 2; in ACLED their order does not say who attacked whom."""
    if event.type in ("Protests", "Riots"):
        crowd = _crowd("rioters" if event.type == "Riots" else "protesters", event)
        forces = [p for p in (*event.first, *event.second) if _is_force(p, event)]
        return crowd, _side(forces, event)
    one, other = _side(event.first, event), _side(event.second, event)
    if event.at_civilians:
        other = _crowd("civilians", event)
    elif one is None and other is not None:
        one, other = other, None
    unknown = _named("unknown", event, rules()["inter"]["unknown"])
    if event.type == "Battles":
        other = other or unknown
    return one or unknown, other


def interaction(one: Actor, other: Actor | None) -> str:
    """How the kinds of two actors are joined, the lower code first.

    >>> rebels, troops = Actor("a", "", "Rebel group"), Actor("b", "", "State forces")
    >>> interaction(rebels, troops), interaction(rebels, None)
    ('State forces-Rebel group', 'Rebel group only')
    """
    kinds: list[str] = rules()["inter"]["labels"]
    found = sorted((a.inter for a in (one, other) if a), key=kinds.index)
    if found == ["Civilians", "External/Other forces"]:
        found.reverse()  # ACLED writes this pair the other way round
    return "-".join(found) if len(found) == 2 else f"{found[0]} only"


def _side(parties: Sequence[Party], event: Event) -> Actor | None:
    if not parties:
        return None
    beside = (_name(party, event) for party in parties[1:])
    return Actor(
        _name(parties[0], event),
        "; ".join(dict.fromkeys(beside)),
        kind(parties[0], event.setting.state),
    )


def _name(party: Party, event: Event) -> str:
    """A party as ACLED calls it: a state by its forces, civilians by their country."""
    names: dict[str, str] = rules()["names"]
    state = state_named(party.name)
    if kind(party, event.setting.state) == "Civilians":
        of = state or event.setting.state
        return names["civilians"].format(country=of.acled)
    if state is None:
        return one_line(party.name)
    form = "police" if party.sector == "COP" else "state"
    deals = (*_OFFICES, None) if event.sub_type == "Agreement" else _OFFICES
    if event.type == "Strategic developments" and party.sector in deals:
        form = "government"
    return names[form].format(name=state.acled)


def kind(party: Party, where: State) -> str:
    """ACLED's kind of an actor; a state abroad is an external force.

    >>> from herodotus.exports.states import state_with
    >>> mali = state_with("MLI")
    >>> [kind(Party(name=name), mali) for name in ("Mali", "France", "JNIM")]
    ['State forces', 'External/Other forces', 'Rebel group']
    """
    known: dict[str, Any] = rules()["inter"]  # TOML holds values of many types
    state = state_named(party.name)
    if (
        party.sector in known["sectors"]
        and known["sectors"][party.sector] == "Civilians"
    ):
        return "Civilians"
    if state is not None:
        return str(known["state" if state == where else "foreign_state"])
    if is_de_facto(party.name):
        return str(known["de_facto"])
    group = armed_group(party.name)
    if group is not None:
        return str(known["groups"].get(group.kind, known["unknown"]))
    actor = resolve_actor(party.name)
    if actor is not None and actor.kind == "people":
        return str(known["groups"]["people"])
    return str(known["sectors"].get(party.sector, known["unknown"]))


def _is_force(party: Party, event: Event) -> bool:
    """Whether a party stands against a crowd: troops or police, and no crowd itself."""
    return kind(party, event.setting.state) not in ("Civilians", "Identity militia")


def _crowd(who: str, event: Event) -> Actor:
    return _named(who, event, who.capitalize())


def _named(who: str, event: Event, inter: str) -> Actor:
    form: str = rules()["names"][who]
    return Actor(form.format(country=event.setting.state.acled), "", inter)
