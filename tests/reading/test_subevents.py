"""ACLED's types of an event, from its PLOVER code, its actors and its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import Party
from herodotus.reading.phrases import Phrases
from herodotus.reading.subevents import acled_types
from herodotus.reading.subevents_lexicon import concepts_in, event_type_of

Parse = Callable[[str], Phrases]

ARMY = Party(name="Iraq", country="IRQ", sector="MIL")
REBELS = Party(name="Islamic State", sector="REB")
CIVILIANS = Party(name="villagers", sector="CVL")
POLICE = Party(name="police", sector="COP")


@pytest.mark.parametrize(
    ("sentence", "trigger", "code", "by", "on", "wanted"),
    [
        # the weapon, in the words or in the mode
        (
            "Mortar shells hit the market.",
            "hit",
            ("ASSAULT", "heavy-weapons"),
            (),
            (),
            "Shelling/artillery/missile attack",
        ),
        (
            "Jets attacked a convoy.",
            "attacked",
            ("ASSAULT", None),
            (ARMY,),
            (REBELS,),
            "Air/drone strike",
        ),
        (
            "A grenade wounded three guards.",
            "wounded",
            ("ASSAULT", "explosives"),
            (),
            (),
            "Grenade",
        ),
        (
            "A blast killed four.",
            "killed",
            ("ASSAULT", "explosives"),
            (),
            (),
            "Remote explosive/landmine/IED",
        ),
        # who met whom
        (
            "Rebels attacked the soldiers.",
            "attacked",
            ("ASSAULT", None),
            (REBELS,),
            (ARMY,),
            "Armed clash",
        ),
        (
            "Rebels killed nine farmers.",
            "killed",
            ("ASSAULT", None),
            (REBELS,),
            (CIVILIANS,),
            "Attack",
        ),
        (
            "Rebels took hostages.",
            "took",
            ("ASSAULT", "abduct"),
            (REBELS,),
            (),
            "Abduct",
        ),
        # ground
        (
            "The army seized the village.",
            "seized",
            ("COERCE", "seize"),
            (ARMY,),
            (),
            "Government regains territory",
        ),
        (
            "Militants seized the village.",
            "seized",
            ("COERCE", "seize"),
            (REBELS,),
            (),
            "Non-state actor overtakes territory",
        ),
        (
            "Police seized 20 rifles.",
            "seized",
            ("COERCE", "seize"),
            (POLICE,),
            (),
            "Disrupted weapons use",
        ),
        # streets
        (
            "Thousands marched.",
            "marched",
            ("PROTEST", "demo"),
            (),
            (),
            "Peaceful protest",
        ),
        (
            "Protesters threw stones at police.",
            "threw",
            ("PROTEST", "demo"),
            (CIVILIANS,),
            (POLICE,),
            "Violent demonstration",
        ),
        (
            "Police fired tear gas at protesters.",
            "fired",
            ("ASSAULT", "crowd-control"),
            (POLICE,),
            (CIVILIANS,),
            "Protest with intervention",
        ),
        # without violence
        (
            "Police arrested 12 men.",
            "arrested",
            ("COERCE", "arrest"),
            (),
            (),
            "Arrests",
        ),
        (
            "Russia sent troops to the border.",
            "sent",
            ("MOBILIZE", "troops"),
            (),
            (),
            "Change to group/activity",
        ),
        (
            "The sides agreed on a ceasefire.",
            "agreed",
            ("AGREE", None),
            (),
            (),
            "Agreement",
        ),
    ],
)
def test_an_event_has_one_type(
    parse: Parse,
    sentence: str,
    trigger: str,
    code: tuple[str, str | None],
    by: tuple[Party, ...],
    on: tuple[Party, ...],
    wanted: str,
) -> None:
    tree = parse(sentence).tree
    at = [token.text for token in tree.tokens].index(trigger)
    found = acled_types(*code, tree=tree, trigger=at, initiators=by, targets=on)
    assert found.sub_event_type is not None
    assert found.sub_event_type.startswith(wanted)
    assert found.event_type == event_type_of(found.sub_event_type)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Iran threatened retaliation.", ("THREATEN", "violence")),
        ("The minister blamed rebels.", ("ACCUSE", "allege")),
        ("Germany sent medicine.", ("AID", None)),
        ("The two ministers met.", ("CONSULT", None)),
        ("Prisoners went on hunger strike.", ("PROTEST", "hunger")),
    ],
)
def test_what_acled_does_not_code_has_no_type(
    parse: Parse, sentence: str, code: tuple[str, str | None]
) -> None:
    tree = parse(sentence).tree
    root = next(i for i, t in enumerate(tree.tokens) if t.head < 0)
    assert acled_types(*code, tree=tree, trigger=root) == (None, None)


def test_the_weapon_of_another_clause_is_not_this_ones(parse: Parse) -> None:
    tree = parse(
        "Gunmen killed two teachers, and jets bombed a camp near the border."
    ).tree
    words = [token.text for token in tree.tokens]
    first, second = (
        acled_types("ASSAULT", None, tree=tree, trigger=words.index(word))
        for word in ("killed", "bombed")
    )
    assert first.sub_event_type == "Attack"
    assert second.sub_event_type == "Air/drone strike"


def test_a_longer_phrase_wins_over_the_word_inside_it(parse: Parse) -> None:
    tree = parse("They fired a rocket-propelled grenade and a tear gas grenade.").tree
    concepts = {note.concept for note in concepts_in(tree)}
    assert {"artillery", "crowd_control"} <= concepts
    assert "grenade" not in concepts


def test_an_army_called_by_a_name_of_people_is_no_civilian(parse: Parse) -> None:
    tree = parse("The New People's Army raided a camp.").tree
    assert "civilian" not in {note.concept for note in concepts_in(tree)}
