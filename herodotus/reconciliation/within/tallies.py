"""Tallies: the claims of a report, put together where they count the same people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from herodotus.model import CasualtyClaim, Claim, Outcome, VictimStatus
from herodotus.reconciliation.figures import bounds, is_vague, named
from herodotus.reconciliation.within.page import position
from herodotus.reconciliation.within.scope import is_individual, is_subgroup


class Key(NamedTuple):
    """Whose people, of what status, with what outcome."""

    side: str | None
    status: VictimStatus
    outcome: Outcome


class Tally(NamedTuple):
    """One group of people as one or more claims count them.

    Attributes:
        key: whose people they are, as the most specific claim has it.
        claims: the claims that count them, in reading order.
        notes: claims that say nothing more: a vague word, an increment, a sub-count.
        wholes: the first claims of the tallies that hold these people.
        parts: the first claims of the tallies that are held by this one.
        beside: the first claims of tallies that count other people beside these.
    """

    key: Key
    claims: tuple[CasualtyClaim, ...]
    notes: tuple[CasualtyClaim, ...] = ()
    wholes: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of its first claim."""
        return self.claims[0].id


def tallies(claims: Iterable[Claim]) -> tuple[Tally, ...]:
    """The tallies of related claims, in reading order.

    Background is left out, and so is what somebody only denies or doubts.
    """
    counted = sorted(
        (claim for claim in claims if isinstance(claim, CasualtyClaim)), key=position
    )
    counted = [
        claim
        for claim in counted
        if not claim.background and claim.stance not in ("denies", "doubts")
    ]
    groups = _Groups(counted)
    return groups.tallies()


def all_wholes(found: Iterable[Tally]) -> dict[str, frozenset[str]]:
    """For each tally all that hold its people: its wholes, their wholes, and so on.

    Of tallies that hold each other in a circle, the first holds the others.
    """
    direct = {tally.id: tally.wholes for tally in found}
    rank = {head: place for place, head in enumerate(direct)}
    above: dict[str, set[str]] = {}
    for head in direct:
        reached: set[str] = set()
        ahead = set(direct[head])
        while ahead:
            reached |= ahead
            ahead = {far for near in ahead for far in direct.get(near, ())} - reached
        above[head] = reached
    return {
        head: frozenset(
            whole
            for whole in wholes & direct.keys()
            if head not in above[whole] or rank[whole] < rank[head]
        )
        for head, wholes in above.items()
    }


