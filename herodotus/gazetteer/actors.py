"""Actors: states, armed groups, institutions, agencies, organisations, peoples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from herodotus.gazetteer.folding import key
from herodotus.gazetteer.tables import listed, rows, toml

Kind = Literal[
    "state", "armed_group", "institution", "agency", "organisation", "people"
]
Form = Literal["name", "demonym", "capital", "alias", "institution", "acronym"]
Status = Literal["combatant", "civilian"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, suffers or speaks, under the name that all its mentions share.

    `side` is the belligerent it belongs to: for an institution of a state its state,
    for an armed group itself. `country` is ISO3, or `None` where there is not one.
    `status` is "combatant" for armed forces and armed groups.
    """

    name: str
    kind: Kind
    country: str | None = None
    side: str | None = None
    status: Status | None = None


class ActorMention(NamedTuple):
    """Words of a text that name an actor; offsets are code points."""

    start: int
    end: int
    actor: Actor
    form: Form


class Naming(NamedTuple):
    """One way to write an actor, as a data file gives it.

    `cased` names need a capital first letter in the text; acronyms ("exact") need
    the very letters; others match in any case.
    """

    words: str
    actor: Actor
    form: Form
    case: Literal["any", "cased", "exact"]
    countries: tuple[str, ...] = ()


class Country(NamedTuple):
    """A state or de facto state, with its point."""

    actor: Actor
    iso3: str
    iso2: str
    within: str
    status: str
    lat: float
    lon: float
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """All states and de facto states, by canonical name."""
    found = {}
    for row in rows("countries.tsv"):
        name, iso3 = row["name"], row["iso3"]
        found[name] = Country(
            Actor(name, "state", iso3, name),
            iso3,
            row["iso2"],
            row["within"],
            row["status"],
            float(row["lat"]),
            float(row["lon"]),
            listed(row["adjectives"]),
            listed(row["people"]),
            listed(row["capitals"]),
            listed(row["aliases"]),
        )
    return found


def namings() -> Iterator[Naming]:
    """Every known way to write every actor; institutions of no known state apart."""
    yield from _states()
    yield from _groups()
    yield from _peoples()
    yield from _named_institutions()
    yield from _agencies()


@cache
def state_of(name: str) -> Actor | None:
    """The state meant by its name, an adjective, its people or its capital.

    >>> state_of("Azeri").name, state_of("Kiev").name, state_of("Atlantis")
    ('Azerbaijan', 'Ukraine', None)
    """
    wanted = key(name)
    return _state_names().get(wanted) or _state_names().get(wanted.removeprefix("the "))


def by_state_names(words: str) -> str:
    """Words in which states stand under their names, not as adjectives.

    >>> by_state_names("Sri Lankan military officials")
    'Sri Lanka military officials'
    >>> by_state_names("the U.N. mission's head"), by_state_names("Kiev's mayor")
    ('the UN mission head', 'Kiev mayor')
    """
    for long, short in _SHORT_FORMS:
        words = words.replace(long, short)
    words = _POSSESSIVE.sub("", words)
    return _adjectives().sub(lambda match: _by_adjective()[match[0]], words)


_SHORT_FORMS = (("U.N.", "UN"), ("U.S.", "US"), ("U.K.", "UK"), ("defense", "defence"))
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?=\s|$)")


@cache
def _by_adjective() -> dict[str, str]:
    return {
        word: country.actor.name
        for country in countries().values()
        for word in (*country.adjectives, *country.people)
        if word[0].isupper()
    } | {naming.words: naming.words for naming in _peoples()}


