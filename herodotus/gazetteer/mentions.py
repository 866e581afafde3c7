"""Finding actors in a text: longest names first, with the traps of news text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from herodotus.gazetteer.actors import Actor, ActorMention, de_facto
from herodotus.gazetteer.folding import fold, key
from herodotus.gazetteer.institutions import (
    Institution,
    composed,
    defying,
    modifiers,
)
from herodotus.gazetteer.lexicon import Entry, lexicon
from herodotus.gazetteer.tables import toml


def find_actors(text: str, *, near: Iterable[str] = ()) -> tuple[ActorMention, ...]:
    """The actors that a text names, in text order, none overlapping another.

    A state beside its institution is one mention, that of the institution; an
    institution alone has no country (`with_state` gives it one). A name that two
    groups share is that of the one whose countries the text names, or `near` (ISO3);
    with neither it names nobody.

    >>> [m.actor.name for m in find_actors("Azerbaijan's defence ministry said")]
    ['Azerbaijan Ministry of Defence']
    """
    folded = fold(text)
    found = _decide(_longest(_candidates(folded)), near)
    found = _join_institutions(folded, found)
    return tuple(
        ActorMention(hit.start, hit.end, hit.actor, hit.entry.form)
        if not hit.composed
        else ActorMention(hit.start, hit.end, hit.actor, "institution")
        for hit in found
        if not (hit.institution and hit.institution.composed_only and not hit.composed)
    )


class _Hit(NamedTuple):
    start: int
    end: int
    entry: Entry
    composed: Actor | None = None

    @property
    def institution(self) -> Institution | None:
        return self.entry.institution

    @property
    def actor(self) -> Actor:
        return self.composed or self.entry.choices[0][0]


def _candidates(folded: str) -> Iterator[_Hit]:
    """Every name that stands in the text as words of its own, by the case rules."""
    names = lexicon()
    spaced = folded.replace("-", " ")
    size = len(folded)
    for index, start, end in names.loose.find_matches_as_indexes(
        spaced.lower(), overlapping=True
    ):
        if (end < size and folded[end].isalnum()) or (
            start and folded[start - 1].isalnum()
        ):
            continue
        entry = names.loose_entries[index]
        if entry.cased and not _capital(folded, start):
            continue
        if entry.choices and _trapped(folded, start, end, entry):
            continue
        yield _Hit(start, end, entry)
    for index, start, end in names.exact.find_matches_as_indexes(
        spaced, overlapping=True
    ):
        if (end < size and folded[end].isalnum()) or (
            start and folded[start - 1].isalnum()
        ):
            continue
        if spaced[start:end] in names.ambiguous and _shouted(folded, start, end):
            continue
        entry = names.exact_entries[index]
        if not _trapped(folded, start, end, entry):
            yield _Hit(start, end, entry)


def _capital(folded: str, start: int) -> bool:
    return folded[start].isupper() or folded[start].isdigit()


def _shouted(folded: str, start: int, end: int) -> bool:
    """Whether an ambiguous acronym stands in a line all in capitals ("THE US" may)."""
    if folded[max(0, start - 4) : end] == "THE US":
        return False
    line = folded[folded.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    around = folded[max(0, start - 60) : start] + folded[end : end + 60]
    return line.upper() == line or not any(char.islower() for char in around)


def _longest(hits: Iterator[_Hit]) -> list[_Hit]:
    """Of overlapping names the one that begins first, of those the longest."""
    chosen: list[_Hit] = []
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            chosen.append(hit)
            end = hit.end
    return [hit for hit in chosen if hit.entry.choices]


# --- names that two actors share ---------------------------------------------------


def _decide(hits: list[_Hit], near: Iterable[str]) -> list[_Hit]:
    """Give each name that two actors share to the one whose countries are named."""
    if all(len(hit.entry.choices) == 1 for hit in hits):
        return hits
    named: Counter[str] = Counter(near)
    for hit in hits:
        if hit.actor.country and len(hit.entry.choices) == 1:
            named[hit.actor.country] += 1
    decided = (
        hit if len(hit.entry.choices) == 1 else _choose(hit, named) for hit in hits
    )
    return [hit for hit in decided if hit is not None]


def _choose(hit: _Hit, named: Counter[str]) -> _Hit | None:
    def evidence(choice: tuple[Actor, tuple[str, ...]]) -> int:
        return sum(named[country] for country in choice[1])

    best = max(hit.entry.choices, key=evidence)
    if not evidence(best) and best[0].kind != "state":
        return None
    return hit._replace(entry=hit.entry._replace(choices=(best,)))


# --- traps -------------------------------------------------------------------------


class _Traps(NamedTuple):
    given_names: frozenset[str]
    not_surnames: frozenset[str]
    surnames: frozenset[str]
    before_surnames: frozenset[str]
    us_states: tuple[str, ...]
    before_us_georgia: tuple[str, ...]
    qualifiers: frozenset[str]
    prefixes: frozenset[str]
    spaced_prefixes: tuple[str, ...]


@cache
def _traps() -> _Traps:
    data = toml("traps.toml")
    return _Traps(
        frozenset(data["given_names"]),
        frozenset(data["not_surnames"]),
        frozenset(data["surnames"]),
        frozenset(data["before_surnames"]),
        tuple(f", {name}" for name in data["us_states"]),
        tuple(data["before_us_georgia"]),
        frozenset(data["qualifiers"]),
        frozenset(data["prefixes"]),
        tuple(f"{word} " for word in data["spaced_prefixes"]),
    )


_NEXT = re.compile(r"[ ]([A-Z][A-Za-z']+)")
_LAST = re.compile(r"([A-Za-z]+)[ ]$")
_WORD = re.compile(r"[A-Za-z]+")


def _trapped(folded: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the words, though a name, do not name the actor here."""
    traps = _traps()
    after = folded[end : end + 1]
    if after == "-" and _qualifies(folded, end + 1, traps):
        return True
    if start and folded[start - 1] == "-":
        words = re.findall(r"[A-Za-z]+", folded[max(0, start - 12) : start])
        if words and words[-1].lower() in traps.prefixes:
            return True
    if entry.form not in ("name", "capital", "demonym", "alias", "acronym"):
        return False
    before = folded[max(0, start - 16) : start]
    actor = entry.choices[0][0]
    if actor.kind != "state" and actor.kind != "armed_group":
        return False
    if entry.form == "demonym":
        return before.lower().endswith(traps.spaced_prefixes)
    word = folded[start:end]
    if word in traps.given_names:
        follows = _NEXT.match(folded, end)
        if follows and not follows[1].isupper() and _surname(follows[1], traps):
            return True
    if word in traps.surnames:
        last = _LAST.search(before)
        if last and last[1] in traps.before_surnames:
            return True
    if after == "," and actor.kind == "state":
        tail = folded[end : end + 18]
        if tail.startswith(traps.us_states) and entry.form == "capital":
            return True
    return word == "Georgia" and before.rstrip(", ").endswith(traps.before_us_georgia)