class _Groups:
    """Claims in groups that count the same people; a group has one key."""

    def __init__(self, claims: Sequence[CasualtyClaim]):
        self.claims = {claim.id: claim for claim in claims}
        self.group = {claim.id: claim.id for claim in claims}
        self.members = {claim.id: [claim.id] for claim in claims}
        self.keys = {
            claim.id: Key(claim.victim_side, claim.victim_status, claim.outcome)
            for claim in claims
        }
        self._gather()

    def tallies(self) -> tuple[Tally, ...]:
        notes = self._vague_words()
        wholes, parts = self._holdings(set(notes))
        folded = {
            part: self._fold_into(part, above)
            for part, above in wholes.items()
            if self._fold_into(part, above) is not None
        }
        noted: dict[str, list[str]] = {}
        for word, head in notes.items():
            noted.setdefault(head, []).append(word)
        for part in folded:
            noted.setdefault(self._last(part, folded), []).extend(self.members[part])
        beside = self._beside()
        return tuple(
            Tally(
                key=self.keys[head],
                claims=self._claims(members),
                notes=self._claims(noted.get(head, ())),
                wholes=frozenset(self._last(w, folded) for w in wholes.get(head, ())),
                parts=frozenset(p for p in parts.get(head, ()) if p not in folded),
                beside=frozenset(beside.get(head, ())),
            )
            for head, members in sorted(
                self.members.items(), key=lambda item: position(self.claims[item[0]])
            )
            if head not in folded and head not in notes
        )

    def _gather(self) -> None:
        for kind in ("repeats", "supersedes", "contradicts", "consistent_with"):
            for source, target in self._ties(kind):
                words = is_vague(self.claims[source]), is_vague(self.claims[target])
                if kind == "repeats" or words[0] == words[1]:
                    self._join(source, target)

    def _join(self, source: str, target: str) -> None:
        one, other = sorted(
            (self.group[source], self.group[target]),
            key=lambda head: position(self.claims[head]),
        )
        key = _merge(self.keys[one], self.keys[other])
        if one == other or key is None:
            return
        self.keys[one] = key
        del self.keys[other]
        for member in self.members.pop(other):
            self.group[member] = one
            self.members[one].append(member)

    def _vague_words(self) -> dict[str, str]:
        """Groups of one vague word, each with the group that it agrees with."""
        agreeing: dict[str, set[str]] = {}
        for source, target in self._ties("consistent_with"):
            head, other = self.group[source], self.group[target]
            if (
                head != other
                and all(is_vague(self.claims[m]) for m in self.members[head])
                and not _more_specific(self.keys[head], self.keys[other])
            ):
                agreeing.setdefault(head, set()).add(other)
        return {
            head: max(others, key=lambda other: (self._size(other), other))
            for head, others in agreeing.items()
        }

    def _holdings(
        self, skipped: set[str]
    ) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        wholes: dict[str, set[str]] = {}
        parts: dict[str, set[str]] = {}
        summed = [(part, whole) for whole, part in self._ties("sums")]
        for source, target in [*self._ties("part_of"), *summed]:
            part, whole = self.group[source], self.group[target]
            if part == whole or skipped & {part, whole}:
                continue
            if part in wholes.get(whole, ()):  # a circle: the first one found stands
                continue
            wholes.setdefault(part, set()).add(whole)
            parts.setdefault(whole, set()).add(part)
        return wholes, parts

    def _fold_into(self, part: str, wholes: set[str]) -> str | None:
        """The group of which a part is only a detail, with no line of its own."""
        for whole in sorted(wholes, key=lambda head: position(self.claims[head])):
            if self.keys[part] == self.keys[whole]:
                return whole
            detail = all(
                self.claims[member].counting == "new"
                or is_subgroup(self.claims[member], self.claims[whole])
                or is_individual(self.claims[member])
                for member in self.members[part]
            )
            if self.keys[part].side not in (None, self.keys[whole].side):
                continue
            if detail and _merge(self.keys[part], self.keys[whole]) is not None:
                return whole
        return None

    def _last(self, head: str, folded: dict[str, str | None]) -> str:
        seen = {head}
        while (above := folded.get(head)) is not None and above not in seen:
            seen.add(above)
            head = above
        return head

    def _beside(self) -> dict[str, set[str]]:
        beside: dict[str, set[str]] = {}
        for source, target in self._ties("adds_to"):
            one, other = self.group[source], self.group[target]
            if one != other:
                beside.setdefault(one, set()).add(other)
                beside.setdefault(other, set()).add(one)
        return beside

    def _ties(self, kind: str) -> list[tuple[str, str]]:
        return [
            (claim.id, tie.claim)
            for claim in self.claims.values()
            for tie in claim.relations
            if tie.type == kind and tie.claim in self.claims
        ]

    def _size(self, head: str) -> int:
        return max(bounds(self.claims[member])[0] for member in self.members[head])

    def _claims(self, ids: Iterable[str]) -> tuple[CasualtyClaim, ...]:
        return tuple(sorted((self.claims[one] for one in set(ids)), key=position))


def _merge(one: Key, other: Key) -> Key | None:
    if one.outcome != other.outcome:
        return None
    sides = {one.side, other.side} - {None}
    statuses: set[VictimStatus] = {one.status, other.status}
    statuses -= {"unknown"}
    if len(sides) > 1 or len(statuses) > 1:
        return None
    side = sides.pop() if sides else None
    return Key(side, statuses.pop() if statuses else "unknown", one.outcome)


def _more_specific(one: Key, other: Key) -> bool:
    merged = _merge(one, other)
    return merged is None or merged != other


def largest(claims: Iterable[CasualtyClaim]) -> int:
    """The largest figure that any of the claims names."""
    return max((named(claim) or 0 for claim in claims), default=0)
