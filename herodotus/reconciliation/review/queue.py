"""The review queue: which claim to judge next, by how far it would move figures.

A reviewer's time is short. So of all open claims the one comes first whose rejection
would move an account furthest, weighed by how doubtful the claim is.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from herodotus.model import (
    CasualtyClaim,
    Decision,
    NondisclosureClaim,
    Telling,
    Toll,
)
from herodotus.reconciliation.accounts.account import Checks, checks_of
from herodotus.reconciliation.accounts.policies import Policy, load_policy
from herodotus.reconciliation.across.ties import ties_of
from herodotus.reconciliation.figures import named
from herodotus.reconciliation.review.decisions import (
    last_words,
    skipped_by,
    standing,
)
from herodotus.reconciliation.review.removal import Removal

#: How sure a claim is taken to be whose reader does not say.
_HALF = 0.5

#: The least doubt: even a sure claim may be asked about when all others are settled.
_LEAST_DOUBT = 0.02

#: What a silence would move: it has no figure, but marks a toll as unknown.
_SILENCE = 1


class Question(NamedTuple):
    """One claim to judge.

    Attributes:
        telling: the claim, with its report.
        movement: by how many people the figures of the account would move, were the
            claim rejected: the furthest of low, best and high over all tolls.
        doubt: how doubtful it is, from 0 to 1.
        why: why it is asked, in short sentences.
    """

    telling: Telling
    movement: int
    doubt: float
    why: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How far the answer is expected to move the account."""
        return self.movement * self.doubt


def questions(
    tellings: Iterable[Telling],
    decisions: Iterable[Decision] = (),
    *,
    policy: str | Policy = "default",
    hurried: Callable[[], bool] = bool,
) -> Iterator[Question]:
    """The open claims, the one that would move the account furthest first.

    Claims that a decision stands for, or on which reviewers differ, are left out; those
    that a reviewer skipped come last. What removing a claim moves is worked out only
    when its turn may have come: by no more than its own number, or the number that it
    stands in place of.

    Args:
        tellings: the claims, with all that can move the same figures.
        decisions: what reviewers decided.
        policy: how claims become figures.
        hurried: whether who asks cannot wait until it is certain which claim is next.
            Then it is the one that moves most of those worked out so far.
    """
    decisions = list(decisions)
    judged = {word.claim for word in last_words(decisions)}
    skipped = skipped_by(None, decisions)
    groups: dict[object, list[Telling]] = {}
    for telling in tellings:
        if _counts(telling):
            groups.setdefault(_ground(telling), []).append(telling)
    bounded: list[tuple[bool, float, str, _Group]] = []
    for members in groups.values():
        group = _Group(members, load_policy(policy))
        for telling in members:
            if telling.claim.id not in judged:
                late = telling.claim.id in skipped
                bound = -_doubt(telling) * group.reach(telling)
                heapq.heappush(bounded, (late, bound, telling.claim.id, group))
    known: list[tuple[bool, float, str, Question]] = []
    while bounded or known:
        if known and (not bounded or known[0][:2] < bounded[0][:2] or hurried()):
            yield heapq.heappop(known)[-1]
            continue
        late, _, name, group = heapq.heappop(bounded)
        found = group.question(name)
        heapq.heappush(known, (late, -found.weight, name, found))


def second_questions(
    tellings: Iterable[Telling],
    decisions: Iterable[Decision],
    *,
    reviewer: str,
    policy: str | Policy = "default",
    hurried: Callable[[], bool] = bool,
) -> Iterator[Question]:
    """The claims that others have judged and this reviewer has not, in the same order.

    `tellings` are those that were read, whatever was decided. Claims of which others
    differ already are left out: there is something to settle, and no second look.
    """
    decisions = list(decisions)
    mine = {one.claim for one in last_words(decisions) if one.reviewer == reviewer}
    others = set(standing(decisions)) - mine
    judged = [telling for telling in tellings if telling.claim.id in others]
    return questions(judged, policy=policy, hurried=hurried)


class Progress(NamedTuple):
    """How much of what is open a few decisions would settle."""

    decisions: int
    share: float
    open: int