@cache
def _adjectives() -> re.Pattern[str]:
    words = sorted(_by_adjective(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b(?!-)")


def is_de_facto(name: str) -> bool:
    """Whether a party has a territory but no recognised army.

    >>> is_de_facto("Nagorno-Karabakh"), is_de_facto("Armenia")
    (True, False)
    """
    return name in de_facto()


@cache
def de_facto() -> frozenset[str]:
    """Parties with a territory but no recognised army: their fighters are theirs."""
    return frozenset(
        country.actor.name
        for country in countries().values()
        if country.status == "de facto"
    )


@cache
def _state_names() -> dict[str, Actor]:
    names: dict[str, Actor] = {}
    for naming in _states():
        names.setdefault(key(naming.words), naming.actor)
    for actor in {naming.actor for naming in _states()}:
        if actor.country:
            names.setdefault(actor.country.lower(), actor)
    return names


def _states() -> Iterator[Naming]:
    for country in countries().values():
        actor = country.actor
        places = (country.iso3,)
        for words in (actor.name, *country.aliases):
            short = words.replace(".", "").isupper() and len(words) < 8
            form: Form = "acronym" if short else "name"
            yield Naming(words, actor, form, _case(words), places)
        for words in (*country.adjectives, *country.people):
            yield Naming(words, actor, "demonym", _case(words), places)
        for words in country.capitals:
            yield Naming(words, actor, "capital", "cased", places)


def _groups() -> Iterator[Naming]:
    for row in rows("armed_groups.tsv"):
        places = tuple(row["countries"].split())
        name = row["name"]
        country = places[0] if len(places) == 1 else None
        actor = Actor(
            name, "armed_group", country, _GROUP_SIDES.get(name, name), "combatant"
        )
        if "(" not in name:
            yield Naming(name, actor, "name", _case(name), places)
        for words in listed(row["aliases"]):
            yield Naming(words, actor, "alias", _case(words), places)
        for words in listed(row["acronyms"]):
            yield Naming(words, actor, "acronym", "exact", places)


#: Groups whose people are counted under a wider side (gold conventions, victim_side).
_GROUP_SIDES = {
    "Palestinian militants": "Palestinians",
    "Israeli settlers": "Israel",
}


def _peoples() -> Iterator[Naming]:
    for row in rows("peoples.tsv"):
        places = tuple(row["countries"].split())
        country = places[0] if len(places) == 1 else None
        actor = Actor(row["name"], "people", country, row["name"])
        for words in listed(row["forms"]):
            yield Naming(words, actor, "demonym", _case(words), places)


def _named_institutions() -> Iterator[Naming]:
    data = toml("institutions.toml")
    for entry in data["named"]:
        state = countries()[entry["state"]].actor
        actor = Actor(
            entry["name"],
            entry.get("kind", "institution"),
            state.country,
            state.name,
            entry.get("status"),
        )
        yield from _entry(entry, actor, "institution")
    for entry in data["organisation"]:
        kind = entry.get("kind", "organisation")
        side = entry["name"] if entry.get("status") else None
        actor = Actor(
            entry["name"], kind, entry.get("country"), side, entry.get("status")
        )
        yield from _entry(entry, actor, "name")
        yield Naming(actor.name, actor, "name", _case(actor.name))


def _entry(entry: dict[str, Any], actor: Actor, form: Form) -> Iterator[Naming]:
    places = (actor.country,) if actor.country else tuple(entry.get("countries", ()))
    for words in entry.get("aliases", ()):
        yield Naming(words, actor, form, "any", places)
    for words in entry.get("capitalised", ()):
        yield Naming(words, actor, form, "cased", places)
    for words in entry.get("acronyms", ()):
        yield Naming(words, actor, "acronym", "exact", places)


def _agencies() -> Iterator[Naming]:
    data = toml("news_agencies.toml")
    for name, country, aliases, acronyms in data["agencies"]:
        actor = Actor(name, "agency", country or None)
        places = (country,) if country else ()
        if name not in acronyms:
            yield Naming(name, actor, "name", _case(name), places)
        for words in aliases:
            yield Naming(words, actor, "alias", _case(words), places)
        for words in acronyms:
            yield Naming(words, actor, "acronym", "exact", places)
    for words in data["words"]:
        yield Naming(words, Actor(words, "agency"), "alias", "any")


def _case(words: str) -> Literal["any", "cased", "exact"]:
    letters = "".join(char for char in words if char.isalpha())
    if letters.isupper() and len(letters) <= 8:
        return "exact"
    return "any" if words[0].islower() else "cased"
