"""What the tellers disagree on: figures, ground, blame."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import Claim, Dispute, Relation, Telling
from herodotus.reconciliation.disputes.pairs import (
    contradictions,
    disputes,
)
from tests.reconciliation.happenings import (
    MONDAY,
    SUNDAY,
    TUESDAY,
    control,
    event,
    told,
    toll,
)

FRONT = ("Nagorno-Karabakh", 4)
TOWN = ("Terter", 1)
DEFENCE = "Azerbaijan Ministry of Defence"
SPOKESWOMAN = "Shushan Stepanyan (Armenia Ministry of Defence)"


def evidence_of(found: Dispute, *claims: Claim) -> tuple[str, str]:
    by_id = {claim.id: claim.evidence for claim in claims}
    return by_id[found.one], by_id[found.other]


TWO_SIDES = (
    "Yerevan said ground was won back overnight and its troops had retaken heights. "
    "Baku told of new gains and that it took hills near Talysh. The enemy falls back, "
    "it went on."
)


def two_sides() -> list[Claim]:
    ours = {"attributed_to": SPOKESWOMAN, "place": FRONT}
    theirs = {"attributed_to": DEFENCE}
    return [
        control(
            TWO_SIDES, "ground was won back", "recaptured", "Armenia", on=MONDAY, **ours
        ),
        control(
            TWO_SIDES, "retaken heights", "recaptured", "Armenia", on=MONDAY, **ours
        ),
        control(TWO_SIDES, "new gains", "advance", "Azerbaijan", on=MONDAY, **theirs),
        control(
            TWO_SIDES,
            "took hills near Talysh",
            "captured",
            "Azerbaijan",
            on=MONDAY,
            place=("Talysh", 2),
            **theirs,
        ),
        event(
            TWO_SIDES,
            "The enemy falls back",
            "RETREAT",
            "Armenia",
            "Azerbaijan",
            plover_mode="withdraw",
            on=MONDAY,
            place=FRONT,
            **theirs,
        ),
    ]


def test_two_sides_that_both_gain_ground_disagree_claim_by_claim() -> None:
    claims = two_sides()
    found = disputes(told(*claims))
    assert [evidence_of(one, *claims) for one in found] == [
        ("ground was won back", "The enemy falls back"),
        ("retaken heights", "new gains"),
    ]
    assert [one.about for one in found] == [
        "Armenia and Azerbaijan disagree on who is retreating.",
        "Armenia and Azerbaijan disagree on who is advancing.",
    ]
    assert {one.kind for one in found} == {"control"}


def test_what_one_party_says_never_disputes_itself() -> None:
    text = "It took the hill. It beat an attack on the hill off. It fell back."
    ours = {"attributed_to": DEFENCE, "on": MONDAY, "place": TOWN}
    claims = [
        control(text, "took the hill", "captured", "Azerbaijan", **ours),
        control(text, "beat an attack on the hill off", "repelled", "Armenia", **ours),
        control(
            text,
            "fell back",
            "withdrawal",
            "Azerbaijan",
            **{**ours, "attributed_to": "Azerbaijan"},
        ),
    ]
    assert disputes(told(*claims)) == ()


def test_ground_taken_for_granted_or_of_history_is_no_dispute() -> None:
    text = "It won back what was lost. The other took the town."
    other = control(
        text, "took the town", "captured", "Azerbaijan", attributed_to=DEFENCE,
        on=MONDAY, place=TOWN,
    )  # fmt: skip
    for mark in ({"presupposed": True}, {"background": True}):
        one = control(
            text, "won back", "recaptured", "Armenia", attributed_to=SPOKESWOMAN,
            on=MONDAY, place=TOWN, **mark,
        )  # fmt: skip
        assert disputes(told(one, other)) == ()


CAPTURED = "Moscow said its troops took the city."
REPELLED = "Kyiv said it had beaten back attacks on the city."


def captured(day: date, place: str = "Bakhmut") -> Claim:
    return control(
        CAPTURED, "took the city", "captured", "Russia",
        attributed_to="Russia Ministry of Defence", on=day, place=(place, 1),
    )  # fmt: skip


def repelled(day: date, place: str = "Bakhmut") -> Claim:
    return control(
        REPELLED, "beaten back attacks on the city", "repelled", "Ukraine",
        attributed_to="Ukraine military", on=day, place=(place, 1),
    )  # fmt: skip


def test_a_town_taken_and_an_attack_beaten_off_dispute_each_other_across_reports() -> (
    None
):
    one, other = captured(date(2023, 5, 20)), repelled(date(2023, 5, 21))
    found = disputes([*told(one), *told(other, report="r2")])
    assert [(d.one, d.other) for d in found] == [(one.id, other.id)]
    assert (
        found[0].about == "Russia and Ukraine disagree on whether Russia took Bakhmut."
    )


@pytest.mark.parametrize(
    "other",
    [repelled(date(2023, 5, 30)), repelled(date(2023, 5, 20), "Avdiivka")],
    ids=["another week", "another town"],
)
def test_another_week_or_town_is_no_dispute(other: Claim) -> None:
    one = captured(date(2023, 5, 20))
    assert disputes([*told(one), *told(other, report="r2")]) == ()


def test_taken_on_one_day_and_taken_back_on_the_next_is_no_dispute() -> None:
    text = "It took the town. They took it back."
    one = control(
        text, "took the town", "captured", "Azerbaijan", attributed_to=DEFENCE,
        on=SUNDAY, place=TOWN,
    )  # fmt: skip
    other = control(
        text, "took it back", "recaptured", "Armenia", attributed_to=SPOKESWOMAN,
        on=TUESDAY, place=TOWN,
    )  # fmt: skip
    assert disputes([*told(one), *told(other, report="r2")]) == ()


def test_one_claim_told_in_many_reports_is_one_dispute() -> None:
    one, other = captured(date(2023, 5, 20)), repelled(date(2023, 5, 20))
    copies = [
        captured(date(2023, 5, 20)).model_copy(update={"id": f"copy {n}"})
        for n in range(5)
    ]
    tellings = [*told(one), *told(other, report="r2")]
    for number, copy in enumerate(copies):
        tellings += told(copy, report=f"r{number + 3}")
    assert len(disputes(tellings)) == 1


def test_figures_that_contradict_each_other_are_a_dispute() -> None:
    text = "The army put its dead at 12. The rebels said 20."
    one = toll(text, "12", 12, victim_side="Colombia", victim_status="combatant",
               attributed_to="Colombia army")  # fmt: skip
    other = toll(text, "20", 20, victim_side="Colombia", victim_status="combatant",
                 attributed_to="ELN",
                 relations=(Relation(type="contradicts", claim=one.id),))  # fmt: skip
    (found,) = disputes(told(one, other))
    assert (found.kind, found.one, found.other) == ("figures", one.id, other.id)
    assert found.about == (
        "Colombia and ELN disagree on how many combatants of Colombia were killed: "
        "“12” against “20”."
    )


def test_blame_that_one_claim_tells_of_both_sides_is_no_pair_of_an_account() -> None:
    text = "Each side blames the other."
    claim = event(text, text, "ACCUSE", "Armenia", "Azerbaijan", reciprocal=True)
    (found,) = disputes(told(claim))
    assert (found.one, found.other) == (claim.id, claim.id)
    assert contradictions([found]) == ()
    assert contradictions(disputes(told(*two_sides()))) == tuple(
        (d.one, d.other) for d in disputes(told(*two_sides()))
    )


PARTIES = ("Azerbaijan", "Armenia", "Nagorno-Karabakh", "rebels")
VOICES = (DEFENCE, SPOKESWOMAN, "Nagorno-Karabakh army", "UN", None)


@st.composite
def many_tellings(draw: st.DrawFn) -> list[Telling]:
    """Ground, attacks and blame of all kinds, told in a few reports."""
    found: list[Telling] = []
    for number in range(draw(st.integers(0, 9))):
        text = f"{' ' * 30 * number}words {number}"
        said = {
            "attributed_to": draw(st.sampled_from(VOICES)),
            "place": draw(st.sampled_from([TOWN, FRONT, ("Talysh", 2), None])),
            "on": draw(st.sampled_from([SUNDAY, MONDAY, TUESDAY, None])),
            "denied": draw(st.booleans()),
            "stance": draw(st.sampled_from(["asserts", "accuses", "denies"])),
        }
        by, to = draw(st.sampled_from(PARTIES)), draw(st.sampled_from(PARTIES))
        shape = draw(st.sampled_from(["control", "ACCUSE", "ASSAULT", "RETREAT"]))
        words = f"words {number}"
        if shape == "control":
            action = draw(st.sampled_from(["captured", "repelled", "advance", "lost"]))
            claim = control(text, words, action, by, **said)
        else:
            mode = "withdraw" if shape == "RETREAT" else None
            claim = event(text, words, shape, by, to, plover_mode=mode, **said)
        found += told(claim, report=draw(st.sampled_from(["r1", "r2", "r3"])))
    return found


@settings(deadline=None, max_examples=150)
@given(many_tellings(), st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_makes_no_difference(
    tellings: list[Telling], chance: Random
) -> None:
    found = disputes(tellings)
    chance.shuffle(tellings)
    assert disputes(tellings) == found
    assert disputes([*tellings, *tellings]) == found


@settings(deadline=None, max_examples=100)
@given(many_tellings())
def test_disputes_are_between_claims_that_were_told(tellings: list[Telling]) -> None:
    ids = {telling.claim.id for telling in tellings}
    found = disputes(tellings)
    assert all({one.one, one.other} <= ids for one in found)
    assert len({(one.one, one.other) for one in found}) == len(found)
    assert all(one.about.endswith(".") for one in found)
