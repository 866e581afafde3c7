"""The account: rows, ranges, whose word is best, what each policy makes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from herodotus.errors import DataFileError
from herodotus.model import CasualtyClaim, Relation, Toll
from herodotus.reconciliation import load_policy, reconcile, relate
from tests.reconciliation.claims import casualty, silence

FIGHTER: dict[str, Any] = {"victim_status": "combatant"}


def _tolls(text: str, *claims: CasualtyClaim, policy: str = "default") -> list[Toll]:
    return list(reconcile(relate(claims, text=text), policy=policy).tolls)


def _range(toll: Toll) -> tuple[int | None, int | None, int | None]:
    return toll.low, toll.best, toll.high


def _in(whole: CasualtyClaim) -> Relation:
    return Relation(type="part_of", claim=whole.id)


@pytest.mark.parametrize(
    ("number", "low", "high", "expected"),
    [
        ("14", 14, 14, (14, 14, 14)),
        ("at least 14", 14, None, (14, 14, None)),
        ("up to 14", 0, 14, (0, 14, 14)),
        ("between 12 and 16", 12, 16, (12, 14, 16)),
        ("dozens", 24, None, (24, 24, None)),
    ],
)
def test_a_single_claim_keeps_its_range(
    number: str, low: int, high: int | None, expected: tuple[int, int, int | None]
) -> None:
    text = f"The raid killed {number} villagers."
    [toll] = _tolls(text, casualty(text, number, low, high))
    assert _range(toll) == expected


def test_contradicting_parties_span_the_range_and_own_losses_are_best() -> None:
    text = "The army said it lost 12 men. A monitor counted 19 soldiers dead."
    side: dict[str, Any] = {"victim_side": "Niger", **FIGHTER}
    [toll] = _tolls(
        text,
        casualty(text, "12 men", 12, attributed_to="Niger army", **side),
        casualty(text, "19 soldiers", 19, attributed_to="ACLED", **side),
    )
    assert _range(toll) == (12, 12, 19)
    assert toll.said_by == ("Niger",)


def test_an_enemy_raises_high_and_nothing_else() -> None:
    text = "The army said it lost 12 men. The rebels said 40 soldiers had fallen."
    side: dict[str, Any] = {"victim_side": "Niger", **FIGHTER}
    army = casualty(text, "12 men", 12, attributed_to="Niger army", **side)
    rebels = casualty(text, "40 soldiers", 40, attributed_to="rebels", **side)
    assert _range(_tolls(text, army, rebels)[0]) == (12, 12, 40)
    assert _range(_tolls(text, rebels)[0]) == (0, None, 40)
    assert _range(_tolls(text, army, rebels, policy="acled")[0]) == (12, 12, 12)
    assert _range(_tolls(text, army, rebels, policy="airwars")[0]) == (12, None, 40)
    assert _range(_tolls(text, rebels, policy="airwars")[0]) == (40, 40, 40)


def test_an_ally_is_no_enemy() -> None:
    text = "Shells from A killed two of B. Shells from A killed nine of C, B said."
    claims = [
        casualty(
            text, "two of B", 2, victim_side="B", perpetrator="A", attributed_to="C"
        ),
        casualty(
            text, "nine of C", 9, victim_side="C", perpetrator="A", attributed_to="B"
        ),
    ]
    assert [_range(toll) for toll in _tolls(text, *claims)] == [(2, 2, 2), (9, 9, 9)]


@pytest.mark.parametrize(("word", "worth"), [("Dozens", 12), ("Hundreds", 100)])
def test_acled_has_a_number_for_a_word(word: str, worth: int) -> None:
    text = f"{word} died."
    claim = casualty(text, word, 2 * worth, None)
    assert _range(_tolls(text, claim, policy="acled")[0]) == (worth, worth, worth)
    assert _range(_tolls(text, claim)[0]) == (2 * worth, 2 * worth, None)


def test_separate_attacks_add_up_and_other_days_have_rows_of_their_own() -> None:
    text = "A bomb killed five and another two others. On Friday raiders killed three."
    monday, friday = date(2015, 2, 2), date(2015, 2, 6)
    tolls = _tolls(
        text,
        casualty(text, "five", 5, date_start=monday, date_end=monday),
        casualty(text, "two others", 2, date_start=monday, date_end=monday),
        casualty(text, "three", 3, date_start=friday, date_end=friday),
    )
    assert [(t.period.end, *_range(t)) for t in tolls] == [
        (monday, 7, 7, 7),
        (friday, 3, 3, 3),
    ]


def test_a_superseded_figure_does_not_count() -> None:
    text = "The mayor spoke of 20 dead. He later corrected the toll to 17 dead."
    [toll] = _tolls(text, casualty(text, "20 dead", 20), casualty(text, "17 dead", 17))
    assert _range(toll) == (17, 17, 17)
    assert len(toll.reasons) == 2


def test_undivided_counts_have_rows_of_their_own() -> None:
    text = "Eight were killed. The army put 60 rebels out of action."
    tolls = _tolls(
        text,
        casualty(text, "Eight", 8),
        casualty(text, "60 rebels", 60, outcome="killed_or_injured_or_captured"),
    )
    assert [toll.outcome for toll in tolls] == [
        "killed",
        "killed_or_injured_or_captured",
    ]


def test_silence_alone_is_a_row_of_unknowns() -> None:
    text = "Baku has published no military losses."
    quiet = silence(
        text,
        "published no military losses",
        side="Azerbaijan",
        victim_status="combatant",
    )
    [toll] = reconcile([quiet]).tolls
    assert _range(toll) == (None, None, None)
    assert toll.undisclosed
    assert toll.reasons == (quiet.id,)


def test_denied_and_doubted_claims_are_not_counted() -> None:
    text = "Rebels said 30 soldiers died. The army denied that 30 of its men fell."
    rebels = casualty(text, "30 soldiers", 30, attributed_to="rebels")
    army = casualty(
        text, "30 of its men", 30, attributed_to="Chad army", stance="denies"
    )
    account = reconcile(relate([army, rebels], text=text))
    assert [toll.reasons for toll in account.tolls] == [(rebels.id,)]
    assert account.contradictions == ((rebels.id, army.id),)


def test_a_breakdown_that_fails_is_told() -> None:
    text = "Ten people died: six farmers and three herders."
    claims = relate(
        [
            casualty(text, "Ten people", 10),
            casualty(text, "six farmers", 6),
            casualty(text, "three herders", 3),
        ],
        text=text,
    )
    [balance] = reconcile(claims).balance
    assert (balance.stated, balance.sum, balance.holds) == (10, 9, False)


def test_figures_that_only_happen_not_to_add_up_are_no_balance() -> None:
    text = "Ten people died, including two girls and a boy aged four. Rain followed."
    claims = relate(
        [
            casualty(text, "Ten people", 10),
            casualty(text, "two girls", 2),
            casualty(text, "a boy", 1),
        ],
        text=text,
    )
    assert reconcile(claims).balance == ()


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(DataFileError, match="acled, airwars, default, ucdp"):
        load_policy("nobody")


def test_a_report_that_tells_another_figure_than_its_source_gives_a_range() -> None:
    text = "The ministry said 12 people died in Ganja. The missile killed 13 people."
    [toll] = _tolls(
        text,
        casualty(text, "12 people", 12, attributed_to="Azerbaijan government"),
        casualty(text, "13 people", 13),
    )
    assert _range(toll) == (12, 12, 13)


def test_many_more_opens_the_top_and_adds_no_number() -> None:
    text = "At least 300 were shot dead, and likely many more in other towns."
    [toll] = _tolls(
        text,
        casualty(text, "At least 300", 300, None),
        casualty(text, "many more", 3, None, counting="new"),
    )
    assert _range(toll) == (300, 300, None)


def test_an_increment_of_unknown_status_joins_the_running_total() -> None:
    text = "Nine more had been killed. In all 310 of its soldiers have died."
    ours: dict[str, Any] = {"victim_side": "Ukraine", "attributed_to": "Ukraine"}
    [toll] = _tolls(
        text,
        casualty(text, "Nine more", 9, counting="new", **ours),
        casualty(text, "310", 310, counting="cumulative", **FIGHTER, **ours),
    )
    assert _range(toll) == (310, 310, 310)
    assert len(toll.reasons) == 2


def test_a_part_is_not_added_to_the_whole_of_its_whole() -> None:
    text = (
        "Ten soldiers were killed. Three of the wounded later died, raising the "
        "army's death toll to 13."
    )
    mali: dict[str, Any] = {"victim_side": "Mali", **FIGHTER}
    ten = casualty(text, "Ten soldiers", 10, **FIGHTER)
    three = casualty(text, "Three", 3, **mali)
    thirteen = casualty(text, "13", 13, **mali)
    claims = [
        ten.model_copy(update={"relations": (_in(thirteen),)}),
        three.model_copy(update={"relations": (_in(ten),)}),
        thirteen,
    ]
    tolls = reconcile(claims).tolls
    army = next(toll for toll in tolls if toll.side == "Mali")
    assert _range(army) == (13, 13, 13)
    assert {three.id, thirteen.id} <= set(army.reasons)


def test_a_toll_that_rose_is_the_one_that_counts() -> None:
    text = "The death toll rose from 31 to 84 after the raid."
    [toll] = _tolls(text, casualty(text, "31", 31), casualty(text, "84", 84))
    assert _range(toll) == (84, 84, 84)
