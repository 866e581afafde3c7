"""Institutions of states: which they are, and how their names are formed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

from herodotus.gazetteer.actors import Actor, Naming, countries
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.tables import toml


class Institution(NamedTuple):
    """An institution that every state has, before it is known whose it is."""

    actor: Actor
    form: str
    composed_only: bool


def with_state(institution: Actor, state: str) -> Actor:
    """An institution of no known state, as that of `state`.

    Others than bare institutions are given back as they are.

    >>> from herodotus.gazetteer.phrases import resolve_actor
    >>> with_state(resolve_actor("the defence ministry"), "Azerbaijan").name
    'Azerbaijan Ministry of Defence'
    """
    known = bare_institutions().get(institution.name)
    if known is None or institution.side is not None:
        return institution
    return composed(known, state)


def composed(institution: Institution, owner: str, *, words: str = "") -> Actor:
    """The institution of a state, people or group; `words` are those in the text.

    >>> composed(bare_institutions()["army"], "Burkina Faso").name
    'Burkina Faso army'
    """
    prefix = _prefixes().get(key(words)) or _prefixes().get(owner, owner)
    name = _own_names().get((owner, institution.actor.name))
    country = countries().get(owner)
    return replace(
        institution.actor,
        name=name or institution.form.replace("{state}", prefix),
        country=country.iso3 if country else None,
        side=owner,
    )


@cache
def bare_institutions() -> dict[str, Institution]:
    """The institutions that every state has, by their bare name."""
    found: dict[str, Institution] = {}
    for institution, _ in _entries():
        found.setdefault(institution.actor.name, institution)
    return found


@cache
def institution_namings() -> tuple[tuple[Naming, Institution], ...]:
    """Every way to write a bare institution."""
    return tuple(
        (naming, institution)
        for institution, namings in _entries()
        for naming in namings
    )


@cache
def modifiers() -> frozenset[str]:
    """Words that may stand between a state and its institution."""
    return frozenset(key(word) for word in toml("institutions.toml")["modifiers"])


@cache
def defying() -> frozenset[str]:
    """Words that take an institution away from the state ("separatist")."""
    return frozenset(key(word) for word in toml("institutions.toml")["defying"])


def is_anonymous(actor: Actor) -> bool:
    """Whether an institution is only a kind of source, whose state nobody has told.

    >>> from herodotus.gazetteer.phrases import resolve_actor
    >>> is_anonymous(resolve_actor("a security source"))
    True
    >>> is_anonymous(resolve_actor("an Iraqi security source"))
    False
    """
    names = toml("institutions.toml")["anonymous"]
    return actor.side is None and actor.name in names


@cache
def _own_names() -> dict[tuple[str, str], str]:
    """Institutions that a state calls by a name of their own."""
    return {
        (state, bare): name
        for state, names in toml("institutions.toml")["overrides"].items()
        for bare, name in names.items()
    }


@cache
def _prefixes() -> dict[str, str]:
    """What stands before an institution's name: by owner, or by territory."""
    data = toml("institutions.toml")
    return {**data["prefixes"], **data["territories"]}


@cache
def _entries() -> tuple[tuple[Institution, tuple[Naming, ...]], ...]:
    entries = []
    for entry in toml("institutions.toml")["institution"]:
        actor = Actor(
            entry["bare"], entry.get("kind", "institution"), status=entry.get("status")
        )
        institution = Institution(
            actor, entry["form"], entry.get("composed_only", False)
        )
        namings = [
            Naming(words, actor, "institution", "any")
            for words in entry.get("aliases", ())
        ]
        namings += [
            Naming(words, actor, "institution", "cased")
            for words in entry.get("capitalised", ())
        ]
        namings += [
            Naming(words, actor, "acronym", "exact")
            for words in entry.get("acronyms", ())
        ]
        entries.append((institution, tuple(namings)))
    return tuple(entries)