def progress(asked: Sequence[Question], *, share: float = 0.9) -> Progress:
    """How many of these questions, answered in order, settle a share of their weight.

    >>> progress([])
    Progress(decisions=0, share=0.9, open=0)
    """
    total = sum(question.weight for question in asked)
    done, needed = 0.0, 0
    for question in asked:
        if done >= share * total:
            break
        done += question.weight
        needed += 1
    return Progress(needed, share, len(asked))


class _Group:
    """The claims that can move one another's tolls, and what is said against them."""

    def __init__(self, members: Sequence[Telling], policy: Policy) -> None:
        self._members = {telling.claim.id: telling for telling in members}
        self._policy = policy

    @cached_property
    def _removal(self) -> Removal:
        return Removal(self._members.values(), policy=self._policy)

    @cached_property
    def _checks(self) -> Checks:
        ties = ties_of(self._removal.surveys)
        return checks_of(list(self._members.values()), ties)

    @cached_property
    def _used(self) -> set[str]:
        return {name for toll in self._removal.tolls for name in toll.reasons}

    def reach(self, telling: Telling) -> int:
        """By how much a claim may move a figure: its own number, or one it replaces."""
        replaced = [
            _size(self._members[tie.claim])
            for tie in telling.claim.relations
            if tie.type == "supersedes" and tie.claim in self._members
        ]
        return max(_size(telling), *replaced, 0)

    def question(self, name: str) -> Question:
        """The question about one claim."""
        telling = self._members[name]
        moved = 0
        if name in self._used:
            moved = _moved(self._removal.tolls, self._removal.without(name))
        why = _why(telling, self._checks, moved)
        return Question(telling, moved, _doubt(telling), tuple(why))


def _moved(one: Iterable[Toll], other: Iterable[Toll]) -> int:
    """The furthest that a figure moves from some tolls to others."""
    here, there = _figures(one), _figures(other)
    return max(
        (
            abs(here.get(key, 0) - there.get(key, 0))
            for key in here.keys() | there.keys()
        ),
        default=0,
    )


def _figures(tolls: Iterable[Toll]) -> dict[tuple[object, ...], int]:
    """The known figures of tolls; periods shift with claims, so they add up."""
    found: dict[tuple[object, ...], int] = {}
    for toll in tolls:
        for bound, value in (
            ("low", toll.low),
            ("best", toll.best),
            ("high", toll.high),
            ("silent", _SILENCE if toll.undisclosed else 0),
        ):
            key = (*_key(toll), bound)
            found[key] = found.get(key, 0) + (value or 0)
    return found


def _key(toll: Toll) -> tuple[object, ...]:
    return toll.conflict, toll.side, toll.status, toll.outcome


def _why(telling: Telling, checks: Checks, moved: int) -> list[str]:
    claim = telling.claim
    why = []
    if moved:
        why.append(f"the answer moves a figure by {moved:,}")
    if claim.confidence is not None and claim.confidence < _HALF:
        why.append("the reader is not sure of it")
    if any(claim.id in pair for pair in checks.contradictions):
        why.append("another claim contradicts it")
    why += [flag.note for flag in checks.flags if claim.id in flag.claims]
    if claim.denied:
        why.append("the report says that somebody disputes it")
    return why or ["nobody has judged it yet"]


def _doubt(telling: Telling) -> float:
    sure = telling.claim.confidence
    return max(1 - (_HALF if sure is None else sure), _LEAST_DOUBT)


def _size(telling: Telling) -> int:
    claim = telling.claim
    if isinstance(claim, CasualtyClaim):
        return max(named(claim) or 0, claim.high or 0, _SILENCE)
    return _SILENCE


def _counts(telling: Telling) -> bool:
    claim = telling.claim
    if claim.background:
        return False
    return isinstance(claim, CasualtyClaim | NondisclosureClaim)


def _ground(telling: Telling) -> object:
    """What a claim shares with all those whose figures it can move."""
    if telling.conflict is not None:
        return telling.conflict
    return telling.country, telling.card.key if telling.country is None else ""
