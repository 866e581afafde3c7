"""Who a noun phrase means."""

import pytest

from herodotus.gazetteer import Actor, clean_phrase, resolve_actor, state_of, with_state


@pytest.mark.parametrize(
    ("phrase", "name", "side", "status"),
    [
        ("the Azerbaijani army", "Azerbaijan army", "Azerbaijan", "combatant"),
        (
            "pro-Russian separatists",
            "pro-Russian separatists",
            "pro-Russian separatists",
            "combatant",
        ),
        ("ethnic Armenian separatists", "Nagorno-Karabakh", None, "combatant"),
        ("suspected Boko Haram militants", "Boko Haram", "Boko Haram", "combatant"),
        ("jihadists", "jihadists", "jihadists", "combatant"),
        ("Rebels", "rebels", "rebels", "combatant"),
        ("three unidentified gunmen", "gunmen", "gunmen", "combatant"),
        ("32 Palestinian militants", "Palestinian militants", "Palestinians", None),
        ("Azerbaijani soldiers", "Azerbaijan forces", "Azerbaijan", "combatant"),
        ("Israeli warplanes", "Israel forces", "Israel", "combatant"),
        ("Ukrainian civilians", "Ukraine", "Ukraine", "civilian"),
        ("a spokesman for the Taliban", "Taliban", "Taliban", None),
        ("fighters from the Tamil Tigers", "LTTE", "LTTE", None),
        ("Houthi rebels backed by Iran", "Houthis", "Houthis", None),
        ("militants opposed to the Taliban", "militants", "militants", None),
        ("Turkish-backed Syrian rebels", "Syrian rebels", "Syrian rebels", None),
        ("Malian separatists", "Malian separatists", "Malian separatists", None),
        ("Karabakh fighters", "Karabakh fighters", "Nagorno-Karabakh", "combatant"),
        ("Abkhaz separatists", "Abkhaz separatists", "Abkhazia", "combatant"),
        ("Borno state police", "Borno state police", "Nigeria", "combatant"),
        ("rebel authorities", "rebel authorities", None, None),
        ("gang members", "gang members", "gang members", "combatant"),
        ("the FARC's 10th Front", "FARC", "FARC", None),
        ("Baku", "Azerbaijan", "Azerbaijan", None),
        ("the Azerbaijani side", "Azerbaijan", "Azerbaijan", None),
        ("Russian President Vladimir Putin", "Russia", "Russia", None),
        ("an Islamist group linked to al-Qaeda", "Islamist group", None, None),
    ],
)
def test_parties(phrase: str, name: str, side: str | None, status: str | None) -> None:
    actor = resolve_actor(phrase)
    assert actor is not None
    assert actor.name == name
    assert side is None or actor.side == side
    assert status is None or actor.status == status


@pytest.mark.parametrize("phrase", ["", "a bomb", "12", "a rights group", "the"])
def test_no_party(phrase: str) -> None:
    assert resolve_actor(phrase) is None


def test_an_unknown_front_keeps_its_whole_name() -> None:
    actor = resolve_actor("the Popular Front for the Freedom of Azania")
    assert actor is not None
    assert actor.name == "Popular Front for the Freedom of Azania"
    assert actor.kind == "armed_group"


def test_institutions_of_places_keep_their_words() -> None:
    actor = resolve_actor("the Donetsk city administration")
    assert actor is not None
    assert (actor.name, actor.kind) == ("Donetsk city administration", "institution")


def test_a_bare_institution_takes_a_state() -> None:
    bare = resolve_actor("the defence ministry")
    assert bare == Actor("Ministry of Defence", "institution")
    given = with_state(bare, "Azerbaijan")
    assert given.name == "Azerbaijan Ministry of Defence"
    assert (given.country, given.side) == ("AZE", "Azerbaijan")
    assert with_state(bare, "US").name == "US Department of Defense"
    assert with_state(given, "Armenia") == given
    soldiers = resolve_actor("soldiers")
    assert soldiers is not None
    assert with_state(soldiers, "Mali").side == "Mali"


def test_state_of() -> None:
    for words in ("Azerbaijan", "Azeri", "Azerbaijanis", "Baku", "AZE"):
        state = state_of(words)
        assert state is not None
        assert state.name == "Azerbaijan"
    assert state_of("the Philippines") is not None
    assert state_of("Hamas") is None


def test_cleaning_leaves_the_party() -> None:
    assert clean_phrase("at least 12 suspected pro-Russian separatists,") == (
        "pro-Russian separatists"
    )
    assert clean_phrase("“the so-called people's mayor”") == "people's mayor"