def _surname(word: str, traps: _Traps) -> bool:
    return word not in traps.not_surnames and word.removesuffix("'s") not in (
        traps.not_surnames
    )


def _qualifies(folded: str, start: int, traps: _Traps) -> bool:
    word = _WORD.match(folded, start)
    if word is None:
        return False
    return folded[start].islower() or word[0].lower() in traps.qualifiers


# --- institutions beside their state -----------------------------------------------

_POSSESSIVE = re.compile(r"(?:'s|')?(?: |$)")
_OF = re.compile(r" (?:of|in|at|from) (?:the )?(?:republic of )?", re.IGNORECASE)
#: Institutions that add nothing to the one they stand beside ("army officials").
_TAILS = frozenset(
    ["officials", "authorities", "security sources", "forces", "medics", "government"]
)


def _join_institutions(folded: str, hits: list[_Hit]) -> list[_Hit]:
    """Merge "Azerbaijan's … defence ministry" and "police in Baku" into one."""
    joined: list[_Hit] = []
    for found in hits:
        hit = _defiant(folded, found)
        last = joined[-1] if joined else None
        merged = _merge(folded, last, hit) if last else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(hit)
    return joined


def _merge(folded: str, left: _Hit, right: _Hit) -> _Hit | None:
    between = folded[left.end : right.start]
    if len(between) > 40 or "\n" in between:
        return None
    if right.composed and right.composed.side is None and _owns(left):
        return _unrecognised(folded, left, right, between)
    if right.institution and not right.composed:
        if left.composed:
            return _second_institution(left, right, between)
        if _owns(left) and _only_modifiers(between):
            return _with_owner(folded, left, right, left)
    of = _OF.fullmatch(between)
    if left.institution and not left.composed and of:
        return _institution_of(folded, left, right, preposition=between.split()[0])
    return None


