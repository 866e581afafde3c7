"""Sectors: what kind of actor a name or a noun is, in PLOVER's terms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from herodotus.gazetteer.actors import Actor, countries
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.tables import rows, toml


class Group(NamedTuple):
    """An armed group: what it is, and the countries (ISO3) where it is active."""

    kind: str
    countries: tuple[str, ...]


def noun_sector(lemma: str, *, modifiers: tuple[str, ...] = ()) -> str | None:
    """The sector of a noun for people, after the words before it.

    >>> noun_sector("soldier"), noun_sector("leader", modifiers=("opposition",))
    ('MIL', 'OPP')
    >>> noun_sector("explosion") is None
    True
    """
    own = _nouns().get(lemma) or _nouns().get(_singular(lemma))
    if own is None or (lemma not in _open() and _singular(lemma) not in _open()):
        return own
    for word in reversed(modifiers):
        sector = _modifiers().get(word)
        if sector is not None and (sector, own) not in _WEAKER:
            return sector
    return own


def _singular(lemma: str) -> str:
    """A plural that the lemmatiser took for a name: "Rebels", "Gunmen"."""
    if lemma.endswith("men"):
        return f"{lemma[:-3]}man"
    return lemma.removesuffix("s")


def actor_sector(actor: Actor) -> str | None:
    """The sector of a named actor; None for a state, a people or a plain name.

    >>> from herodotus.gazetteer.phrases import resolve_actor
    >>> [actor_sector(resolve_actor(n)) for n in ("Iraqi police", "LTTE", "Kenya")]
    ['COP', 'REB', None]
    """
    if actor.kind == "armed_group":
        group = armed_group(actor.name)
        return _group_sectors().get(group.kind, "REB") if group else "REB"
    if actor.kind == "agency":
        return "JRN"
    if actor.kind == "institution":
        found = _by_words(actor.name, "institution")
        return found or ("MIL" if actor.status == "combatant" else "GOV")
    if actor.kind == "organisation":
        if actor.status == "combatant":
            return "MIL"
        return "MED" if "Red C" in actor.name else None
    return None


def body_sector(name: str) -> str | None:
    """The sector that the name of an unknown body tells.

    >>> body_sector("Liberal Democratic Party"), body_sector("Makerere University")
    ('PTY', 'EDU')
    """
    return _by_words(name, "unknown")


def actor_country(actor: Actor, *, near: tuple[str, ...] = ()) -> str | None:
    """The country code of an actor: ISO3, or IGO and NGO in the place of one.

    A party on the ground of a recognised state has that state's code, a group the code
    of the country it comes from. A people of several countries has the first of them,
    unless only others are in `near`.

    >>> from herodotus.gazetteer.phrases import resolve_actor
    >>> [actor_country(resolve_actor(n)) for n in ("NATO", "Nagorno-Karabakh")]
    ['IGO', 'AZE']
    >>> actor_country(resolve_actor("Kurds"), near=("SYR", "USA"))
    'SYR'
    """
    if actor.country is not None:
        return recognised(actor.country)
    group = armed_group(actor.side or actor.name) or armed_group(actor.name)
    if group is not None:
        return recognised(group.countries[0])
    homes = _peoples().get(actor.side or actor.name, ())
    if homes:
        main = homes[0] if homes[0] in near else None
        return recognised(main or next((c for c in near if c in homes), homes[0]))
    if actor.name in _igo():
        return "IGO"
    return "NGO" if actor.kind == "organisation" else None


@cache
def recognised(code: str) -> str:
    """The code of the state in whose recognised territory a party lies.

    Kosovo keeps the code that event data uses for it.

    >>> recognised("XSL"), recognised("XKX"), recognised("FRA")
    ('SOM', 'XKX', 'FRA')
    """
    if not code.startswith("X") or code == "XKX":
        return code
    for country in countries().values():
        if country.iso3 == code:
            return country.within or code
    return code


def armed_group(name: str) -> Group | None:
    """A known armed group by its canonical name.

    >>> armed_group("FARC").countries
    ('COL',)
    """
    return _groups().get(name)


def is_wielded(lemma: str) -> bool:
    """Whether a noun is an arm or a deed that stands for who wields it.

    >>> is_wielded("helicopter"), is_wielded("teacher")
    (True, False)
    """
    return lemma in _wielded()


#: "Army families" are no army; "security guards" and "military officials" are.
_WEAKER = {("MIL", "CVL"), ("MIL", "MED"), ("MIL", "LAB"), ("COP", "CVL")}


@cache
def _open() -> frozenset[str]:
    return frozenset(toml("sectors.toml")["open"]["nouns"])


@cache
def _nouns() -> dict[str, str]:
    return _by_sector("nouns")


@cache
def _modifiers() -> dict[str, str]:
    return _by_sector("modifiers")


@cache
def _wielded() -> frozenset[str]:
    return frozenset(toml("sectors.toml")["wielded"]["nouns"])


@cache
def _igo() -> frozenset[str]:
    return frozenset(toml("sectors.toml")["igo"]["names"])


@cache
def _group_sectors() -> dict[str, str]:
    found: dict[str, str] = toml("sectors.toml")["groups"]
    return found


@cache
def _groups() -> dict[str, Group]:
    return {
        row["name"]: Group(row["kind"], tuple(row["countries"].split()))
        for row in rows("armed_groups.tsv")
    }


@cache
def _peoples() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row["countries"].split()) for row in rows("peoples.tsv")}


def _by_sector(name: str) -> dict[str, str]:
    return {
        word: sector
        for sector, words in toml("sectors.toml")[name].items()
        for word in words
    }


@cache
def _by_words(name: str, table: str) -> str | None:
    """The first sector one of whose words stands in a name."""
    spoken = f" {key(name).replace(chr(39) + 's', '')} "
    for entry in toml("sectors.toml")[table]:
        if any(f" {key(word)} " in spoken for word in entry["words"]):
            return str(entry["sector"])
    return None
