"""Which known wars a user means by some words: a name, a place, or both sides."""

from __future__ import annotations

from difflib import get_close_matches

from herodotus.errors import UnknownConflict
from herodotus.gazetteer import (
    Conflict,
    canonical_place,
    known_conflicts,
    resolve_actor,
)
from herodotus.gazetteer.folding import key

#: Words that say nothing of which war is meant.
_EMPTY = {"a", "the", "of", "in", "and", "between", "vs", "v", "versus"}
_EMPTY |= {"war", "wars", "conflict", "conflicts", "fighting"}


def conflicts_named(words: str) -> tuple[str, ...]:
    """The known conflicts that a user means by some words, in the data file's order.

    An exact name is that conflict alone. Otherwise a conflict is meant where its name
    holds all the words, where it is fought in the place that they name, or where they
    name both its sides.

    >>> conflicts_named("gaza war")
    ('Gaza war',)
    >>> "First Nagorno-Karabakh war" in conflicts_named("Karabakh")
    True
    >>> conflicts_named("Eritrea and Ethiopia")[0]
    'Eritrea-Ethiopia war'

    Raises:
        UnknownConflict: where no conflict is meant, with the names nearest to it.
    """
    wanted = key(words)
    known = known_conflicts()
    exact = tuple(c.name for c in known if key(c.name) == wanted)
    if exact:
        return exact
    tokens = set(_tokens(wanted)) - _EMPTY
    for asked in dict.fromkeys((wanted, key(_plain(words)))):
        found = tuple(c.name for c in known if _means(c, asked, tokens))
        if found:
            return found
    near = _nearest(wanted)
    hint = f"; did you mean {' or '.join(near)}?" if near else "."
    raise UnknownConflict(
        f"no known conflict is called {words!r}{hint} Ask by a name, a place or both"
        " sides; all are listed in herodotus/data/conflicts.tsv",
        words=words,
        near=near,
    )


def _tokens(plain: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in plain).split()


def _plain(words: str) -> str:
    """The canonical name behind words, as of a people: "Ukrainian" is Ukraine."""
    actor = resolve_actor(words)
    return (actor.side or actor.name) if actor else canonical_place(words)


def _means(conflict: Conflict, asked: str, tokens: set[str]) -> bool:
    named = set(_tokens(key(conflict.name)))
    if (tokens and tokens <= named) or (set(_tokens(asked)) - _EMPTY or {""}) <= named:
        return True
    if asked in {key(place) for place in (conflict.place, *conflict.places)}:
        return True
    return all(
        any(set(_tokens(key(party))) <= tokens for party in side)
        for side in (conflict.a, conflict.b)
    )


def _nearest(wanted: str) -> tuple[str, ...]:
    """The names of conflicts that look most like some words, or whose places do."""
    names: dict[str, str] = {}
    for conflict in known_conflicts():
        for name in (conflict.name, conflict.place):
            names.setdefault(key(name), conflict.name)
            for token in _tokens(key(name)):
                if len(token) > 3 and token not in _EMPTY:
                    names.setdefault(token, conflict.name)
    close = get_close_matches(wanted, names, n=5, cutoff=0.7)
    return tuple(dict.fromkeys(names[name] for name in close))[:3]
