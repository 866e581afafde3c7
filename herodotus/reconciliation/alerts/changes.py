"""Alerts: what new claims change that a user wants to be told of.

An alert follows from the claims before and after, the rule and the day alone: it is
the same however often it is asked for, and names the claims that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from herodotus.errors import UnknownConflict
from herodotus.model import CasualtyClaim, Dispute, Telling, Toll
from herodotus.model.account import Tolls
from herodotus.model.columns import KINDS
from herodotus.reconciliation.accounts.account import account_of
from herodotus.reconciliation.accounts.policies import Policy
from herodotus.reconciliation.across.ties import relate_across
from herodotus.reconciliation.alerts.rules import Rule
from herodotus.reconciliation.camps import party_of
from herodotus.reconciliation.conflict_names import conflicts_named
from herodotus.reconciliation.disputes.pairs import disputes
from herodotus.reconciliation.voices.folding import said


class Alert(NamedTuple):
    """What a rule found.

    Attributes:
        rule: the words of the rule.
        about: the conflict or country whose toll it is; the party that is new; what
            two claims disagree on.
        tellings: the claims that it rests on, those that are new first.
        toll: the figure that passed the number, where the rule is about one.
        before: what the figure was, where it was known.
    """

    rule: str
    about: str | None
    tellings: tuple[Telling, ...]
    toll: Toll | None = None
    before: int | None = None


def alerts(
    rule: Rule,
    before: Sequence[Telling],
    after: Sequence[Telling],
    *,
    today: date,
    policy: str | Policy = "default",
) -> tuple[Alert, ...]:
    """What a rule finds in the claims that came between `before` and `after`.

    Both are tellings with copies folded (`folding.fold`), of all of the ledger or of
    the part that matters. History that a report recalls is never news. A figure alerts
    when it passes the number, and not again while it stays above.
    """
    had = [one for one in before if _fits(one, rule)]
    have = [one for one in after if _fits(one, rule)]
    new = _new(had, have)
    if not new:
        return ()
    if rule.subject == "claim":
        return (Alert(rule.words, None, tuple(new)),)
    if rule.subject == "party":
        return tuple(_parties(rule, had, new))
    if rule.subject == "contradiction":
        return tuple(_contradictions(rule, had, have, new))
    return tuple(_figures(rule, had, have, new, today, policy))


class Reach(NamedTuple):
    """Which claims rules look at, beside those that are new and copies of them.

    Attributes:
        kinds: the kinds of claim, in the wars that the new claims are about.
        since: those that began on this day or later; `None`, those of all days.
    """

    kinds: frozenset[str]
    since: date | None


def reach(rules: Iterable[Rule], *, today: date) -> Reach:
    """What rules need to know; those about parties need all that was ever named.

    >>> from herodotus.reconciliation.alerts.rules import parse_rule
    >>> reach([parse_rule("killed last 7 days > 50")], today=date(2020, 9, 28))
    Reach(kinds=frozenset({'casualty'}), since=datetime.date(2020, 9, 22))
    >>> reach([parse_rule("new claim")], today=date(2020, 9, 28)).kinds
    frozenset()
    """
    kinds: set[str] = set()
    firsts: list[date] = []
    always = False
    for rule in rules:
        if rule.subject == "figure":
            kinds.add("casualty")
            always = always or rule.days is None
            if rule.days is not None:
                firsts.append(today - timedelta(rule.days.first))
        elif rule.subject == "contradiction":
            kinds.update(KINDS)
            always = True
    since = None if always else min(firsts, default=None)
    return Reach(frozenset(kinds), since)


def parties_in(rule: Rule, tellings: Iterable[Telling]) -> frozenset[str]:
    """The parties that are named in what a rule is about."""
    fitting = (telling for telling in tellings if _fits(telling, rule))
    return frozenset(party for telling in fitting for party in _named(telling))


def _fits(telling: Telling, rule: Rule) -> bool:
    """Whether a claim is news, and about the side and the place of the rule."""
    if telling.claim.background:
        return False
    if rule.side is not None:
        wanted = party_of(rule.side) or rule.side
        if _about(telling) not in {wanted, rule.side}:
            return False
    return rule.within is None or _lies_in(telling, rule.within)


def _about(telling: Telling) -> str | None:
    """Whose people, arms or ground a claim is about."""
    claim = telling.claim
    for name in ("victim_side", "side", "owner_side", "by"):
        if side := getattr(claim, name, None):
            return party_of(side) or str(side)
    return None


def _lies_in(telling: Telling, name: str) -> bool:
    try:
        meant = conflicts_named(name)
    except UnknownConflict:
        meant = ()
    plain = name.casefold()
    place = (telling.claim.place or "").casefold()
    return (
        telling.conflict in meant
        or plain == (telling.country or "").casefold()
        or plain in place
    )


def _new(before: Iterable[Telling], after: Iterable[Telling]) -> list[Telling]:
    """The claims that nobody had made: neither the same words nor a copy of them."""
    ids = {telling.claim.id for telling in before}
    told = {said(telling) for telling in before}
    return [
        telling
        for telling in after
        if telling.claim.id not in ids and said(telling) not in told
    ]


def _parties(
    rule: Rule, before: Iterable[Telling], new: Sequence[Telling]
) -> Iterator[Alert]:
    """An alert for each party that is named for the first time, in order of coming."""
    known = parties_in(rule, before)
    naming: dict[str, list[Telling]] = {}
    for telling in new:
        for party in _named(telling):
            if party not in known:
                naming.setdefault(party, []).append(telling)
    for party, tellings in naming.items():
        yield Alert(rule.words, party, tuple(tellings))


def _named(telling: Telling) -> tuple[str, ...]:
    """The parties that speak in a claim or that it is about, each once."""
    claim = telling.claim
    names = [claim.attributed_to, _about(telling), getattr(claim, "perpetrator", None)]
    for group in ("initiators", "targets"):
        names += [party.name for party in getattr(claim, group, ())]
    parties = (party_of(name) for name in names)
    return tuple(dict.fromkeys(party for party in parties if party and _is_name(party)))


def _is_name(party: str) -> bool:
    """Whether a party has a name of its own, and is not described: "local officials".

    >>> _is_name("al-Shabaab"), _is_name("Free Army of the North")
    (True, True)
    >>> _is_name("Residents of the valley")
    False
    """
    return all(word != word.lower() or len(word) <= 3 for word in party.split())


def _contradictions(
    rule: Rule,
    before: Sequence[Telling],
    after: Sequence[Telling],
    new: Sequence[Telling],
) -> Iterator[Alert]:
    """An alert for each pair of claims that cannot both be right, and was not there."""
    here = {telling.claim.id: telling for telling in after}
    coming = {telling.claim.id for telling in new}
    known = {_pair(one) for one in disputes(relate_across(before))}
    for dispute in disputes(relate_across(after)):
        ids = dict.fromkeys((dispute.one, dispute.other))
        if _pair(dispute) in known or not coming & set(ids):
            continue
        pair = sorted((here[id] for id in ids if id in here), key=_newest_first(coming))
        yield Alert(rule.words, dispute.about, tuple(pair))


def _pair(dispute: Dispute) -> tuple[str, ...]:
    return (dispute.kind, *sorted((dispute.one, dispute.other)))


class _Group(NamedTuple):
    """Whose tolls are looked at together: those of one war, or of one country."""

    conflict: str | None
    country: str | None
    place: str | None

    @property
    def name(self) -> str | None:
        return self.conflict or self.country or self.place


def _figures(
    rule: Rule,
    before: Sequence[Telling],
    after: Sequence[Telling],
    new: Sequence[Telling],
    today: date,
    policy: str | Policy,
) -> Iterator[Alert]:
    """An alert for each war or country whose toll has come to pass the number."""
    wars = {telling.conflict for telling in new}  # others are as they were

    def highest(tellings: Sequence[Telling]) -> dict[_Group, Toll]:
        counted = [
            t for t in tellings if t.conflict in wars and _counts(t, rule, today)
        ]
        return _highest(rule, account_of(counted, policy=policy).tolls)

    was = highest(before)
    here = {telling.claim.id: telling for telling in after}
    coming = {telling.claim.id for telling in new}
    for group, toll in highest(after).items():
        figure = _figure(toll, rule)
        earlier = _figure(was[group], rule) if group in was else None
        if figure is None or figure <= rule.bound or (earlier or 0) > rule.bound:
            continue
        reasons = [here[id] for id in toll.reasons if id in here]
        reasons.sort(key=_newest_first(coming))
        yield Alert(rule.words, group.name, tuple(reasons), toll, earlier)


def _counts(telling: Telling, rule: Rule, today: date) -> bool:
    """Whether a claim is about the outcome and the days of the rule.

    A running total that began before those days is not one of those days, nor is one
    whose beginning nobody states.
    """
    claim = telling.claim
    if not isinstance(claim, CasualtyClaim) or claim.outcome != rule.outcome:
        return False
    if rule.days is None:
        return True
    if claim.counting == "cumulative" and claim.date_start is None:
        return False
    begins = claim.date_start or claim.date_end or telling.card.day
    ends = claim.date_end or claim.date_start or telling.card.day
    if begins is None or ends is None:
        return False
    first = today - timedelta(rule.days.first)
    return first <= begins and ends <= today - timedelta(rule.days.last)


def _highest(rule: Rule, tolls: Iterable[Toll]) -> dict[_Group, Toll]:
    """The toll with the highest figure of each war or country, of the rule's people.

    Where the tolls of a group add up to one of all its people, that is one of them.
    """
    groups: dict[_Group, list[Toll]] = {}
    for toll in tolls:
        if toll.outcome == rule.outcome and rule.status in (None, toll.status):
            place = None if toll.conflict or toll.country else toll.place
            group = _Group(toll.conflict, toll.country, place)
            groups.setdefault(group, []).append(toll)
    found = {}
    for group, those in groups.items():
        candidates = [*those, *_whole(those)]
        known = [toll for toll in candidates if _figure(toll, rule) is not None]
        if known:
            found[group] = max(known, key=lambda toll: _figure(toll, rule) or 0)
    return found


def _whole(tolls: Sequence[Toll]) -> tuple[Toll, ...]:
    """One toll of all people of a group, where its tolls come to one."""
    every = Tolls(tuple(tolls))
    if len(tolls) < 2 or every.best is None:
        return ()
    same = {"low": every.low, "best": every.best, "high": every.high}
    parts = {"side": None, "status": "unknown", "reasons": every.reasons}
    return (tolls[0].model_copy(update=same | parts),)


def _figure(toll: Toll, rule: Rule) -> int | None:
    """The figure that a rule looks at; the lowest stands in for a best not known."""
    if rule.estimate == "high":
        return toll.high
    if rule.estimate == "best" and toll.best is not None:
        return toll.best
    return toll.low


def _newest_first(coming: set[str]) -> Callable[[Telling], bool]:
    """A key that puts the claims that came now before the others."""
    return lambda telling: telling.claim.id not in coming
