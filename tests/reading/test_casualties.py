"""Counts of one sentence: which outcome, how many, by which rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.mentions import Mention
from herodotus.reading.phrases import Phrases
from herodotus.reading.terms import OUTCOMES, people, terms

Find = Callable[[str], list[Mention]]
Count = tuple[str, int | None, int | None]


def counted(mentions: list[Mention]) -> list[Count]:
    return [(m.outcome, m.low, m.high) for m in mentions]


@pytest.mark.parametrize(
    ("sentence", "outcome", "low", "high"),
    [
        # an act
        ("Mortar fire killed 14 people in the market.", "killed", 14, 14),
        ("Three aid workers were kidnapped by militants.", "captured", 3, 3),
        ("A dozen villagers were abducted by rebels.", "captured", 12, 12),
        ("Scores of people were killed by shelling.", "killed", 40, None),
        ("Several policemen were wounded.", "injured", 3, None),
        ("Islamist rebels beheaded ten villagers.", "killed", 10, 10),
        ("The 12 soldiers killed on Monday were buried.", "killed", 12, 12),
        # what befell them
        ("Two policemen died in the blast.", "killed", 2, 2),
        ("Nine villagers have died of their wounds.", "killed", 9, 9),
        ("Thousands fled their homes.", "displaced", 2000, None),
        # a state
        ("Three people are dead.", "killed", 3, 3),
        ("Four soldiers were found dead.", "killed", 4, 4),
        ("Eleven people are feared dead.", "killed", 11, 11),
        ("Seven sailors are missing after the attack.", "missing", 7, 7),
        ("The shooting left three dead.", "killed", 3, 3),
        # a phrase
        ("Four farmers were shot dead near the border.", "killed", 4, 4),
        ("Troops gunned down four protesters.", "killed", 4, 4),
        ("The war has claimed 30,000 lives.", "killed", 30_000, 30_000),
        ("Azerbaijan lost 16 servicemen.", "killed", 16, 16),
        ("Ten sailors were taken prisoner.", "captured", 10, 10),
        ("Rebels are holding 14 soldiers captive.", "captured", 14, 14),
        # a noun that is counted
        ("The ministry reported 23 deaths.", "killed", 23, 23),
        ("The blast caused the death of 16 servicemen.", "killed", 16, 16),
        ("Rescuers pulled 12 bodies from the rubble.", "killed", 12, 12),
        ("Police found the bodies of six men.", "killed", 6, 6),
        # a role
        ("The dead include 39 women.", "killed", 39, 39),
        ("Two journalists were among the dead.", "killed", 2, 2),
    ],
)
def test_a_count_is_found_however_the_sentence_words_it(
    sentence: str, outcome: str, low: int, high: int | None, casualties: Find
) -> None:
    assert counted(casualties(sentence)) == [(outcome, low, high)]


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("At least 14 soldiers died.", 14, None),
        ("More than 1,200 civilians have been killed.", 1201, None),
        ("Up to 30 soldiers were killed.", 0, 30),
        ("Between 12 and 15 farmers were killed by gunmen.", 12, 15),
        ("Dozens of civilians were killed.", 24, None),
        ("Half a dozen gunmen were killed.", 6, 6),
        ("Two thousand five hundred people were killed.", 2500, 2500),
        ("Both pilots were killed.", 2, 2),
        ("A family of six was killed in the strike.", 6, 6),
        ("A woman and a child were killed by a shell.", 2, 2),
        ("Gunmen killed a priest and two nuns.", 3, 3),
        ("A man aged 42 was killed.", 1, 1),
        ("General Ahmed Hassan was killed by a roadside bomb.", 1, 1),
    ],
)
def test_bounds_follow_the_words_of_the_count(
    sentence: str, low: int, high: int | None, casualties: Find
) -> None:
    assert counted(casualties(sentence)) == [("killed", low, high)]


def test_about_is_approximate_and_exact_is_not(casualties: Find) -> None:
    assert casualties("About 50 fighters were killed.")[0].approx
    assert not casualties("Fifty fighters were killed.")[0].approx


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "Five soldiers were killed and 23 wounded in the ambush.",
            [("killed", 5, 5), ("injured", 23, 23)],
        ),
        (
            "The bomb exploded in a market, killing 25 and wounding 60.",
            [("killed", 25, 25), ("injured", 60, 60)],
        ),
        (
            "A bomb killed 12 people and wounded at least 40 others.",
            [("killed", 12, 12), ("injured", 40, None)],
        ),
        (
            "The blast left 12 dead and 40 injured.",
            [("killed", 12, 12), ("injured", 40, 40)],
        ),
        (
            "Twelve people were killed, 30 wounded and six are missing.",
            [("killed", 12, 12), ("injured", 30, 30), ("missing", 6, 6)],
        ),
        (
            "The gunmen killed three soldiers and two policemen.",
            [("killed", 3, 3), ("killed", 2, 2)],
        ),
    ],
)
def test_several_counts_of_a_sentence_stay_apart(
    sentence: str, counts: list[Count], casualties: Find
) -> None:
    assert counted(casualties(sentence)) == counts


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Sixteen people were killed or wounded.", "killed_or_injured"),
        ("Forty people were killed and wounded in the attack.", "killed_or_injured"),
        (
            "The army has put 200 militants out of action.",
            "killed_or_injured_or_captured",
        ),
        (
            "The army said it had neutralised 30 terrorists.",
            "killed_or_injured_or_captured",
        ),
    ],
)
def test_a_count_that_nobody_divided_stays_undivided(
    sentence: str, outcome: str, casualties: Find
) -> None:
    assert [m.outcome for m in casualties(sentence)] == [outcome]


@pytest.mark.parametrize(
    "sentence",
    [
        # nobody
        "No one was killed.",
        "Soldiers killed no civilians.",
        "The shell did not kill the two soldiers.",
        # not yet, or only perhaps
        "If 100 people die, the talks will end.",
        "The rebels wanted to kill ten officers.",
        "The army may kill more civilians.",
        # no people
        "Soldiers fired 20 rockets at the town.",
        "The tank was destroyed and two others were damaged.",
        "The talks killed any hope of peace.",
        "The law was killed in parliament by 200 votes.",
        # no harm
        "The regiment has 300 soldiers.",
        "Police arrested 20 people after the protest.",
        "Dozens of civilians escaped from the town.",
        "The bombing was the deadliest since 2009.",
    ],
)
def test_where_nobody_was_harmed_nobody_is_counted(
    sentence: str, casualties: Find
) -> None:
    assert casualties(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "agent"),
    [
        ("Rebels killed 12 soldiers.", "Rebels"),
        ("Twelve soldiers were killed by rebels.", "rebels"),
        ("Gunmen ambushed a patrol, killing six soldiers.", "Gunmen"),
        ("The shooting left three dead.", "shooting"),
    ],
)
def test_who_did_it_is_the_agent_of_the_clause(
    sentence: str, agent: str, casualties: Find, parse: Callable[[str], Phrases]
) -> None:
    (mention,) = casualties(sentence)
    assert mention.agent is not None
    assert parse(sentence).tree.tokens[mention.agent].text == agent


def test_more_is_an_addition(casualties: Find) -> None:
    assert casualties("Fifteen more soldiers were killed overnight.")[0].more
    assert not casualties("Fifteen soldiers were killed overnight.")[0].more


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Rebels killed 12 soldiers.", "act"),
        ("Twelve soldiers died.", "befall"),
        ("Twelve soldiers are dead.", "state"),
        ("The war has claimed 30,000 lives.", "phrase"),
        ("The ministry reported 23 deaths.", "count"),
        ("The dead include 39 women.", "role"),
        ("The death toll has passed 1,000.", "toll"),
        ("Sixteen people were killed or wounded.", "undivided"),
    ],
)
def test_a_mention_names_the_rule_that_made_it(
    sentence: str, rule: str, casualties: Find
) -> None:
    assert [m.rule for m in casualties(sentence)] == [rule]


def test_offsets_lie_in_the_sentence_and_around_the_number(casualties: Find) -> None:
    sentence = "On Sept. 12 at least 32 soldiers of the army were killed in the pass."
    (mention,) = casualties(sentence)
    assert sentence[slice(*mention.number)] == "at least 32"
    assert sentence[slice(*mention.victims)] == "at least 32 soldiers"
    assert sentence[mention.start : mention.end].endswith("killed")


def test_every_word_of_casualty_has_one_outcome() -> None:
    words = terms()
    assert {*words.acts.values(), *words.states.values()} <= set(OUTCOMES)
    assert words.acts["kill"] == "killed"
    assert words.befalls["perish"] == "killed"
    assert words.states["missing"] == "missing"
    assert not set(words.acts) & set(words.acts_only_people)


def test_people_have_a_status() -> None:
    assert people().status["soldier"] == "combatant"
    assert people().status["farmer"] == "civilian"
    assert people().status["person"] == "unknown"
    assert "tank" not in people()
