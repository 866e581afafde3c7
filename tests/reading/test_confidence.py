"""How sure: what is seen about a claim, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
)
from herodotus.reading import Reader
from herodotus.reading.claims import told_claims
from herodotus.reading.confidence import Signs, Weights, chance, weights
from herodotus.reading.telling import Telling
from herodotus.sources import report_from_text

KINDS = (
    CasualtyClaim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
)

Seen = Callable[[str], list[frozenset[str]]]


@pytest.fixture(scope="module")
def seen(reader: Reader) -> Seen:
    """The signs of each casualty claim of a text."""

    def read(text: str) -> list[frozenset[str]]:
        telling = Telling(reader.scene(report_from_text(text)))
        claims = told_claims(telling)
        signs = Signs(claims, telling)
        return [signs.of(c) for c in claims if isinstance(c, CasualtyClaim)]

    return read


def test_every_kind_has_its_weights() -> None:
    assert set(weights()) == {
        get_args(k.model_fields["kind"].annotation)[0] for k in KINDS
    }


def test_every_claim_has_a_confidence_in_hundredths(
    claims: Callable[[str], list[Claim]],
) -> None:
    found = claims(
        "KYIV, 24 August 2022 - Ukrainian forces shelled Kherson on Tuesday, killing "
        "three soldiers and destroying two Russian tanks, the defence ministry said. "
        "Russia has not said how many soldiers it lost."
    )
    assert len({claim.kind for claim in found}) >= 3
    for claim in found:
        assert claim.confidence is not None
        assert 0 < claim.confidence < 1
        assert claim.confidence == round(claim.confidence, 2)


def test_confidence_is_no_part_of_what_a_claim_says(
    tolls: Callable[[str], list[CasualtyClaim]],
) -> None:
    (claim,) = tolls("BAKU, 2 October 2020 - Shelling killed three civilians in Ganja.")
    other = claim.model_copy(update={"confidence": 0.01})
    assert other.identified("x").id == claim.identified("x").id


def test_a_ministry_on_its_own_losses_is_surer_than_a_number_in_passing(
    tolls: Callable[[str], list[CasualtyClaim]],
) -> None:
    (plain,) = tolls(
        "YEREVAN, 28 September 2020 - Armenia's defence ministry said on Monday that "
        "16 Armenian soldiers had been killed in Martakert."
    )
    (vague,) = tolls(
        "YEREVAN, 28 September 2020 - Troops exchanged fire and Russia and Iran called "
        "for calm.\n\nResidents said that shelling went on and one person was killed."
    )
    assert plain.confidence is not None
    assert vague.confidence is not None
    assert plain.confidence > vague.confidence


def test_who_speaks_is_seen(seen: Seen) -> None:
    own, others, nobody = seen(
        "YEREVAN, 28 September 2020 - Armenia said on Monday that 16 Armenian soldiers "
        "had been killed.\n\nAzerbaijan said that 550 Armenian soldiers had been "
        "killed.\n\nIn Ganja, where nobody slept that night and none would tell of it, "
        "three civilians were killed."
    )
    assert "own losses" in own
    assert "losses of others" in others
    assert "no source" not in own | others
    assert {"no source"} <= nobody


def test_what_the_words_name_is_told_from_what_the_report_lends(seen: Seen) -> None:
    named, lent = seen(
        "GAO, 3 May 2015 - Malian soldiers fought rebels on Sunday; 12 Malian soldiers "
        "were killed in Gao.\n\nIn a second ambush five soldiers were killed."
    )
    assert not {"side from elsewhere", "place from elsewhere"} & named
    assert {"side from elsewhere", "day from elsewhere"} <= lent


def test_how_the_number_stands_is_seen(seen: Seen) -> None:
    dozens, three = seen(
        "KABUL, 3 May 2015 - Dozens of policemen were killed on Sunday and 3 wounded."
    )
    assert "open number" in dozens
    assert not {"open number", "number in words"} & three
    assert "only count of the sentence" not in dozens | three
    (one,) = seen("KABUL, 3 May 2015 - A policeman was killed in an attack on Sunday.")
    assert {"one person", "only count of the sentence"} <= one


def test_a_silence_is_as_sure_as_any_other(reader: Reader) -> None:
    telling = Telling(
        reader.scene(
            report_from_text("Azerbaijan has not disclosed its military casualties.")
        )
    )
    found = told_claims(telling)
    silent = [c for c in found if isinstance(c, NondisclosureClaim)]
    assert silent
    assert Signs(found, telling).of(silent[0]) == {"rule nondisclosure"}


@given(
    st.floats(-50, 50),
    st.dictionaries(st.text(max_size=3), st.floats(-50, 50), max_size=5),
    st.sets(st.text(max_size=3), max_size=8),
)
def test_nothing_is_certain_and_nothing_is_out_of_the_question(
    base: float, signs: dict[str, float], shown: set[str]
) -> None:
    assert 0 < chance(Weights(base, signs), shown) < 1


@given(st.floats(-5, 5), st.floats(0.5, 5))
def test_a_sign_moves_the_chance_its_own_way(base: float, weight: float) -> None:
    weighed = Weights(base, {"up": weight, "down": -weight})
    assert chance(weighed, {"up"}) >= chance(weighed, ()) >= chance(weighed, {"down"})
    assert chance(weighed, {"never seen"}) == chance(weighed, ())
