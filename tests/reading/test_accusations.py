"""A party that a report accuses is neither who speaks nor who is mourned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reading import Reader
from herodotus.sources import report_from_text

Tolls = Callable[[str], list[CasualtyClaim]]

_AGGRESSOR = """\
Eight dead after Armenian provocation, Emergency Situations Ministry says

Units of the Armenian army have been shelling towns where Azerbaijanis live; so far \
31 civilians were wounded and eight have been killed.
"""

_ELSEWHERE = """\
Armenian shelling kills four civilians, says the Interior Ministry

The aggressor Armenia fired rockets at Azerbaijan again on Sunday.
"""


@pytest.fixture
def war_tolls(reader: Reader) -> Tolls:
    """The casualty claims of a text of the second week of a war."""

    def read(text: str) -> list[CasualtyClaim]:
        found = reader.read(report_from_text(text, date="2020-10-04")).claims
        return [claim for claim in found if isinstance(claim, CasualtyClaim)]

    return read


def test_victims_of_a_provocation_are_not_its_authors_people(war_tolls: Tolls) -> None:
    found = war_tolls(_AGGRESSOR)
    assert found
    assert {claim.victim_side for claim in found} == {"Azerbaijan"}
    killed = [claim for claim in found if claim.outcome == "killed"]
    assert {claim.low for claim in killed} == {8}
    assert {claim.perpetrator for claim in killed} == {"Armenia"}
    assert {claim.counting for claim in killed} == {"cumulative"}


def test_a_figure_that_nobody_answers_for_is_his_whom_the_headline_gives(
    war_tolls: Tolls,
) -> None:
    (killed,) = (claim for claim in war_tolls(_AGGRESSOR) if claim.outcome == "killed")
    assert killed.start > len("Eight dead after Armenian provocation")
    assert killed.attributed_to == "Azerbaijan Ministry of Emergency Situations"
    assert killed.attribution_cue == "says"


def test_a_ministry_that_speaks_of_the_aggressor_is_its_enemys(
    war_tolls: Tolls,
) -> None:
    (claim,) = war_tolls(_ELSEWHERE)
    assert (claim.victim_side, claim.perpetrator) == ("Azerbaijan", "Armenia")
    assert claim.attributed_to is not None
    assert claim.attributed_to.startswith("Azerbaijan")
