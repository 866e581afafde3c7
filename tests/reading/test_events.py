"""Events: what is told, how it stands, who did it to whom, and who says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import Claim, EventClaim

Read = Callable[[str], list[EventClaim]]


@pytest.fixture(scope="session")
def events(claims: Callable[[str], list[Claim]]) -> Read:
    """The event claims of a text."""

    def read(text: str) -> list[EventClaim]:
        return [claim for claim in claims(text) if isinstance(claim, EventClaim)]

    return read


def one(found: list[EventClaim]) -> EventClaim:
    assert len(found) == 1, [(c.plover, c.evidence) for c in found]
    return found[0]


def names(claim: EventClaim) -> tuple[list[str], list[str]]:
    return [p.name for p in claim.initiators], [p.name for p in claim.targets]


def countries(claim: EventClaim) -> tuple[set[str | None], set[str | None]]:
    return {p.country for p in claim.initiators}, {p.country for p in claim.targets}


@pytest.mark.parametrize(
    ("sentence", "plover", "mode", "by", "on"),
    [
        # verbal cooperation
        ("Chinese and Vietnamese officials opened border talks in Hanoi.",
         "CONSULT", None, "CHN", "VNM"),
        ("Iran's foreign minister visited Baghdad on Sunday.",
         "CONSULT", "visit", "IRN", "IRQ"),
        ("Iceland recognised the independence of Lithuania.",
         "SUPPORT", None, "ISL", "LTU"),
        ("Indonesia lifted a ban on foreign journalists in Aceh.",
         "CONCEDE", None, "IDN", "IDN"),
        # material cooperation
        ("Colombia extradited a drug lord to the United States.",
         "COOPERATE", None, "COL", "USA"),
        ("Sweden granted asylum to two Eritrean journalists.",
         "AID", None, "SWE", "ERI"),
        ("Israel released 50 Lebanese prisoners.",
         "RETREAT", "release", "ISR", "LBN"),
        # verbal conflict
        ("Austria urged the Czech Republic to close a nuclear plant.",
         "REQUEST", None, "AUT", "CZE"),
        ("Bolivia condemned the U.S. bombing of Libya.",
         "ACCUSE", "disapprove", "BOL", "USA"),
        ("Georgia turned down a Russian offer of mediation.",
         "REJECT", None, "GEO", "RUS"),
        ("China threatened to attack Taiwan.",
         "THREATEN", "violence", "CHN", "TWN"),
        # material conflict
        ("Thousands of Bulgarians marched in Sofia against corruption.",
         "PROTEST", "demo", "BGR", "BGR"),
        ("Prisoners in Tunis began a hunger strike on Saturday.",
         "PROTEST", "hunger", "TUN", "TUN"),
        ("Belarus expelled the Polish ambassador.",
         "SANCTION", "expel", "BLR", "POL"),
        ("Rwanda massed troops on the Congolese frontier.",
         "MOBILIZE", "troops", "RWA", "COD"),
        ("Cuban police detained five dissidents in Havana.",
         "COERCE", "arrest", "CUB", "CUB"),
        ("Russian hackers attacked Estonian websites.",
         "COERCE", "cyber", "RUS", "EST"),
        ("Israel bombed targets in southern Lebanon.",
         "ASSAULT", "aerial", "ISR", "LBN"),
        ("Gunmen kidnapped an Italian priest in Zamboanga.",
         "ASSAULT", "abduct", None, "ITA"),
    ],
)  # fmt: skip
def test_an_event_has_type_mode_and_countries(
    events: Read, sentence: str, plover: str, mode: str | None, by: str | None, on: str
) -> None:
    claim = one(events(sentence))
    assert claim.plover == plover
    assert mode is None or claim.plover_mode == mode
    initiators, targets = countries(claim)
    assert by is None or by in initiators
    assert on in targets


@pytest.mark.parametrize(
    ("sentence", "plover"),
    [
        # cooperation that is meant is agreed, hostility that is meant is threatened
        ("Japan will send doctors to Indonesia, the government announced.", "AGREE"),
        ("Germany pledged to rebuild schools in Mosul and to train teachers.", "AGREE"),
        ("Russia will expel two British diplomats, the ministry said.", "THREATEN"),
        ("The union in Peru said it would go on strike.", "THREATEN"),
        ("Vietnam offered to return the remains of American airmen.", "AGREE"),
        # what is withheld is refused
        ("Burma will not allow the UN envoy to visit.", "REJECT"),
        ("Sudan and Chad failed to reach an agreement on Monday.", "REJECT"),
        # what is ended is yielded or cut
        ("Nigerian teachers called off a strike after talks.", "CONCEDE"),
        ("The United States suspended military aid to Pakistan.", "SANCTION"),
        ("Kenya withdrew its soldiers from Somalia.", "RETREAT"),
        ("Kenya withdrew its ambassador from Somalia.", "SANCTION"),
        # what must be done is asked by whoever says so
        ("Russia said that Sudan must return the helicopter.", "REQUEST"),
        ("The European Union insisted that Serbia hand over suspects.", "REQUEST"),
        ("Zambia wants the UN to send observers.", "REQUEST"),
        # what is begun is done
        ("Ethiopian troops launched an attack on Eritrean positions.", "ASSAULT"),
        ("Iran continued to shell Iraqi towns.", "ASSAULT"),
        ("Uganda is preparing to attack rebels in Congo.", "MOBILIZE"),
    ],
)
def test_words_around_an_act_make_another_of_it(
    events: Read, sentence: str, plover: str
) -> None:
    assert one(events(sentence)).plover == plover


def test_who_says_what_must_be_done_asks_it_of_whoever_must(events: Read) -> None:
    claim = one(events("Russia said that Sudan must return the helicopter."))
    assert countries(claim) == ({"RUS"}, {"SDN"})
    assert claim.rule == "event demand"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The Sudanese army attacked the village.", "actual"),
        ("The Sudanese army did not attack the village.", "negated"),
        ("The Sudanese army could attack the village.", "hypothetical"),
        ("Rwanda denied attacking Congo.", "negated"),
    ],
)
def test_an_event_says_whether_it_happened(
    events: Read, sentence: str, modality: str
) -> None:
    claim = one(events(sentence))
    assert (claim.plover, claim.modality) == ("ASSAULT", modality)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dollar fell against the yen in Tokyo trading.",
        "The champions met their match in the final.",
        "The minister of Kenya said he was confident about the harvest.",
        "Twelve Malian soldiers were killed.",
        "Five Kenyans died of cancer.",
        "Turkey denied responsibility.",
        "Peru released a report on fishing.",
    ],
)
def test_no_event_is_made_of_words_alone(events: Read, sentence: str) -> None:
    assert events(sentence) == []


# -- who and to whom ------------------------------------------------------------------


def test_a_passive_is_done_by_its_agent(events: Read) -> None:
    claim = one(events("A Congolese camp was attacked by Burundian soldiers."))
    assert countries(claim) == ({"BDI"}, {"COD"})


def test_an_attack_by_nobody_known_is_an_event(events: Read) -> None:
    claim = one(events("A Kenyan patrol was attacked near Garissa."))
    assert claim.plover == "ASSAULT"
    assert claim.initiators == ()
    assert countries(claim)[1] == {"KEN"}


def test_those_killed_in_a_raid_are_its_targets(events: Read) -> None:
    claim = one(events("Three Syrian officers were killed in an Israeli air raid."))
    assert (claim.plover, claim.plover_mode) == ("ASSAULT", "aerial")
    assert countries(claim) == ({"ISR"}, {"SYR"})


def test_one_killed_and_another_wounded_is_one_event(events: Read) -> None:
    text = "Turkish jets bombed Kurdish villages in Iraq and wounded nine people."
    claim = one(events(text))
    assert claim.plover_mode == "aerial"


def test_a_clash_is_done_by_each_to_the_other(events: Read) -> None:
    claim = one(events("Indian troops clashed with Chinese soldiers in Ladakh."))
    assert claim.reciprocal
    assert countries(claim) == ({"IND"}, {"CHN"})


def test_those_killed_in_a_clash_are_a_side_of_it(events: Read) -> None:
    text = "Twelve Malian soldiers were killed in a clash with Tuareg rebels near Gao."
    claim = one(events(text))
    assert claim.reciprocal
    assert names(claim)[0] == ["Mali"]
    assert "Tuareg" in names(claim)[1][0]


def test_parties_to_a_treaty_are_on_both_sides(events: Read) -> None:
    claim = one(events("Ethiopia and Eritrea signed a peace treaty."))
    assert countries(claim) == ({"ETH"}, {"ERI"})


def test_talks_that_break_down_are_refused_by_each_to_the_other(events: Read) -> None:
    claim = one(events("Talks between Cyprus and Turkey broke down."))
    assert (claim.plover, claim.reciprocal) == ("REJECT", True)
    assert countries(claim) == ({"CYP"}, {"TUR"})


def test_a_prisoner_released_by_nobody_is_the_target(events: Read) -> None:
    claim = one(events("The Tanzanian opposition leader was released from jail."))
    assert claim.initiators == ()
    assert countries(claim)[1] == {"TZA"}


def test_troops_that_are_withdrawn_stand_for_their_state(events: Read) -> None:
    claim = one(events("Rwandan troops were withdrawn from Congo."))
    assert countries(claim) == ({"RWA"}, {"COD"})


def test_a_compound_noun_is_no_phrase_of_a_verb(events: Read) -> None:
    claim = one(events("An explosion hit a police station in Quetta."))
    assert (claim.plover, claim.plover_mode) == ("ASSAULT", "explosives")


def test_a_pronoun_does_what_the_speaker_says_of_himself(events: Read) -> None:
    claim = one(events("Norway said on Monday it had frozen its aid to Uganda."))
    assert claim.plover == "SANCTION"
    assert countries(claim) == ({"NOR"}, {"UGA"})


def test_the_accused_act_is_an_event_of_the_accused(events: Read) -> None:
    text = "Eritrea accused Ethiopia of shelling its border villages."
    accusation, shelling = events(text)
    assert accusation.plover == "ACCUSE"
    assert countries(accusation) == ({"ERI"}, {"ETH"})
    assert (shelling.plover, shelling.plover_mode) == ("ASSAULT", "heavy-weapons")
    assert countries(shelling)[0] == {"ETH"}
    assert shelling.attributed_to == "Eritrea"
    assert shelling.weapon == "shelling"


WAR = (
    "BAKU, Sept 28 (Agency) - Fighting between Armenia and Azerbaijan over"
    " Nagorno-Karabakh went on.\n\n"
)


def test_each_side_that_blames_the_other_accuses_it(events: Read) -> None:
    found = events(f"{WAR}Each side blamed the other for the violence.")
    claim = next(c for c in found if c.plover == "ACCUSE")
    assert claim.reciprocal
    assert {*names(claim)[0], *names(claim)[1]} == {"Azerbaijan", "Nagorno-Karabakh"}


def test_the_enemy_is_told_from_whoever_threatens(events: Read) -> None:
    found = events(f"{WAR}Azerbaijan vowed to destroy the enemy.")
    claim = next(c for c in found if c.plover == "THREATEN")
    assert names(claim)[0] == ["Azerbaijan"]
    assert "Nagorno-Karabakh" in names(claim)[1]
    assert claim.attributed_to == "Azerbaijan"


def test_calm_is_urged_on_the_sides_of_the_war(events: Read) -> None:
    found = events(f"{WAR}World leaders have urged calm.")
    claim = next(c for c in found if c.plover == "REQUEST")
    assert set(names(claim)[1]) == {"Azerbaijan", "Nagorno-Karabakh"}


# -- words, weapons, choice -----------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "weapon"),
    [
        ("Syrian troops attacked rebels in Idlib using heavy artillery.",
         "heavy artillery"),
        ("A Saudi air strike hit a Yemeni wedding.", "air strike"),
        ("Sudanese rebels shelled Juba with mortars.", "mortars"),
        ("Iraqi police beat prisoners in Mosul.", None),
    ],
)  # fmt: skip
def test_a_weapon_is_given_in_the_words_of_the_report(
    events: Read, sentence: str, weapon: str | None
) -> None:
    assert one(events(sentence)).weapon == weapon


def test_the_evidence_is_the_clause(events: Read) -> None:
    text = (
        "Officials said Indian troops shelled Pakistani posts, and Pakistan accused"
        " India of aggression."
    )
    shelling, accusation = events(text)
    assert shelling.evidence == "Indian troops shelled Pakistani posts"
    assert accusation.evidence == "Pakistan accused India of aggression"


def test_what_stands_behind_the_news_is_left_out(events: Read) -> None:
    text = "Kenya closed its border after the bombing of a market in Garissa."
    assert one(events(text)).plover == "COERCE"


def test_a_noun_tells_an_event_where_no_verb_does(events: Read) -> None:
    claim = one(events("Kabul counted nine dead from Pakistani shelling near Khost."))
    assert (claim.plover, claim.rule) == ("ASSAULT", "event noun")
    assert countries(claim)[0] == {"PAK"}


def test_an_event_that_is_only_feared_is_none(events: Read) -> None:
    assert events("Kenya's economy slowed amid fears of a war.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels attacked a camp in Mali, according to the United Nations.",
        "According to the United Nations, rebels attacked a camp in Mali.",
        "Rebels attacked a camp in Mali, as per the United Nations.",
    ],
)
def test_whoever_is_cited_is_no_target(events: Read, sentence: str) -> None:
    assert names(one(events(sentence))) == (["rebels"], ["Mali"])


def test_whoever_is_cited_may_be_a_target_by_other_words(events: Read) -> None:
    found = one(events("Rebels attacked UN peacekeepers, according to the UN."))
    assert names(found) == (["rebels"], ["UN peacekeepers"])
