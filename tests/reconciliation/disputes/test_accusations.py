"""Blame: who answers whom, and what is no answer."""

from __future__ import annotations

from typing import Any

from herodotus.model import Claim
from herodotus.reconciliation.disputes.pairs import disputes
from tests.reconciliation.happenings import MONDAY, control, event, told, toll

TOWN = ("Terter", 1)


def blamed(text: str, words: str, by: str, to: str, **said: Any) -> Claim:
    return event(
        text, words, "ACCUSE", by, to, attributed_to=by, stance="accuses",
        on=MONDAY, **said,
    )  # fmt: skip


SHELLING = (
    "Baku blames Yerevan for shelling Terter. Yerevan denies it shelled the town."
)


def denial(**said: Any) -> Claim:
    return event(
        SHELLING, "Yerevan denies it shelled the town", "REJECT", "Armenia",
        "Azerbaijan", attributed_to="Armenia", on=MONDAY, **said,
    )  # fmt: skip


def test_an_accusation_and_the_denial_of_the_accused_are_one_dispute() -> None:
    one = blamed(
        SHELLING, "Baku blames Yerevan for shelling Terter", "Azerbaijan", "Armenia"
    )
    (found,) = disputes(told(one, denial()))
    assert (found.kind, found.one) == ("accusation", one.id)
    assert found.about == "Armenia denies what Azerbaijan says of it."


def test_the_content_of_an_accusation_makes_no_second_dispute() -> None:
    one = blamed(
        SHELLING, "Baku blames Yerevan for shelling Terter", "Azerbaijan", "Armenia",
        denied=True,
    )  # fmt: skip
    within = event(
        SHELLING, "shelling Terter", "ASSAULT", "Armenia", "Azerbaijan",
        attributed_to="Azerbaijan", stance="accuses", denied=True, on=MONDAY,
        place=TOWN,
    )  # fmt: skip
    (found,) = disputes(told(one, within, denial()))
    assert (found.one, found.other) == (one.id, denial().id)


def test_who_turns_an_offer_down_denies_nothing() -> None:
    text = "Baku blames Yerevan for the fighting. Yerevan rejected calls for a truce."
    one = blamed(text, "Baku blames Yerevan for the fighting", "Azerbaijan", "Armenia")
    no = event(
        text, "Yerevan rejected calls for a truce", "REJECT", "Armenia", "Azerbaijan",
        attributed_to="Armenia", on=MONDAY,
    )  # fmt: skip
    assert disputes(told(one, no)) == ()


def test_a_denial_by_somebody_who_was_not_accused_answers_nothing() -> None:
    text = "Baku blames Yerevan for the attack. Ankara denied sending fighters."
    one = blamed(text, "Baku blames Yerevan for the attack", "Azerbaijan", "Armenia")
    other = event(
        text, "Ankara denied sending fighters", "REJECT", "Turkey", None,
        attributed_to="Turkey", on=MONDAY,
    )  # fmt: skip
    assert disputes(told(one, other)) == ()


EXCHANGE = "Baku blames Yerevan for the breach. Yerevan blames Baku for it."


def exchange(**other: Any) -> list[Claim]:
    return [
        blamed(EXCHANGE, "Baku blames Yerevan for the breach", "Azerbaijan", "Armenia",
               place=TOWN),
        blamed(EXCHANGE, "Yerevan blames Baku for it", "Armenia", "Azerbaijan",
               **other),
    ]  # fmt: skip


def test_two_who_blame_each_other_are_one_dispute() -> None:
    (found,) = disputes(told(*exchange()))
    assert found.about == (
        "Azerbaijan and Armenia blame each other for what happened at Terter."
    )


def test_blame_for_what_happened_in_two_towns_is_no_dispute() -> None:
    assert disputes(told(*exchange(place=("Ganja", 1)))) == ()


def test_what_the_words_set_out_for_both_is_not_said_twice() -> None:
    text = f"{EXCHANGE} Each side blames the other."
    both = event(
        text, "Each side blames the other", "ACCUSE", "Armenia", "Azerbaijan",
        reciprocal=True, on=MONDAY,
    )  # fmt: skip
    assert len(disputes(told(*exchange(), both))) == 1


def test_what_an_enemy_only_tells_is_blame_once_it_is_denied() -> None:
    text = "Baku said Armenia shelled Terter. Yerevan denies it did."
    one = event(
        text, "Armenia shelled Terter", "ASSAULT", "Armenia", "Azerbaijan",
        attributed_to="Azerbaijan", on=MONDAY, place=TOWN,
    )  # fmt: skip
    assert disputes(told(one)) == ()
    no = event(
        text, "Yerevan denies it did", "REJECT", "Armenia", None,
        attributed_to="Armenia", on=MONDAY,
    )  # fmt: skip
    assert len(disputes(told(one, no))) == 1


def test_a_denied_count_without_words_of_denial_is_a_dispute_of_its_own() -> None:
    text = "Baku said Yerevan's shells killed six in Terter, which Yerevan disputes."
    six = toll(text, "six", 6, perpetrator="Armenia", victim_side="Azerbaijan",
               attributed_to="Azerbaijan", denied=True, on=MONDAY)  # fmt: skip
    (found,) = disputes(told(six))
    assert (found.one, found.other) == (six.id, six.id)
    assert found.about == "What Azerbaijan says of Armenia is denied."


def test_captured_ground_that_is_denied_is_a_dispute_over_ground() -> None:
    text = "Baku said it took a village. Yerevan dismissed the report as false."
    one = control(
        text, "took a village", "captured", "Azerbaijan", attributed_to="Azerbaijan",
        denied=True, on=MONDAY, place=("Talysh", 2),
    )  # fmt: skip
    no = event(
        text, "Yerevan dismissed the report as false", "REJECT", "Armenia", None,
        attributed_to="Armenia", on=MONDAY,
    )  # fmt: skip
    (found,) = disputes(told(one, no))
    assert found.kind == "control"
    assert found.about == "Armenia denies what Azerbaijan says of ground at Talysh."


def test_a_denial_in_a_later_report_answers_blame_for_the_same_town() -> None:
    one = blamed(
        SHELLING, "Baku blames Yerevan for shelling Terter", "Azerbaijan", "Armenia",
        place=TOWN,
    )  # fmt: skip
    later = told(denial(place=TOWN), report="r2")
    assert [d.kind for d in disputes([*told(one), *later])] == ["accusation"]
    elsewhere = told(denial(place=("Ganja", 1)), report="r2")
    assert disputes([*told(one), *elsewhere]) == ()


def test_a_denial_answers_the_count_that_is_disputed_and_no_other() -> None:
    text = (
        "Stepanakert announced 26 more deaths. Yerevan said its ally killed 400 of "
        "Baku's men. Baku rejected the figure."
    )
    own = toll(text, "26 more", 26, victim_side="Nagorno-Karabakh",
               attributed_to="Nagorno-Karabakh", perpetrator="Azerbaijan",
               on=MONDAY)  # fmt: skip
    theirs = toll(text, "400", 400, victim_side="Azerbaijan", denied=True,
                  attributed_to="Armenia", perpetrator="Nagorno-Karabakh",
                  on=MONDAY)  # fmt: skip
    no = event(text, "Baku rejected the figure", "REJECT", "Azerbaijan", None,
               attributed_to="Azerbaijan", on=MONDAY)  # fmt: skip
    (found,) = disputes(told(own, theirs, no))
    assert (found.one, found.other) == (theirs.id, no.id)