def _defiant(folded: str, hit: _Hit) -> _Hit:
    """ "Separatist officials": an institution that answers to no state."""
    if not hit.institution or hit.institution.composed_only:
        return hit
    word = _BEFORE.search(folded, max(0, hit.start - 24), hit.start)
    if word is None or key(word[0]) not in defying():
        return hit
    start = word.start()
    own = word[0].strip()
    if not own.startswith(("Russia", "Moscow", "Kremlin")):
        own = own[0].lower() + own[1:]
    made = replace(hit.actor, name=f"{own} {hit.actor.name}")
    return _Hit(start, hit.end, hit.entry, made)


_BEFORE = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*'? $")


def _owns(hit: _Hit) -> bool:
    return not hit.institution and hit.actor.kind in ("state", "people", "armed_group")


def _only_modifiers(between: str) -> bool:
    """Whether only a possessive and adjectives part a state and its institution."""
    if between in (" ", "'s ", "' "):
        return True
    head = _POSSESSIVE.match(between)
    words = between[head.end() :].lower().replace("-", " ").strip() if head else None
    if not words or not head or not between.endswith((" ", "-")):
        return False
    known = modifiers()
    parts = words.split()
    while parts:
        for size in (3, 2, 1):
            if " ".join(parts[:size]) in known:
                parts = parts[size:]
                break
        else:
            return False
    return True


def _with_owner(
    folded: str, owner: _Hit, institution: _Hit, first: _Hit
) -> _Hit | None:
    assert institution.institution is not None
    start = min(first.start, institution.start)
    end = max(owner.end, institution.end)
    actor = owner.actor
    if actor.kind == "armed_group" and institution.institution.composed_only:
        return _Hit(start, end, owner.entry)
    words = folded[owner.start : owner.end]
    made = composed(institution.institution, actor.name, words=words)
    if actor.kind == "people":
        made = replace(made, name=made.name.replace(actor.name, words, 1))
    if actor.kind == "armed_group" and actor.side:
        made = Actor(made.name, made.kind, actor.country, actor.side, made.status)
    return _Hit(start, end, institution.entry, made)


def _unrecognised(folded: str, left: _Hit, right: _Hit, between: str) -> _Hit | None:
    """ "Karabakh's separatist army": of a state that is one only in fact."""
    if left.actor.name not in de_facto() or between not in (" ", "'s ", "' "):
        return None
    return _with_owner(folded, left, right, left)


def _second_institution(left: _Hit, right: _Hit, between: str) -> _Hit | None:
    """ "Ukrainian army officials": one institution; of two the more telling."""
    if between != " " or right.institution is None or left.composed is None:
        return None
    if right.actor.name in _TAILS or left.composed.side is None:
        return left._replace(end=right.end)
    made = composed(right.institution, left.composed.side)
    return _Hit(left.start, right.end, right.entry, made)


def _institution_of(
    folded: str, left: _Hit, right: _Hit, *, preposition: str
) -> _Hit | None:
    """ "the defence ministry of Azerbaijan", "police in Kabul"."""
    assert left.institution is not None
    if right.composed:
        if left.actor.name in _TAILS and preposition != "in":
            return right._replace(start=left.start)
        return None
    fights = left.actor.status == "combatant" and left.actor.name != "police"
    if preposition != "of" and (fights or left.institution.composed_only):
        return None
    if preposition == "at" or left.actor.name == "embassy":
        return None
    if right.actor.kind != "state" or right.entry.form == "demonym":
        return None
    return _with_owner(folded, right, left, left)
