"""Disputes on one matter between the same tellers are one quarrel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import Dispute, Telling
from herodotus.reconciliation.disputes.quarrels import quarrels
from tests.reconciliation.tellings import day, told

ENEMY = "Azerbaijan"


def by_id(*tellings: Telling) -> dict[str, Telling]:
    return {one.claim.id: one for one in tellings}


def figures(one: str, other: str) -> Dispute:
    return Dispute(kind="figures", one=one, other=other, about="They disagree.")


WAR = by_id(
    told(20, 1, by="Nagorno-Karabakh", name="own 1"),
    told(90, 1, by=ENEMY, name="enemy 1"),
    told(40, 3, by="Nagorno-Karabakh", name="own 3"),
    told(200, 3, by=ENEMY, name="enemy 3"),
    told(7, 4, by=ENEMY, name="injured", outcome="injured"),
    told(5, 4, by="Nagorno-Karabakh", name="own injured", outcome="injured"),
)
PAIRS = [
    figures("own 1", "enemy 1"),
    figures("enemy 3", "own 3"),
    figures("own 3", "enemy 1"),
    figures("injured", "own injured"),
]


def test_a_running_quarrel_is_one_with_all_that_either_said_in_order() -> None:
    newest, older = quarrels(PAIRS, WAR)
    assert [one.claim.id for one in older.one] == ["own 1", "own 3"]
    assert [one.claim.id for one in older.other] == ["enemy 1", "enemy 3"]
    assert older.about == (
        "Nagorno-Karabakh and Azerbaijan disagree on how many combatants of "
        "Nagorno-Karabakh were killed"
    )
    assert (older.reports, older.last, len(older.disputes)) == (4, day(3), 3)
    assert newest.last == day(4)


def test_attacks_at_different_places_are_quarrels_of_their_own() -> None:
    found = by_id(
        *(
            told(
                number,
                1,
                by=by,
                name=f"{town} {by}",
                counting="event",
                place=town,
                place_precision=1,
            )
            for town in ("Ganja", "Terter")
            for number, by in ((1, "Nagorno-Karabakh"), (9, ENEMY))
        )
    )
    pairs = [
        figures(f"{town} Nagorno-Karabakh", f"{town} {ENEMY}")
        for town in ("Ganja", "Terter")
    ]
    about = {one.about.rpartition(" in ")[2] for one in quarrels(pairs, found)}
    assert about == {"Ganja", "Terter"}


def test_blame_that_one_claim_tells_of_both_has_one_side() -> None:
    blame = Dispute(
        kind="accusation", one="own 1", other="own 1", about="Each blames the other."
    )
    (found,) = quarrels([blame], WAR)
    assert found.about == "Each blames the other"
    assert ([one.claim.id for one in found.one], found.other) == (["own 1"], ())


def test_a_teller_who_contradicts_itself_has_both_its_words() -> None:
    (found,) = quarrels([figures("own 1", "own 3")], WAR)
    sides = [[one.claim.id for one in side] for side in (found.one, found.other)]
    assert sides == [["own 1"], ["own 3"]]


@given(st.permutations(PAIRS))
def test_every_dispute_is_in_one_quarrel_in_whatever_order(
    pairs: list[Dispute],
) -> None:
    found = quarrels(pairs, WAR)
    assert sorted(str(d) for q in found for d in q.disputes) == sorted(map(str, pairs))
    assert len(found) == 2
