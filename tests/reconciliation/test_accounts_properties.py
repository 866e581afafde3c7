"""What holds for the account of any reports, however odd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import (
    Card,
    CasualtyClaim,
    Claim,
    NondisclosureClaim,
    Relation,
    Telling,
)
from herodotus.reconciliation import account_of, relate_across
from tests.reconciliation.tellings import WAR

POLICIES = ("default", "ucdp", "acled", "airwars")
SIDES = ("Azerbaijan", "Nagorno-Karabakh", "Armenia", "both", None)
VOICES = (
    "Azerbaijan Ministry of Defence",
    "Nagorno-Karabakh officials",
    "Armenia",
    "Red Cross",
    None,
)
KINDS = ("part_of", "repeats", "adds_to", "supersedes", "contradicts", "sums")


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    """A few reports of a war and of elsewhere, with claims of losses that may tie."""
    found: list[Telling] = []
    for report in range(draw(st.integers(0, 5))):
        published = date(2020, 9, 27) + timedelta(days=draw(st.integers(0, 30)))
        card = Card(
            key=f"r{report}",
            id=f"r{report}",
            sha256=f"r{report}",
            date=draw(st.sampled_from([published, None])),
        )
        ids: list[str] = []
        for place in range(draw(st.integers(1, 4))):
            claim = draw(claims(start=100 * place, day=published, ids=ids))
            ids.append(claim.id)
            where = draw(st.sampled_from([(WAR, None), (None, "MLI"), (None, None)]))
            found.append(
                Telling(claim, card, card.key, conflict=where[0], country=where[1])
            )
    return found


@st.composite
def claims(draw: st.DrawFn, *, start: int, day: date, ids: Sequence[str]) -> Claim:
    """A claim of losses, or of silence about them."""
    end = day - timedelta(days=draw(st.integers(0, 3)))
    days = {
        "date_start": draw(
            st.sampled_from([end, date(2020, 9, 27), end - timedelta(days=9), None])
        ),
        "date_end": draw(st.sampled_from([end, None])),
    }
    if draw(st.integers(0, 7)) == 0:
        return NondisclosureClaim(
            start=start,
            end=start + 9,
            evidence="is silent",
            side=draw(st.sampled_from(SIDES)),
            victim_status="combatant",
            **days,
        ).identified(f"{start}")
    low = draw(st.integers(0, 40))
    width = draw(st.sampled_from([0, 0, 0, 3, None]))
    text = "dozens" if width is None and low == 24 else f"{low} people"
    ties: tuple[Relation, ...] = ()
    if bool(ids) and draw(st.booleans()):
        kind = draw(st.sampled_from(KINDS))
        ties = (Relation(type=kind, claim=draw(st.sampled_from(ids))),)
    return CasualtyClaim(
        start=start,
        end=start + len(text),
        evidence=text,
        text=text,
        low=low,
        high=None if width is None else low + width,
        approx=draw(st.booleans()),
        outcome=draw(st.sampled_from(["killed", "injured"])),
        counting=draw(st.sampled_from(["event", "new", "cumulative"])),
        victims=draw(st.sampled_from(["people", "children"])),
        victim_side=draw(st.sampled_from(SIDES)),
        victim_status=draw(
            st.sampled_from(["combatant", "civilian", "mixed", "unknown"])
        ),
        perpetrator=draw(st.sampled_from(["Azerbaijan", "Armenia", None])),
        attributed_to=draw(st.sampled_from(VOICES)),
        stance=draw(st.sampled_from(["asserts", "asserts", "denies"])),
        denied=draw(st.booleans()),
        place=draw(st.sampled_from(["Ganja", "Terter", "Nagorno-Karabakh", None])),
        place_precision=draw(st.sampled_from([1, 4, None])),
        background=draw(st.integers(0, 5)) == 0,
        relations=ties,
        **days,
    ).identified(f"{day}{start}{draw(st.integers(0, 10**9))}")


@settings(deadline=None, max_examples=150)
@given(tellings(), st.integers(), st.sampled_from(POLICIES))
def test_the_order_of_tellings_makes_no_difference(
    told: list[Telling], seed: int, policy: str
) -> None:
    shuffled = Random(seed).sample(told, len(told))
    assert account_of(shuffled, policy=policy) == account_of(told, policy=policy)
    by_place = {id(one.claim): place for place, one in enumerate(told)}
    related = relate_across(told)
    again = relate_across(shuffled)
    assert [related[by_place[id(one.claim)]] for one in shuffled] == again


@settings(deadline=None, max_examples=150)
@given(tellings(), st.sampled_from(POLICIES))
def test_low_best_and_high_are_in_order_and_have_reasons(
    told: list[Telling], policy: str
) -> None:
    known = {one.claim.id for one in told if not one.claim.background}
    account = account_of(told, policy=policy)
    for toll in account.tolls:
        figures = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        assert figures == sorted(figures)
        assert toll.reasons
        assert len(toll.reasons) == len(set(toll.reasons))
        assert set(toll.reasons) <= known
    for face in account.faces:
        assert face.undisclosed or face.claims
        assert set(face.claims) <= known
        assert face.low is None or face.high is None or face.low <= face.high


@settings(deadline=None, max_examples=100)
@given(tellings())
def test_relations_name_other_claims_once_and_only_gain(told: list[Telling]) -> None:
    ids = {one.claim.id for one in told}
    reports = {one.claim.id: one.card.key for one in told}
    for before, after in zip(told, relate_across(told), strict=True):
        mine = after.claim.relations
        assert mine[: len(before.claim.relations)] == before.claim.relations
        added = mine[len(before.claim.relations) :]
        assert len(set(mine)) == len(mine)
        assert all(tie.claim in ids - {after.claim.id} for tie in added)
        assert all(
            reports[tie.claim] != after.card.key or tie.type == "sums" for tie in added
        )


@settings(deadline=None, max_examples=100)
@given(tellings())
def test_telling_it_all_again_in_copies_changes_no_figure(told: list[Telling]) -> None:
    again = [
        one._replace(
            card=one.card.model_copy(update={"key": f"copy of {one.card.key}"})
        )
        for one in told
    ]
    once, twice = account_of(told), account_of([*told, *again])
    figures = [(t.side, t.status, t.low, t.best, t.high) for t in once.tolls]
    assert [(t.side, t.status, t.low, t.best, t.high) for t in twice.tolls] == figures
