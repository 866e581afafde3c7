"""Where place names stand in a report.

The model marks names as those of places, organisations and people; the gazetteer mends
what it gets wrong. "CHARLESTON, W.Va." is two places. An organisation that is named
like a place, or a person "in" a place, is that place. The place in the name of a
department, a school or a hospital is a place name too, but only a part of another
(`inner`): where a thing happened is not told by it. Demonyms are no place names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from herodotus.gazetteer import (
    ActorMention,
    division_abbreviated,
    is_country,
    is_demonym,
    places_named,
)
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.tables import toml
from herodotus.language import Analysis
from herodotus.language.analysis import Name


class Located(NamedTuple):
    """A place name as it stands; `inner` where it is a part of another name."""

    start: int
    end: int
    name: str
    inner: bool = False


def locate(analysis: Analysis, actors: Sequence[ActorMention]) -> list[Located]:
    """The place names of an analysed report, in text order."""
    text = analysis.text
    parties = {
        (mention.start, mention.end)
        for mention in actors
        if mention.actor.kind not in {"state", "people"} or mention.form == "demonym"
    }
    words = _words()
    whole: list[Located] = []
    for name in analysis.names:
        if name.label == "location" and (name.start, name.end) not in parties:
            whole.extend(_parts(text, name))
    told = {key(one.name) for one in whole if places_named(one.name)} - words.bare
    told -= _people(analysis) - {key(one.name) for one in whole if _spatial(text, one)}
    found = list(whole)
    for name in analysis.names:
        if (name.start, name.end) in parties:
            found.extend(_inside(text, name.start, name.end, told))
        elif name.label != "location":
            found.extend(_renamed(text, name, told))
    for one in whole:
        if not places_named(one.name):
            found.extend(_inside(text, one.start, one.end, told))
    found.extend(_overlooked(analysis, found, told))
    return sorted(one for one in set(found) if not is_demonym(one.name))


class _Words(NamedTuple):
    """The word lists of toponyms.toml."""

    bare: frozenset[str]
    roads: frozenset[str]
    kinds: frozenset[str]
    parts: re.Pattern[str]


@cache
def _words() -> _Words:
    lists = toml("toponyms.toml")
    parts = "|".join(sorted(lists["parts"], key=len, reverse=True))
    return _Words(
        frozenset(lists["bare"]),
        frozenset(lists["roads"]),
        frozenset(lists["kinds"]),
        re.compile(rf"(?:(?:{parts}|the) )+(?=[A-Z])"),
    )


_COMMA = re.compile(r", |,$| \(|/| - ")
_PARTY = re.compile(r"(?:[DRI]|DFL|Rep|Dem)-(?=[A-Z])")
_HELD = re.compile(r"\b[A-Z]\w+-(?:administered|controlled|held|occupied|ruled) $")
_JOINED = re.compile(r" (?:and|of) [A-Z][\w'’-]+")
_WORD = re.compile(r"[^\W_](?:[\w'’.&-]*\w)?\.?|&")
_PREPOSITION = re.compile(r"\b(?:in|at|near|from|of|outside|to|around|across) $")
_SMALL_WORDS = frozenset(
    ["of", "the", "de", "la", "el", "al", "du", "des", "los", "las", "and"]
)


def _people(analysis: Analysis) -> set[str]:
    """The words of people's names: "Lincoln" after Blanche Lincoln is no town."""
    found = set()
    for name in analysis.names:
        if name.label == "person":
            words = key(analysis.text[name.start : name.end]).split()
            if len(words) > 1:
                found.update(words)
    return found


def _spatial(text: str, one: Located | Name) -> bool:
    return bool(_PREPOSITION.search(text, max(0, one.start - 10), one.start))


def _parts(text: str, name: Name) -> Iterator[Located]:
    """The places of one name: "CHARLESTON, W.Va." holds two; no direction, no comma."""
    start = name.start
    held = _HELD.search(text, max(0, start - 40), start)
    if held and places_named(text[held.start() : name.end], whole=True):
        start = held.start()  # "Pakistan-administered Kashmir" is one place
    stop = name.end
    if text.endswith(" and", start, stop):
        stop -= len(" and")
    stop = _extended(text, start, stop)
    for cut in (*_COMMA.finditer(text, start, stop), None):
        end = cut.start() if cut else stop
        yield from _part(text, start, end)
        start = cut.end() if cut else end


def _part(text: str, start: int, end: int) -> Iterator[Located]:
    words = text[start:end].rstrip(" ,;:-")
    party = _PARTY.match(words)
    before = party or _words().parts.match(words)
    begin = start + before.end() if before else start
    bare = words[begin - start :]
    first, _, last = bare.rpartition(" ")
    if last in _words().kinds and places_named(first):
        bare = first
    if bare and key(bare) not in _words().bare:
        name = words.removeprefix("the ") if not party else bare
        yield Located(begin, begin + len(bare), name)


