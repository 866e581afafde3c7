"""Pronouns and bare nouns: whom the report means by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.language import Language
from herodotus.reading.antecedents import Phrase, antecedent_of
from herodotus.reading.scene import Scene
from herodotus.sources import report_from_text

Side = Callable[..., str | None]


def scene_of(language: Language, text: str, date: str | None = None) -> Scene:
    report = report_from_text(text, date=date)
    return Scene.of(report, language.analyse(report.text))


@pytest.fixture(scope="module")
def side(language: Language) -> Side:
    """The side that the last mention of a word stands for."""

    def found(text: str, word: str, *, date: str | None = None) -> str | None:
        scene = scene_of(language, text, date)
        where = [
            (number, i)
            for number, tree in enumerate(scene.trees)
            for i, token in enumerate(tree.tokens)
            if token.text == word
        ]
        actor = scene.references.actor_of(*where[-1])
        return (actor.side or actor.name) if actor is not None else None

    return found


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Ukraine's military said it had sunk a ship.", "it", "Ukraine"),
        (
            "Ethiopian forces took Zalambessa. They pushed on to Senafe.",
            "They",
            "Ethiopia",
        ),
        # people rather than the body named last
        (
            "Baku accused Armenian troops of shelling Tovuz. They deny it.",
            "They",
            "Armenia",
        ),
        (
            "Colombian President Alvaro Uribe visited Cali. He praised the army.",
            "He",
            "Colombia",
        ),
        # nobody blames himself
        (
            "The Taliban attacked Herat. Kabul blamed it.",
            "it",
            "Taliban",
        ),
        (
            "M23 fighters took Goma. The movement vowed to go on.",
            "movement",
            "M23",
        ),
        (
            "Boko Haram gunmen raided Baga and met soldiers. The group fled.",
            "group",
            "Boko Haram",
        ),
        # a group is armed before it is an alliance of states
        (
            "Hezbollah fired rockets. NATO condemned the group.",
            "group",
            "Hezbollah",
        ),
        (
            "NATO warplanes bombed Belgrade. The alliance said that it missed.",
            "it",
            "NATO",
        ),
        # the last that was told in full
        (
            "Georgia's Interior Ministry denied it. The ministry gave no details.",
            "ministry",
            "Georgia",
        ),
        (
            "Nepalese soldiers searched Rolpa. The soldiers burned houses.",
            "soldiers",
            "Nepal",
        ),
        # nothing before it: nothing meant
        ("It rained in the hills.", "It", None),
        ("The group met on Monday.", "group", None),
    ],
)
def test_a_word_takes_up_a_party(
    text: str, word: str, meant: str | None, side: Side
) -> None:
    assert side(text, word) == meant


def test_a_woman_in_office_is_she(language: Language) -> None:
    scene = scene_of(
        language,
        "Russian Foreign Ministry spokeswoman Maria Zakharova met reporters. She said "
        "no talks were planned.",
    )
    number = len(scene.trees) - 1
    actor = scene.references.actor_of(number, 0)
    assert actor is not None
    assert actor.side == "Russia"


@pytest.mark.parametrize(
    ("text", "word", "state"),
    [
        # the state whose forces the sentence tells of, not the one it is written from
        (
            "TBILISI - Armenian forces shot down a drone, the defence ministry said.",
            "ministry",
            "Armenia",
        ),
        # an institution of the name told in full elsewhere
        (
            "Rwanda's army crossed into Congo. The army took Bukavu.",
            "army",
            "Rwanda",
        ),
        # the state of a place in its own words
        ("Police in Lahore freed 12 men.", "Police", "Pakistan"),
    ],
)
def test_an_institution_is_of_the_state_that_is_meant(
    text: str, word: str, state: str, side: Side
) -> None:
    assert side(text, word) == state


def test_the_sides_of_a_war_are_those_that_the_report_names(
    language: Language,
) -> None:
    text = "Congolese troops left Goma. M23 took the town. Kigali kept silent."
    scene = scene_of(language, text, "2012-11-20")
    assert scene.references.belligerents == ["DR Congo", "M23"]


def test_the_two_countries_are_the_last_two_named(language: Language) -> None:
    text = "NATO bombed Serbia. Yugoslavia asked Russia for aid. The two countries met."
    scene = scene_of(language, text, "1999-04-20")
    assert scene.references.states_before(len(text)) == ["Yugoslavia", "Russia"]


def test_offices_are_those_of_the_report_before_those_of_the_table(
    language: Language,
) -> None:
    scene = scene_of(
        language,
        "The ombudsman of Ukraine, Andrei Putin, spoke. Later Putin left the city.",
        "2015-02-01",
    )
    known = scene.references.known("Putin")
    assert known.actor is not None
    assert known.actor.side == "Ukraine"


def test_an_office_is_told_with_its_party(language: Language) -> None:
    scene = scene_of(
        language,
        "Abkhazia's deputy defense minister, Garri Kupalba, spoke in Sukhumi.",
    )
    assert scene.references.known("Kupalba").role == "Abkhazia deputy defence minister"


def test_only_what_stands_near_is_taken_up() -> None:
    far = Phrase((0, 3), "troop", plural=True, subject=True)
    assert antecedent_of(Phrase((9, 0), "they", subject=True), [far]) is None
    assert antecedent_of(Phrase((1, 0), "they", subject=True), [far]) == far


SENTENCES = (
    "The army took Goma.",
    "It fled.",
    "They met President Vladimir Putin.",
    "He denied it.",
    "The group and its men burned their camp.",
    "Each side blamed the other.",
    "The ministry said that the rebels lied.",
    "Hamas and Israel traded fire.",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12))
def test_links_point_back_to_what_stands_for_itself(
    language: Language, told: list[str]
) -> None:
    scene = scene_of(language, " ".join(told))
    links = scene.references.links
    for phrase, antecedent in links.items():
        assert antecedent < phrase
        assert antecedent not in links
