"""What holds for the claims of any report, however odd."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import CasualtyClaim
from herodotus.reconciliation import balances, reconcile, relate, victims

POLICIES = ("default", "ucdp", "acled", "airwars")
SIDES = ("A", "B", "both", None)
VOICES = ("A army", "B Ministry of Defence", "Red Cross", None)
GAPS = (" and ", ", including ", ". ", ". Another ", "\n\n", ", up from ", ": ")
NUMBERS = ("{} people", "at least {} people", "{} children", "{} more", "{} soldiers")


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[CasualtyClaim]]:
    """A text of numbers strung together, and a claim about each of them."""
    text, claims = "", []
    for _ in range(draw(st.integers(0, 7))):
        text += draw(st.sampled_from(GAPS))
        low = draw(st.integers(0, 40))
        width = draw(st.sampled_from([0, 0, 0, 3, None]))
        words = draw(st.sampled_from(NUMBERS)).format(low)
        day = date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 3)))
        claim = CasualtyClaim(
            start=len(text),
            end=len(text) + len(words),
            evidence=words,
            text=words,
            low=low,
            high=None if width is None else low + width,
            approx=draw(st.booleans()),
            outcome=draw(st.sampled_from(["killed", "injured", "killed_or_injured"])),
            counting=draw(st.sampled_from(["event", "new", "cumulative"])),
            victims=words,
            victim_side=draw(st.sampled_from(SIDES)),
            victim_status=draw(
                st.sampled_from(["combatant", "civilian", "mixed", "unknown"])
            ),
            perpetrator=draw(st.sampled_from(["A", "B", None])),
            attributed_to=draw(st.sampled_from(VOICES)),
            stance=draw(st.sampled_from(["asserts", "denies"])),
            place=draw(st.sampled_from(["Kidal", "Gao", None])),
            date_start=draw(st.sampled_from([day, None])),
            date_end=draw(st.sampled_from([day + timedelta(days=1), None])),
            background=draw(st.booleans()),
        ).identified("any")
        assert isinstance(claim, CasualtyClaim)
        claims.append(claim)
        text += words
    return text + ".", claims


@settings(deadline=None, max_examples=150)
@given(reports(), st.integers(), st.sampled_from(POLICIES))
def test_order_makes_no_difference(
    report: tuple[str, list[CasualtyClaim]], seed: int, policy: str
) -> None:
    text, claims = report
    shuffled = Random(seed).sample(claims, len(claims))
    related = relate(claims, text=text)
    assert relate(shuffled, text=text) == related
    again = Random(seed).sample(related, len(related))
    assert reconcile(again, policy=policy) == reconcile(related, policy=policy)
    assert victims(again) == victims(related)
    assert balances(again) == balances(related)


@settings(deadline=None, max_examples=150)
@given(reports(), st.sampled_from(POLICIES))
def test_low_best_and_high_are_in_order(
    report: tuple[str, list[CasualtyClaim]], policy: str
) -> None:
    text, claims = report
    for toll in reconcile(relate(claims, text=text), policy=policy).tolls:
        known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        assert known == sorted(known)
        assert toll.reasons
        assert len(toll.reasons) == len(set(toll.reasons))


@settings(deadline=None, max_examples=100)
@given(reports())
def test_relating_twice_changes_nothing(
    report: tuple[str, list[CasualtyClaim]],
) -> None:
    text, claims = report
    once = relate(claims, text=text)
    assert relate(once, text=text) == once
    assert relate([*once, *once], text=text) == once


@settings(deadline=None, max_examples=100)
@given(reports())
def test_relations_name_other_claims_of_the_report_once(
    report: tuple[str, list[CasualtyClaim]],
) -> None:
    text, claims = report
    related = relate(claims, text=text)
    ids = {claim.id for claim in related}
    for claim in related:
        assert all(tie.claim in ids - {claim.id} for tie in claim.relations)
        assert len(claim.relations) == len(set(claim.relations))


@settings(deadline=None, max_examples=100)
@given(reports(), st.sampled_from(POLICIES))
def test_background_and_denials_change_nothing(
    report: tuple[str, list[CasualtyClaim]], policy: str
) -> None:
    text, claims = report
    related = relate(claims, text=text)
    told = reconcile(related, policy=policy)
    left_out = {c.id for c in related if c.background}
    assert all(left_out.isdisjoint(toll.reasons) for toll in told.tolls)
    counted = [c for c in related if not c.background]
    assert reconcile(counted, policy=policy).tolls == told.tolls or not any(
        c.relations for c in counted
    )


@settings(deadline=None, max_examples=100)
@given(reports())
def test_what_balances_holds(report: tuple[str, list[CasualtyClaim]]) -> None:
    text, claims = report
    related = relate(claims, text=text)
    number = {c.id: c for c in related if isinstance(c, CasualtyClaim)}
    for balance in balances(related):
        assert balance.holds == (balance.stated == balance.sum)
        assert balance.sum == sum(number[part].low or 0 for part in balance.parts)
        assert len(balance.parts) >= 2
