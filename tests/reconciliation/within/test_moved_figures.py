"""A figure that its teller moves to another is replaced, however many words between."""

from __future__ import annotations

import pytest

from herodotus.reconciliation import relate
from tests.reconciliation.claims import casualty

MOVED = [
    (
        (
            "Israel has lowered to around 1,200 the number of people killed in the "
            "Oct. 7 attack by Hamas, from the 1,400 it had given for weeks."
        ),
        ("1,200", 1200),
        ("1,400", 1400),
    ),
    (
        (
            "The government revised down to 238 the number of people killed in the "
            "coup attempt of July, from an earlier 246."
        ),
        ("238", 238),
        ("246", 246),
    ),
    (
        (
            "Russia raised to 1,351 the number of its soldiers killed in Ukraine since "
            "the war began, from 498 in its last count."
        ),
        ("1,351", 1351),
        ("498", 498),
    ),
    (
        (
            "Officials corrected the number of dead from 224, as they had first told "
            "it, to 221."
        ),
        ("221", 221),
        ("224", 224),
    ),
]


@pytest.mark.parametrize(("text", "new", "old"), MOVED)
def test_the_new_figure_supersedes_the_old(
    text: str, new: tuple[str, int], old: tuple[str, int]
) -> None:
    claims = [casualty(text, *figure) for figure in (new, old)]
    words = {claim.id: claim.text for claim in claims}
    ties = [
        (words[claim.id], tie.type, words[tie.claim])
        for claim in relate(claims, text=text)
        for tie in claim.relations
    ]
    assert ties == [(new[0], "supersedes", old[0])]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed 12 soldiers and 30 farmers from the village.",
        "The army moved to 84 posts; 31 men were killed, from two brigades.",
    ],
)
def test_other_words_move_nothing(text: str) -> None:
    numbers = [word for word in text.split() if word.isdigit()]
    claims = [casualty(text, number, int(number)) for number in numbers]
    found = relate(claims, text=text)
    assert "supersedes" not in {tie.type for c in found for tie in c.relations}
