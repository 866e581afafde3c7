"""Episodes: the events that claims are about, each a row of an event data set."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from herodotus.model import (
    CasualtyClaim,
    ControlClaim,
    Episode,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Period,
    Telling,
    Toll,
)
from herodotus.reconciliation.accounts.account import account_of
from herodotus.reconciliation.accounts.policies import Policy, load_policy
from herodotus.reconciliation.across.ties import relate_across
from herodotus.reconciliation.camps import Camps
from herodotus.reconciliation.disputes.pairs import in_order
from herodotus.reconciliation.events.dyads import dyad, main_conflict
from herodotus.reconciliation.events.gathering import gather


def episodes(
    tellings: Iterable[Telling], *, policy: str | Policy = "default"
) -> tuple[Episode, ...]:
    """The events that claims tell of, by place, day and parties; the earliest first.

    Several reports of one event are one episode, and so is a later report of its raised
    toll. Running totals of a war are in none of them, nor is history: `left_over` has
    what no episode holds. The order of the tellings makes no difference.
    """
    rules = load_policy(policy)
    ordered = in_order(relate_across(tellings))
    camps = Camps(ordered)
    found = [
        _episode([seen.telling for seen in group], camps, policy=rules)
        for group in gather(ordered, camps)
    ]
    return tuple(sorted(found, key=_by_day))


def left_over(
    tellings: Iterable[Telling], found: Iterable[Episode]
) -> tuple[Telling, ...]:
    """What no episode holds: running totals, history, words and appeals."""
    held = {claim for episode in found for claim in episode.claims}
    return tuple(one for one in in_order(tellings) if one.claim.id not in held)


def _episode(tellings: Sequence[Telling], camps: Camps, *, policy: Policy) -> Episode:
    """The row of one event, from its claims in the order of their reports."""
    ranked = sorted(tellings, key=_evidence)
    where, when = _where(ranked), _when(ranked)
    sides = dyad(tellings, camps)
    start = when.claim.date_start or when.claim.date_end or when.card.date
    end = when.claim.date_end or start
    period = Period(start=start, end=end)
    conflict = main_conflict(tellings)
    return Episode(
        id=_id(tellings[0]),
        conflict=conflict,
        place=where.claim.place,
        country=where.country,
        lat=where.claim.lat,
        lon=where.claim.lon,
        place_precision=where.claim.place_precision,
        date_start=start,
        date_end=end,
        date_precision=_date_precision(when, period),
        a=sides.a,
        b=sides.b,
        type=sides.type,
        tolls=_tolls(tellings, where, period=period, conflict=conflict, policy=policy),
        claims=tuple(one.claim.id for one in ranked),
        reports=tuple(dict.fromkeys(one.card.key for one in tellings)),
    )


def _evidence(telling: Telling) -> tuple[int, bool, int, int, str, str, int, str]:
    """The best evidence first: people hurt, then attacks, then what stands beside."""
    claim = telling.claim
    kind = _KINDS.index(type(claim))
    if isinstance(claim, EventClaim) and claim.plover != "ASSAULT":
        kind = len(_KINDS)
    part = any(tie.type == "part_of" for tie in claim.relations)
    running = isinstance(claim, CasualtyClaim) and claim.counting == "cumulative"
    return (
        kind,
        part or running,
        claim.place_precision or 7,
        claim.date_precision or 5,
        str(telling.card.day or "9999"),
        telling.card.key,
        claim.start,
        claim.id,
    )


_KINDS: tuple[type, ...] = (
    CasualtyClaim,
    EventClaim,
    MaterielClaim,
    ControlClaim,
    NondisclosureClaim,
)


def _where(ranked: Sequence[Telling]) -> Telling:
    """The claim that tells best where it was.

    A toll that holds the others tells it for all of them: where it is that of a region,
    so is the event.
    """
    ids = {one.claim.id for one in ranked}
    wholes = {
        tie.claim
        for one in ranked
        for tie in one.claim.relations
        if tie.type == "part_of" and tie.claim in ids
    }
    whole = [
        one
        for one in ranked
        if one.claim.id in wholes
        and isinstance(one.claim, CasualtyClaim)
        and one.claim.counting != "cumulative"
        and one.claim.place is not None
    ]
    placed = whole or [one for one in ranked if one.claim.place is not None] or ranked
    best = min(one.claim.place_precision or 7 for one in placed)
    exact = [one for one in placed if (one.claim.place_precision or 7) == best]
    told = Counter(one.claim.place for one in exact)
    return min(exact, key=lambda one: (-told[one.claim.place], _evidence(one)))


def _when(ranked: Sequence[Telling]) -> Telling:
    """The claim that tells best when it was: the shortest span, the most told."""
    timed = [
        one
        for one in ranked
        if isinstance(one.claim, CasualtyClaim | EventClaim)
        and not _is_running(one)
        and one.claim.date_end is not None
    ] or list(ranked)
    best = min(one.claim.date_precision or 5 for one in timed)
    exact = [one for one in timed if (one.claim.date_precision or 5) == best]
    told = Counter(_days(one) for one in exact)
    return min(exact, key=lambda one: (-told[_days(one)], _evidence(one)))


def _is_running(telling: Telling) -> bool:
    claim = telling.claim
    return isinstance(claim, CasualtyClaim) and claim.counting == "cumulative"


def _days(telling: Telling) -> tuple[str, str]:
    return str(telling.claim.date_start), str(telling.claim.date_end)


def _date_precision(when: Telling, period: Period) -> int | None:
    """UCDP's `date_prec` of the event; of an unknown start, that of its one day."""
    if when.claim.date_start is not None:
        return when.claim.date_precision
    return None if period.end is None else (when.claim.date_precision or 5)


def _tolls(
    tellings: Sequence[Telling],
    where: Telling,
    *,
    period: Period,
    conflict: str | None,
    policy: Policy,
) -> tuple[Toll, ...]:
    """What the claims come to, as the toll of this event.

    To that end all of them are taken to tell of its place and its days: one report has
    the town and another the region, one the night and another the morning.
    """
    event = {
        "place": where.claim.place,
        "place_precision": where.claim.place_precision,
        "date_start": period.start,
        "date_end": period.end,
    }
    counted = [
        one._replace(
            claim=one.claim.model_copy(update=event),
            conflict=conflict,
            country=where.country,
        )
        for one in tellings
        if isinstance(one.claim, CasualtyClaim | NondisclosureClaim)
    ]
    if not any(isinstance(one.claim, CasualtyClaim) for one in counted):
        return ()
    account = account_of(counted, policy=policy)
    return tuple(toll.model_copy(update={"period": period}) for toll in account.tolls)


def _id(first: Telling) -> str:
    """The name of an episode: a hash of its first claim, and where and when that is.

    It stays the same when later reports tell of the event again, when places and
    parties become clearer, under any policy, and in any order. It changes where an
    earlier report comes in, or the first claim is read anew or rejected.
    """
    claim = first.claim
    said = [first.conflict, claim.place, str(claim.date_end), claim.id]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return digest[:16]


def _by_day(episode: Episode) -> tuple[str, str, str]:
    return str(episode.date_start or "9999"), episode.place or "", episode.id