def _extended(text: str, start: int, end: int) -> int:
    """Where a name ends, should the next words or the full stop belong to it."""
    if text[end : end + 1] == "." and division_abbreviated(text[start : end + 1]):
        return end + 1
    words = [w.end() for w in _WORD.finditer(text, end, end + 30)][:2]
    for stop in reversed(words):
        more = text[end:stop]
        if "." in more or not re.fullmatch(r"(?: [A-Z][\w'’-]+)+", more):
            continue
        if places_named(text[start:stop], whole=True):
            return stop
    joined = _JOINED.match(text, end)
    if joined and places_named(text[start : joined.end()], whole=True):
        return joined.end()  # "Line of Control", "Jammu and Kashmir"
    return end


def _renamed(text: str, name: Name, told: set[str]) -> Iterator[Located]:
    """The places in a name that is marked as that of somebody else."""
    words = text[name.start : name.end]
    party = _PARTY.match(words)
    if party:  # "Smith, D-Charleston": a lawmaker and where from
        start = name.start + party.end()
        yield Located(start, name.end, text[start : name.end])
        return
    spatial = _spatial(text, name)
    if name.label == "person" and not spatial and key(words) not in told:
        return
    if _is_place(words, told, town=0 if spatial and name.label != "norp" else _LARGE):
        yield Located(name.start, name.end, words, not spatial)
    elif name.label in {"organization", "norp"}:
        yield from _inside(text, name.start, name.end, told)


def _inside(text: str, start: int, end: int, told: set[str]) -> Iterator[Located]:
    """The places that a longer name begins with, or has after "of" or at its end."""
    words = [(w.start(), w.end()) for w in _WORD.finditer(text, start, end)]
    if len(words) < 2 or key(text[slice(*words[-1])]).rstrip(".") in _words().roads:
        return
    at = 0
    while at < len(words):
        before = text[slice(*words[at - 1])] if at else "of"
        if before in {"of", "in", "the", "for", "at", ","} or at == len(words) - 1:
            for last in range(min(len(words), at + 4), at, -1):
                begin, stop = words[at][0], words[last - 1][1]
                name = text[begin:stop]
                if (begin, stop) == (start, end) or not name[0].isupper():
                    continue
                if _is_place(name, told):
                    yield Located(begin, stop, name, True)
                    at = last - 1
                    break
        at += 1


#: A town of so many people is a place name wherever it stands.
_LARGE = 50_000


def _is_place(words: str, told: set[str], *, town: int = _LARGE) -> bool:
    """Whether words name a place that is large, or that the report names anyway."""
    plain = key(words)
    if plain in told:
        return True
    if plain in _words().bare or plain in _SMALL_WORDS or is_demonym(words):
        return False
    if is_country(words) or (division_abbreviated(words) and "." in words):
        return True
    for place in places_named(words, whole=True)[:6]:
        if plain.endswith((" county", " parish")):
            return True
        if key(place.name) != plain and place.geonameid is not None:
            continue
        if place.precision >= 4 and (place.population > 400_000 or " " in plain):
            return True
        if place.precision <= 2 and place.population >= town:
            return True
    return False


def _overlooked(
    analysis: Analysis, found: Sequence[Located], told: set[str]
) -> Iterator[Located]:
    """States and provinces, and places named elsewhere, that bear no mark at all."""
    text = analysis.text
    marked = sorted(
        [(name.start, name.end) for name in analysis.names]
        + [(one.start, one.end) for one in found]
    )
    starts = [start for start, _ in marked]
    for sentence in analysis.sentences:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.upos != "PROPN" or not token.text[:1].isupper():
                at += 1
                continue
            last = at + 1
            while (
                last < len(tokens)
                and last < at + 4
                and (tokens[last].upos == "PROPN" or tokens[last].text in _SMALL_WORDS)
            ):
                last += 1
            for stop in range(last, at, -1):
                start, end = token.start, tokens[stop - 1].end
                nearest = bisect_left(starts, end) - 1
                if nearest >= 0 and marked[nearest][1] > start:
                    continue
                if _is_certain(text[start:end], told):
                    yield Located(start, end, text[start:end])
                    last = stop
                    break
            at = max(at + 1, last if last > at else at + 1)


def _is_certain(words: str, told: set[str]) -> bool:
    plain = key(words)
    if plain in _words().bare or plain in _SMALL_WORDS or len(plain) < 2:
        return False
    if plain in told or is_country(words):
        return True
    if division_abbreviated(words) is not None:
        return "." in words
    return any(
        place.precision == 4 and key(place.name) == plain and place.population > 400_000
        for place in places_named(words)[:3]
    )
