"""Sub-counts are told from totals, and belong to a total of their sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.mentions import Mention

Find = Callable[[str], list[Mention]]


def told(mentions: list[Mention], *, part: bool) -> list[int | None]:
    return [m.low for m in mentions if m.part is part]


@pytest.mark.parametrize(
    ("sentence", "whole", "parts"),
    [
        ("Eighty people were killed, including two lawmakers.", 80, [2]),
        ("The shelling killed 97 people, including 65 children.", 97, [65]),
        ("Twelve people died, among them three nurses.", 12, [3]),
        (
            "At least 84 people were killed, including 12 women and 20 children.",
            84,
            [12, 20],
        ),
        (
            "The attack killed 20 people: 15 civilians and five policemen.",
            20,
            [15, 5],
        ),
        # one company, told in one breath
        (
            "Twenty people were killed, among them two journalists and a doctor.",
            20,
            [3],
        ),
    ],
)
def test_a_part_is_told_from_its_whole(
    sentence: str, whole: int, parts: list[int], casualties: Find
) -> None:
    found = casualties(sentence)
    assert told(found, part=False) == [whole]
    assert told(found, part=True) == parts


def test_a_part_takes_the_outcome_and_the_agent_of_its_whole(casualties: Find) -> None:
    whole, part = casualties("A bomb wounded 50 people, including 14 children.")
    assert whole.outcome == part.outcome == "injured"
    assert whole.agent == part.agent
    assert part.rule == "part"


def test_a_person_described_is_no_count_of_its_own(casualties: Find) -> None:
    found = casualties("Eighty people were killed, including a lawmaker.")
    assert told(found, part=True) == []


def test_without_a_whole_there_are_no_parts(casualties: Find) -> None:
    assert casualties("The convoy had 12 lorries, including two tankers.") == []


def test_what_is_no_part_stays_a_whole(casualties: Find) -> None:
    found = casualties("Rebels killed 12 soldiers and wounded three policemen.")
    assert told(found, part=True) == []
    assert told(found, part=False) == [12, 3]


def test_a_part_belongs_to_the_nearest_count_before_it(casualties: Find) -> None:
    found = casualties(
        "Rebels killed 16 soldiers, including two officers, and 12 villagers, "
        "including four children."
    )
    sentence = {m.low: m for m in found}
    assert sentence[2].whole == sentence[16].number
    assert sentence[4].whole == sentence[12].number
