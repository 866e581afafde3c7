"""Noun phrases as parties: whose they are, of which country, of which sector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.gazetteer import resolve_actor, state_of
from herodotus.language import Language
from herodotus.model import Party
from herodotus.reading.parties import parties_of
from herodotus.reading.scene import Scene
from herodotus.sources import report_from_text

Told = tuple[str, str | None, str | None]
Meant = Callable[..., list[Told]]


@pytest.fixture(scope="module")
def meant(language: Language) -> Meant:
    """The parties that the last phrase headed by a word of a text means."""

    def parties(
        text: str, word: str, *, date: str | None = None, speaker: str | None = None
    ) -> list[Told]:
        report = report_from_text(text, date=date)
        scene = Scene.of(report, language.analyse(report.text))
        found: tuple[Party, ...] = ()
        for tree in scene.trees:
            for i, token in enumerate(tree.tokens):
                if token.text == word:
                    found = parties_of(tree, i, scene, speaker_side=speaker)
        return [(party.name, party.country, party.sector) for party in found]

    return parties


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        # an institution counts as its state; the sector says which arm
        (
            "Ukrainian troops retook Lyman.",
            "troops",
            [("Ukraine", "UKR", "MIL")],
        ),
        ("Turkish police detained 30 people.", "police", [("Turkey", "TUR", "COP")]),
        (
            "India's Supreme Court rejected the appeal.",
            "Court",
            [("India", "IND", "JUD")],
        ),
        # by the town they are the police of
        ("Karachi police arrested 12 men.", "police", [("Pakistan", "PAK", "COP")]),
        # a capital stands for its government where it acts, for the state elsewhere
        ("Khartoum rejected the plan.", "Khartoum", [("Sudan", "SDN", "GOV")]),
        # armed groups by their kind
        (
            "Boko Haram fighters burned Baga.",
            "fighters",
            [("Boko Haram", "NGA", "REB")],
        ),
        (
            "The Wagner Group sent fighters to Mali.",
            "Group",
            [("Wagner Group", "RUS", "PRM")],
        ),
        (
            "Rwandan rebels crossed the lake.",
            "rebels",
            [("Rwandan rebels", "RWA", "REB")],
        ),
        # bodies of states stand in the place of a country, and so do others
        ("NATO jets bombed Pristina.", "jets", [("NATO", "IGO", "MIL")]),
        ("The Red Cross sent aid.", "Cross", [("Red Cross", "NGO", "MED")]),
        # arms and deeds stand for who wields them
        (
            "Israeli helicopters struck a camp.",
            "helicopters",
            [("Israel", "ISR", "MIL")],
        ),
        # people without a name, on the ground of the report
        (
            "NAIROBI - Police in Kenya fired on protesters.",
            "protesters",
            [("protesters", "KEN", "CVL")],
        ),
        (
            "LIMA - Teachers marched in Peru with opposition leaders.",
            "leaders",
            [("opposition leaders", "PER", "OPP")],
        ),
        (
            "Gunmen shot a judge in Mexico.",
            "Gunmen",
            [("gunmen", "MEX", "UAF")],
        ),
        # what is counted, not the count
        (
            "Hundreds of Sudanese refugees reached Chad.",
            "Hundreds",
            [("Sudan", "SDN", "REF")],
        ),
        # a town that suffers is its state
        ("Russia shelled Kharkiv in Ukraine.", "Ukraine", [("Ukraine", "UKR", None)]),
        # what is no party
        ("The explosion broke windows.", "explosion", []),
        ("The explosion broke windows.", "windows", []),
    ],
)
def test_a_phrase_is_a_party(
    text: str, word: str, told: list[Told], meant: Meant
) -> None:
    assert meant(text, word) == told


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (
            "Ethiopian and Eritrean forces fought near Badme.",
            "forces",
            ["Ethiopia", "Eritrea"],
        ),
        (
            "Troops from Sudan and South Sudan clashed near Heglig.",
            "Troops",
            ["Sudan", "South Sudan"],
        ),
        (
            "Hamas and Islamic Jihad fired rockets at Israel.",
            "Hamas",
            ["Hamas", "Islamic Jihad"],
        ),
        (
            "India and Pakistan traded fire in Kashmir. Both sides lost men.",
            "sides",
            ["India", "Pakistan"],
        ),
        (
            "India and Pakistan traded fire. Officials in both countries said so.",
            "Officials",
            ["India", "Pakistan"],
        ),
    ],
)
def test_several_parties(text: str, word: str, names: list[str], meant: Meant) -> None:
    assert sorted(name for name, _, _ in meant(text, word)) == sorted(names)


def test_the_enemy_is_told_from_the_side_that_speaks(meant: Meant) -> None:
    text = (
        "Ethiopia and Eritrea fought near Badme on Friday, 12 May 2000. The enemy is "
        "fleeing, a spokesman said."
    )
    told = meant(text, "enemy", date="2000-05-13", speaker="Ethiopia")
    assert told == [("Eritrea", "ERI", None)]
    assert meant(text, "enemy", date="2000-05-13") == []


@pytest.mark.parametrize(
    ("text", "word", "date", "told"),
    [
        # the office that the report gives
        (
            "French Defence Minister Alain Richard visited Kosovo.",
            "Alain",
            "1999-07-01",
            [("France", "FRA", "GOV")],
        ),
        # the office of the year, where the report gives none
        (
            "Kagame met Museveni in Luanda.",
            "Museveni",
            "2019-08-21",
            [("Uganda", "UGA", "GOV")],
        ),
        # out of office: elite
        (
            "Supporters cheered Olusegun Obasanjo in Lagos.",
            "Olusegun",
            "2015-01-10",
            [("Nigeria", "NGA", "ELI")],
        ),
        # whoever heads the government of a name
        (
            "The Bush administration accused Syria.",
            "administration",
            "2005-03-01",
            [("US", "USA", "GOV")],
        ),
        # the head of an organisation is no general
        (
            "U.N. Secretary-General Kofi Annan flew to Baghdad.",
            "Kofi",
            "1998-02-20",
            [("UN", "IGO", "GOV")],
        ),
    ],
)
def test_people_count_as_the_side_of_their_office(
    text: str, word: str, date: str, told: list[Told], meant: Meant
) -> None:
    assert meant(text, word, date=date) == told


def test_civilians_are_a_side_only_where_the_war_crosses_a_border(
    meant: Meant,
) -> None:
    across = "Russian rockets killed civilians in Odesa, Ukraine said."
    assert meant(across, "civilians", date="2023-03-01") == [("Ukraine", "UKR", "CVL")]
    within = "LTTE gunmen killed civilians in Jaffna, Sri Lanka said."
    assert meant(within, "civilians", date="2000-03-01") == [
        ("civilians", "LKA", "CVL")
    ]


WORDS = [
    *("the", "rebels", "and", "each", "other", "side", "its", "army", "of", "Baku"),
    *("police", "who", "killed", "Hamas", "it", "they", "Putin", "president", "said"),
    *("in", "Darfur", "enemy", ",", ".", "both", "countries", "group", "ministry"),
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_any_words_give_parties_of_one_name_each(
    language: Language, words: list[str]
) -> None:
    report = report_from_text(f"Report: {' '.join(words)}")
    scene = Scene.of(report, language.analyse(report.text))
    for tree in scene.trees:
        for i in range(len(tree)):
            found = parties_of(tree, i, scene, speaker_side="Azerbaijan")
            assert len(found) == len(set(found))
            for party in found:
                assert party.name == party.name.strip() != ""
                actor = state_of(party.name) or resolve_actor(party.name)
                if actor is not None and actor.kind == "state":
                    assert actor.name == party.name  # canonical names are stable
