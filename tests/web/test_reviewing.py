"""Queues: kept for a scope, gone on with, and worked out anew where that is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from herodotus.ledger import Ledger
from herodotus.model import Decision, Scope, Verdict
from herodotus.web.reviewing import Asked, Queue, Queues
from tests.ledger import war

ALL = Asked(Scope(), "default")
NOON = datetime(2020, 11, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that goes on by itself, so much each time it is looked at."""

    def __init__(self, tick: float = 0.0) -> None:
        self.now, self.tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


def decide(ledger: Ledger, claim: str, verdict: Verdict, by: str = "ann") -> None:
    moment = NOON + timedelta(minutes=len(ledger.decisions()))
    made = Decision(claim=claim, verdict=verdict, reviewer=by, moment=moment)
    ledger.decide(made)


def asked(queue: Queue, ledger: Ledger, reviewer: str = "ann") -> list[str]:
    ahead = queue.ahead(ledger.decisions(), reviewer=reviewer)
    return [question.telling.claim.id for question in ahead.open]


def test_a_queue_is_kept_for_its_scope_until_a_report_comes(filled: Ledger) -> None:
    queues = Queues()
    queue = queues.of(filled, ALL)
    assert queues.of(filled, ALL) is queue
    assert queues.of(filled, Asked(Scope(side="Azerbaijan"), "default")) is not queue
    filled.add(
        war.totals(
            "Nagorno-Karabakh said 21 more of its soldiers died, 201 since the war "
            "began. Its forces destroyed 5 tanks and took Jabrayil, it said. "
            "More is not known."
        )
    )
    assert queues.of(filled, ALL) is not queue


def test_what_is_decided_is_not_asked_although_the_queue_is_older(
    filled: Ledger,
) -> None:
    queue = Queue(filled, ALL, [], clock=Clock())
    first, second, *_ = asked(queue, filled)
    decide(filled, first, "accept")
    assert asked(queue, filled)[0] == second
    decide(filled, second, "skip")
    assert asked(queue, filled)[-1] == second
    assert asked(queue, filled, "bea")[0] == second


def test_a_quick_queue_is_worked_out_anew_when_figures_have_moved(
    filled: Ledger,
) -> None:
    quick = Queue(filled, ALL, [], clock=Clock())
    slow = Queue(filled, ALL, [], clock=Clock(tick=0.5))
    first, second, *_ = asked(quick, filled)
    asked(slow, filled)
    decide(filled, first, "accept")
    assert not quick.is_stale(filled, filled.decisions())
    decide(filled, second, "reject")
    made = filled.decisions()
    assert quick.is_stale(filled, made)
    assert not slow.is_stale(filled, made)
    assert slow.ahead(made, reviewer="ann").since == 1


def test_who_waits_gets_a_question_and_the_others_come_meanwhile(
    filled: Ledger,
) -> None:
    clock = Clock(tick=0.6)
    queue = Queue(filled, ALL, [], clock=clock)
    ahead = queue.ahead([], reviewer="ann")
    assert ahead.open
    assert not ahead.whole
    clock.tick = 0.0
    queue.meanwhile()
    whole = queue.ahead([], reviewer="ann")
    assert whole.whole
    assert len(whole.open) > len(ahead.open)
    assert whole.progress.open == len(whole.open)


def test_a_second_look_is_at_what_others_judged(filled: Ledger) -> None:
    first = asked(Queue(filled, ALL, []), filled)[0]
    decide(filled, first, "reject")
    second = Asked(Scope(), "default", "bea")
    queue = Queue(filled, second, filled.decisions())
    assert asked(queue, filled, "bea") == [first]
    decide(filled, first, "accept", by="bea")
    assert asked(queue, filled, "bea") == []


def test_the_last_decision_of_a_reviewer_can_be_taken_back(filled: Ledger) -> None:
    queue = Queue(filled, ALL, [])
    first = asked(queue, filled)[0]
    assert queue.ahead([], reviewer="ann").last is None
    decide(filled, first, "reject")
    last = queue.ahead(filled.decisions(), reviewer="ann").last
    assert last is not None
    assert last.claim == first
    assert queue.ahead(filled.decisions(), reviewer="bea").last is None
