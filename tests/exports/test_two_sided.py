"""The two sides: who stands where, who tells what, figures that are no zeros."""

from __future__ import annotations

import pytest

from herodotus.exports.two_sided import behind, facings, figure
from herodotus.model import Account, Face, Period, Toll
from tests.exports.views import WAR, view


def face(side: str | None, *, conflict: str | None = None) -> Face:
    return Face(
        conflict=conflict,
        side=side,
        status="unknown",
        outcome="killed",
        teller="third",
        low=1,
        high=1,
    )


def test_the_camps_are_those_of_the_known_conflict() -> None:
    (facing,) = facings(view().account)
    assert facing.conflict == WAR
    assert (facing.left, facing.right) == (("Azerbaijan",), ("Nagorno-Karabakh",))
    assert facing.rest == ("both",)


def test_allies_stand_in_one_camp() -> None:
    faces = tuple(face(side, conflict=WAR) for side in ("Armenia", "Nagorno-Karabakh"))
    (facing,) = facings(Account(policy="default", faces=faces))
    assert facing.left == ()
    assert facing.right == ("Nagorno-Karabakh", "Armenia")


def test_without_a_known_conflict_two_sides_that_are_alone_face_each_other() -> None:
    faces = (face("X"), face("Y"), face("Y"), face(None))
    (facing,) = facings(Account(policy="default", faces=faces))
    assert (facing.left, facing.right) == (("Y",), ("X",))
    assert facing.rest == (None,)


def test_of_more_than_two_nobody_says_who_faces_whom() -> None:
    faces = (face("X"), face("Y"), face("Z"))
    (facing,) = facings(Account(policy="default", faces=faces))
    assert (facing.left, facing.right) == ((), ())
    assert facing.rest == ("X", "Y", "Z")


def test_a_silence_without_claims_of_its_own_rests_on_those_that_tell_of_it() -> None:
    whole = view()
    (facing,) = facings(whole.account)
    (loss,) = facing.of(("Azerbaijan",))
    bare = loss.faces["own"].model_copy(update={"claims": ()})
    claims = {key: told.claim for key, told in whole.by_claim.items()}
    quiet = loss._replace(faces={**loss.faces, "own": bare})
    assert behind(quiet, "own", claims) == loss.faces["own"].claims
    assert behind(quiet, "enemy", claims) == loss.faces["enemy"].claims


def test_what_each_teller_says_of_a_side_stands_together() -> None:
    (facing,) = facings(view().account)
    (loss,) = facing.of(("Azerbaijan",))
    assert loss.what == "combatants killed"
    assert figure(loss.faces["own"]) == "not disclosed"
    assert figure(loss.faces["enemy"]) == "400"
    assert [toll.high for toll in loss.tolls] == [400]


def test_a_side_without_a_teller_is_there_by_its_toll() -> None:
    toll = Toll(
        side="Mali",
        status="civilian",
        outcome="injured",
        period=Period(),
        low=1,
        best=1,
        high=1,
    )
    (facing,) = facings(Account(policy="default", tolls=(toll,)))
    assert [loss.what for loss in facing.losses] == ["civilians injured"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "a number not stated"),
        (24, None, "24 or more"),
        (None, 30, "up to 30"),
        (0, 30, "up to 30"),
        (0, 0, "none"),
        (0, None, "0 or more"),
        (1000, 1200, "1,000–1,200"),
    ],
)
def test_a_figure_in_words(low: int | None, high: int | None, words: str) -> None:
    known = face("Mali").model_copy(update={"low": low, "high": high})
    assert figure(known) == words
