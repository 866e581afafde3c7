"""Copies and updates in one family of texts: each voice tells one state of affairs.

A family is what shares its wording, figures aside: a wire, its copies, its updates and
the copies of those. Two reports of it whose figures differ are never one voice. A copy
that was cut before its figures is a copy of the wire and of the update alike: it counts
with the earliest that it fits, and joins nothing together that differs.

What comes of it follows from the family as a whole, in whatever order its reports came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, product
from typing import NamedTuple, TypeVar

from herodotus.reconciliation.voices.duplicates import Sketch, bands, may_be_copies
from herodotus.reconciliation.voices.stated import Stated, opens_otherwise
from herodotus.reconciliation.voices.stated_packing import unpacked

_Key = TypeVar("_Key")


class Member(NamedTuple):
    """A report of a family.

    Attributes:
        key: its key.
        day: when it was published, as far as known.
        sketch: its text in short.
    """

    key: str
    day: date
    sketch: Sketch


def parted(family: Iterable[Member]) -> dict[str, str]:
    """The voice of each report of a family, named by the least key that is in it.

    Where no figure is another, all of the family is one voice. Else the earliest report
    (by day, then key) gathers what hangs together with it and changes no figure of
    what it has gathered, always the earliest such report next; then the earliest of
    the rest does so, until none is left.
    """
    members = sorted(family, key=lambda member: (member.day, member.key))
    if len({member.sketch.figures for member in members}) < 2:
        return _named([members] if members else [])
    differing = _Differing([member.sketch.figures for member in members])
    if differing.nowhere():
        return _named([members])
    return _named(_gathered(members, differing))


def _named(voices: Iterable[Sequence[Member]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for voice in voices:
        name = min(member.key for member in voice)
        found.update(dict.fromkeys((member.key for member in voice), name))
    return found


def _gathered(
    members: Sequence[Member], differing: _Differing
) -> Iterator[list[Member]]:
    sharing = _Sharing([member.sketch for member in members])
    left = (1 << len(members)) - 1
    while left:
        first = _lowest(left)
        voice = [first]
        left ^= 1 << first
        group = _Group(differing, first)
        met = sharing.with_one(first)
        compared: dict[int, int] = {}  # with how many of the voice, in vain
        waiting = met & left & ~group.against
        while waiting:
            place = _lowest(waiting)
            if not group.takes(place):
                met &= ~(1 << place)
                group.against |= 1 << place
                waiting ^= 1 << place
                continue
            before = compared.get(place, 0)
            sketch = members[place].sketch
            if any(
                may_be_copies(sketch, members[other].sketch) for other in voice[before:]
            ):
                voice.append(place)
                left ^= 1 << place
                group.take(place)
                met |= sharing.with_one(place)
                waiting = met & left & ~group.against
            else:
                compared[place] = len(voice)
                waiting ^= 1 << place
        yield [members[place] for place in voice]


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


class _Sharing:
    """Which members of a family share a bucket, as numbers of as many bits."""

    def __init__(self, sketches: Sequence[Sketch]):
        self._bands = [bands(sketch) for sketch in sketches]
        self._bits = _bits(enumerate(self._bands))

    def with_one(self, place: int) -> int:
        found = 0
        for bucket in self._bands[place]:
            found |= self._bits[bucket]
        return found


class _Differing:
    """Which members of a family have other figures, as numbers of as many bits."""

    def __init__(self, figures: Sequence[bytes]):
        made = {packed: unpacked(packed) for packed in set(figures)}
        self.packed = figures
        self.figures: list[Stated] = [made[packed] for packed in figures]
        self._at: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._known: dict[int, int] = {}
        same: dict[bytes, int] = {}
        self._first = [same.setdefault(one, place) for place, one in enumerate(figures)]
        alike = _bits((place, (packed,)) for place, packed in enumerate(figures))
        for place in same.values():
            bit = alike[figures[place]]
            for passage, values in self.figures[place].passages.items():
                for value in values:
                    self._at[passage][value] |= bit

    def nowhere(self) -> bool:
        """Whether no two members have another figure in the same passage, or lead."""
        places = set(self._first)
        if any(self.by_passage(place) for place in places):
            return False
        by_lead: dict[frozenset[int], list[Stated]] = defaultdict(list)
        for place in places:
            by_lead[self.figures[place].lead].append(self.figures[place])
        return not any(
            opens_otherwise(one, other)
            for some, others in combinations(by_lead.values(), 2)
            for one, other in product(some, others)
        )

    def by_passage(self, place: int) -> int:
        """The members with other figures in a passage that this one has too."""
        first = self._first[place]
        if first not in self._known:
            against = 0
            for passage, values in self.figures[first].passages.items():
                at = self._at[passage]
                if len(at) == 1:
                    continue
                agreeing = others = 0
                for value, bits in at.items():
                    if value in values:
                        agreeing |= bits
                    else:
                        others |= bits
                against |= others & ~agreeing
            self._known[first] = against
        return self._known[first]


class _Group:
    """What the reports of one voice state together."""

    def __init__(self, differing: _Differing, place: int):
        self._differing = differing
        self._told: dict[bytes, Stated] = {}
        self.against = 0
        self.take(place)

    def takes(self, place: int) -> bool:
        """Whether a report opens with no other figures than those that are in."""
        figures = self._differing.figures[place]
        return not any(opens_otherwise(figures, told) for told in self._told.values())

    def take(self, place: int) -> None:
        self._told[self._differing.packed[place]] = self._differing.figures[place]
        self.against |= self._differing.by_passage(place)


def _bits(held: Iterable[tuple[int, Iterable[_Key]]]) -> dict[_Key, int]:
    """For each key the places that hold it, each a bit."""
    places: dict[_Key, list[int]] = defaultdict(list)
    for place, keys in held:
        for key in keys:
            places[key].append(place)
    found: dict[_Key, int] = {}
    for key, those in places.items():
        whole = bytearray(those[-1] // 8 + 1)
        for place in those:
            whole[place // 8] |= 1 << place % 8
        found[key] = int.from_bytes(whole, "little")
    return found
