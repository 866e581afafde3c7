"""The words of control, read once from `data/control.toml`: verbs, nouns, ground."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from herodotus.model import Action
from herodotus.reading.terms import table

ACTIONS: tuple[Action, ...] = get_args(Action)
#: Actions whose object is ground.
TAKING: frozenset[Action] = frozenset({"captured", "recaptured", "lost"})


@dataclass(frozen=True)
class Control:
    """Which word tells which action, and what kinds of ground there are."""

    verbs: dict[str, Action]
    particles: dict[str, dict[str, Action]]
    nouns: dict[str, Action]
    control_of: dict[str, Action]
    drives_out: dict[str, str]
    falls: frozenset[str]
    falls_into: frozenset[str]
    holds: frozenset[str]
    held_in: frozenset[str]
    held_cases: frozenset[str]
    having: frozenset[str]
    remaining: frozenset[str]
    unchanged: frozenset[str]
    raided: frozenset[str]
    buildings: frozenset[str]
    settlements: frozenset[str]
    ground: frozenset[str]
    name_words: frozenset[str]
    sure: frozenset[str]
    weak: frozenset[str]
    not_ground: frozenset[str]
    assaults: frozenset[str]
    attempts: frozenset[str]
    attackers: frozenset[str]
    reporting: frozenset[str]
    going_on: frozenset[str]
    gains: frozenset[str]
    toward: frozenset[str]
    leaving_direct: frozenset[str]
    leaving_cases: frozenset[str]
    never_objects: frozenset[str]
    never_agents: frozenset[str]
    triggers: frozenset[str]


@cache
def control() -> Control:
    """The tables of `data/control.toml`."""
    data: dict[str, Any] = table("control.toml")
    verbs: dict[str, Action] = {}
    particles: dict[str, dict[str, Action]] = {}
    nouns: dict[str, Action] = {}
    control_of: dict[str, Action] = {}
    for action in ACTIONS:
        for entry in data[action]["verbs"]:
            verb, *beside = entry.split()
            if beside:
                particles.setdefault(verb, {})[beside[-1]] = action
            else:
                verbs[verb] = action
        nouns.update(dict.fromkeys(data[action]["nouns"], action))
        control_of.update(dict.fromkeys(data["control_of"].get(action, ()), action))
    ground = data["ground"]
    falls = data["falls"]["verbs"]
    drives_out: dict[str, str] = {}
    for entry in data["drives_out"]["verbs"]:
        verb, _, beside = entry.partition(" ")
        drives_out[verb] = beside
    return Control(
        verbs=verbs,
        particles=particles,
        nouns=nouns,
        control_of=control_of,
        drives_out=drives_out,
        falls=frozenset(falls),
        falls_into=frozenset(data["falls"]["into"]),
        holds=frozenset(data["held"]["verbs"]),
        held_in=frozenset(data["held"]["into"]),
        held_cases=frozenset(data["held"]["cases"]),
        having=frozenset(data["held"]["having"]),
        remaining=frozenset(data["held"]["remaining"]),
        unchanged=frozenset(data["held"]["unchanged"]),
        raided=frozenset(data["raided"]["sites"]),
        buildings=frozenset(ground["buildings"]),
        settlements=frozenset(ground["settlements"]),
        ground=frozenset(ground["settlements"]) | frozenset(ground["sites"]),
        name_words=frozenset(ground["name_words"]),
        sure=frozenset(ground["sure"]),
        weak=frozenset(ground["weak"]),
        not_ground=frozenset(ground["not_ground"]),
        assaults=frozenset(data["assaults"]["nouns"]),
        attempts=frozenset(data["assaults"]["attempts"]),
        attackers=frozenset(data["assaults"]["attackers"]),
        reporting=frozenset(data["advances"]["reporting"]),
        going_on=frozenset(data["advances"]["going_on"]),
        gains=frozenset(data["advances"]["gains"]),
        toward=frozenset(data["advances"]["toward"]),
        leaving_direct=frozenset(data["leaving"]["direct"]),
        leaving_cases=frozenset(data["leaving"]["cases"]),
        never_objects=frozenset(data["not_control"]["objects"]),
        never_agents=frozenset(data["not_control"]["agents"]),
        triggers=frozenset(
            {
                *verbs,
                *particles,
                *nouns,
                *control_of,
                *falls,
                *drives_out,
                *data["held"]["verbs"],
                *data["held"]["into"],
                "fall",
            }
        ),
    )
