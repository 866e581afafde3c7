"""Queues of questions to reviewers: worked out once for a scope, asked from then on.

What a claim's rejection would move takes time to work out, and who reviews does not
want to wait. So a queue is kept for each scope, and goes on being worked out while the
reviewer reads. Decisions take their claims out of it at once; its order is worked out
anew where that is quick, or where many of them have moved figures since.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from herodotus.ledger import Ledger
from herodotus.model import Decision, Scope, Telling
from herodotus.reconciliation.review.decisions import (
    last_words,
    skipped_by,
    to_take_back,
)
from herodotus.reconciliation.review.merging import alike
from herodotus.reconciliation.review.queue import (
    Progress,
    Question,
    progress,
    questions,
    second_questions,
)

#: How many questions progress is worked out over.
HORIZON = 100

#: So many seconds a reviewer waits for a better question, or for the first of them.
_PATIENCE = 1.0

#: So many seconds a queue is worked on while the reviewer reads.
_MEANWHILE = 4.0

#: A queue whose first question took no longer is worked out anew after each decision.
_QUICK = 0.7

#: After so many decisions that move figures, any queue is.
_MANY = 25

#: After so many seconds a queue sees what else has changed.
_OLD = 900.0

#: So many queues are kept, each with the claims of its scope.
_KEPT = 6


class Asked(NamedTuple):
    """Whose queue it is, and of what.

    Attributes:
        scope: which claims are reviewed.
        policy: how figures are made.
        second: the reviewer who judges what others have; `None` is for a first look.
    """

    scope: Scope
    policy: str
    second: str | None = None


class Ahead(NamedTuple):
    """What is asked next.

    Attributes:
        open: the questions that are open, as far as they are worked out.
        progress: how far few of them would go.
        whole: whether these are all there are.
        since: how many decisions have moved figures since the order was worked out.
        last: the reviewer's last decision, which an undo takes back.
    """

    open: tuple[Question, ...]
    progress: Progress
    whole: bool
    since: int
    last: Decision | None


class Queues:
    """The queues of a server, those asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Asked, Queue] = OrderedDict()

    def of(self, ledger: Ledger, asked: Asked) -> Queue:
        """The queue for what is asked, made anew where it no longer fits."""
        made = ledger.decisions()
        with self._lock:
            queue = self._kept.get(asked)
            if queue is None or queue.is_stale(ledger, made):
                queue = Queue(ledger, asked, made)
            self._kept[asked] = queue
            self._kept.move_to_end(asked)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return queue


class Queue:
    """The questions of one scope, as they are worked out."""

    def __init__(
        self,
        ledger: Ledger,
        asked: Asked,
        made: Sequence[Decision],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._asked = asked
        self._begun = clock()
        self._reports = len(ledger)
        self._moving = _moving(made)
        self._deadline = 0.0
        self._lock = Lock()
        self._found: list[Question] = []
        self._all = False
        self._took: float | None = None
        told = ledger.tellings if asked.second is None else ledger.told
        self._told = told(asked.scope)
        self._source = self._questions(made)

    def is_stale(self, ledger: Ledger, made: Sequence[Decision]) -> bool:
        """Whether its order has to be worked out anew."""
        if len(ledger) != self._reports:
            return True
        since = abs(_moving(made) - self._moving)
        quick = self._took is not None and self._took <= _QUICK
        late = self._clock() - self._begun > _OLD
        return since >= _MANY or (since > 0 and (quick or late))

    def ahead(self, made: Sequence[Decision], *, reviewer: str) -> Ahead:
        """What to ask a reviewer next; what they have skipped comes last."""
        judged = {one.claim for one in last_words(made)}
        if self._asked.second is not None:
            judged = {o.claim for o in last_words(made) if o.reviewer == reviewer}
        skipped = skipped_by(reviewer, made)

        def is_open(question: Question) -> bool:
            return question.telling.claim.id not in judged

        if self._took is None:
            self._work(_PATIENCE)
        closed = judged | skipped
        while not self._all and not any(
            question.telling.claim.id not in closed for question in tuple(self._found)
        ):
            self._step()
        found = [question for question in tuple(self._found) if is_open(question)]
        found.sort(key=lambda question: question.telling.claim.id in skipped)
        return Ahead(
            open=tuple(found),
            progress=progress(found[:HORIZON]),
            whole=self._all,
            since=abs(_moving(made) - self._moving),
            last=to_take_back(made, reviewer=reviewer),
        )

    def alike(self, telling: Telling) -> list[Telling]:
        """The claims that one may be merged into, the likeliest first."""
        return alike(telling, self._told)

    def meanwhile(self) -> None:
        """Go on while the reviewer reads."""
        self._work(_MEANWHILE)

    def _work(self, seconds: float) -> None:
        """Find questions for some seconds, but not more than progress looks at."""
        ends = self._clock() + seconds
        while not self._all and len(self._found) < HORIZON and self._clock() < ends:
            self._step()

    def _step(self) -> None:
        """Find one question; where that takes too long, the likeliest so far."""
        with self._lock:
            if self._all:
                return
            self._deadline = self._clock() + _PATIENCE
            question = next(self._source, None)
            if question is None:
                self._all = True
            else:
                self._found.append(question)
            if self._took is None:
                self._took = self._clock() - self._begun

    def _questions(self, made: Sequence[Decision]) -> Iterator[Question]:
        policy = self._asked.policy
        if self._asked.second is None:
            return questions(self._told, made, policy=policy, hurried=self._hurried)
        return second_questions(
            self._told,
            made,
            reviewer=self._asked.second,
            policy=policy,
            hurried=self._hurried,
        )

    def _hurried(self) -> bool:
        return self._clock() > self._deadline


def _moving(made: Sequence[Decision]) -> int:
    """How many decisions may have moved figures: all but those that let things be."""
    return sum(one.verdict not in ("accept", "skip") for one in made)
