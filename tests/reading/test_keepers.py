"""Who "it" and "he" are, after a body's count and after a body that spoke."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim

Read = Callable[[str], list[CasualtyClaim]]


@pytest.mark.parametrize(
    ("text", "number", "party"),
    [
        (
            (
                "EL GENEINA, 14 May 2023 - At least 280 people were killed in the "
                "town, the Sudan Doctors Union said. The RSF denied any part in the "
                "attack.\n\nNationwide, the union's count of civilians killed since "
                "the war began stands at 822, it said."
            ),
            822,
            "Sudan Doctors Union",
        ),
        (
            (
                "KABUL, 3 May 2018 - The UN mission said 12 civilians were killed in "
                "Kunduz. The Taliban denied it.\n\nThe mission's tally of civilians "
                "killed this year has reached 763, it said."
            ),
            763,
            "UN",
        ),
        # a union is nobody that "he" could be
        (
            (
                "KHARTOUM, 17 April 2023 - The number of civilians killed in Sudan has "
                "risen to 97, a doctors' union said.\n\nVolker Perthes, the United "
                "Nations envoy, gave a higher figure. More than 180 people had been "
                "killed, he told reporters."
            ),
            181,
            "Volker Perthes (United Nations envoy)",
        ),
    ],
)
def test_who_it_and_he_are(text: str, number: int, party: str, tolls: Read) -> None:
    said = {claim.low: claim.attributed_to for claim in tolls(text)}
    assert said[number] == party


def test_people_of_all_sides_are_not_all_civilians(tolls: Read) -> None:
    text = (
        "KHARTOUM, 17 April 2023 - The number of civilians killed in Sudan since "
        "Saturday has risen to 97, doctors said. More than 180 people had been killed"
        "{}, the UN envoy said."
    )
    *_, alone = tolls(text.format(""))
    *_, sides = tolls(text.format(" on all sides"))
    assert (alone.victim_status, sides.victim_status) == ("civilian", "unknown")
