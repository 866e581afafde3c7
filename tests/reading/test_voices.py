"""Who answers for a count: the ultimate source, however it is worded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim

Read = Callable[[str], list[CasualtyClaim]]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # an institution takes the state that its words or its report give it
        (
            (
                "KYIV, 14 August 2014 - The Ukrainian defence ministry said that 12 "
                "soldiers were killed on Wednesday."
            ),
            "Ukraine Ministry of Defence",
        ),
        (
            (
                "KYIV, 14 August 2014 - Twelve Ukrainian soldiers were killed by "
                "shelling on Wednesday, the defence ministry said."
            ),
            "Ukraine Ministry of Defence",
        ),
        # a capital stands for its government
        (
            (
                "BAKU, 2 October 2020 - Yerevan said that 60 Azerbaijani soldiers were "
                "killed."
            ),
            "Armenia",
        ),
        # a group of its own
        (
            (
                "BEIRUT, 12 March 2015 - The Syrian Observatory for Human Rights said "
                "30 rebels were killed in clashes."
            ),
            "Syrian Observatory for Human Rights",
        ),
        # nobody in particular
        (
            (
                "NAIROBI, 2 October 2013 - Twelve soldiers were reported killed in an "
                "attack by Al Shabaab in Somalia."
            ),
            None,
        ),
        # the reporter
        ("PARIS, 14 November 2015 - Gunmen killed 129 people in Paris.", None),
    ],
)
def test_the_party_that_answers(text: str, party: str | None, tolls: Read) -> None:
    assert [claim.attributed_to for claim in tolls(text)] == [party]


def test_a_person_speaks_for_an_institution(tolls: Read) -> None:
    (claim,) = tolls(
        "KYIV, 14 August 2014 - Colonel Andriy Lysenko, a spokesman for the Ukrainian "
        "army, said that three soldiers were killed by mortar fire."
    )
    assert claim.speaker == "Andriy Lysenko"
    assert claim.attributed_to == "Andriy Lysenko (Ukraine army spokesman)"
    assert claim.attribution_cue == "said"


def test_he_and_it_are_who_spoke_last(tolls: Read) -> None:
    killed, wounded = tolls(
        "KYIV, 14 August 2014 - The Ukrainian defence ministry said that 12 soldiers "
        "were killed on Wednesday. It added that 30 were wounded."
    )
    assert (
        wounded.attributed_to == killed.attributed_to == "Ukraine Ministry of Defence"
    )
    killed, wounded = tolls(
        "KYIV, 14 August 2014 - Colonel Andriy Lysenko, a spokesman for the Ukrainian "
        "army, said three soldiers were killed. “We lost a helicopter,” he said. He "
        "added that six soldiers were wounded."
    )
    assert wounded.speaker == killed.speaker == "Andriy Lysenko"


def test_an_agency_relays_what_it_quotes(tolls: Read) -> None:
    (claim,) = tolls(
        "CAIRO, 14 August 2013 - Reuters reported that 12 policemen were killed in "
        "clashes in Cairo, quoting the interior ministry."
    )
    assert claim.attributed_to == "Egypt Ministry of Interior"
    assert claim.relayed_by == "Reuters"


@pytest.mark.parametrize(
    "text",
    [
        (
            "BAKU, 2 October 2020 - Yerevan said that 60 Azerbaijani soldiers were "
            "killed. Baku denied the claim."
        ),
        (
            "BOGOTA, 2 October 2012 - The army said that 12 FARC rebels were killed in "
            "clashes, but the rebels denied it."
        ),
    ],
)
def test_a_count_that_the_other_side_denies_is_denied(text: str, tolls: Read) -> None:
    (claim,) = tolls(text)
    assert claim.denied
    assert claim.stance == "asserts"


def test_a_count_that_nobody_denies_is_not(tolls: Read) -> None:
    (claim,) = tolls(
        "BAKU, 2 October 2020 - Yerevan said that 60 Azerbaijani soldiers were "
        "killed. Baku called for talks."
    )
    assert not claim.denied


@pytest.mark.parametrize(
    ("text", "party", "relay"),
    [
        # the agency that is called by name relays, beside "state news agency"
        (
            (
                "DAMASCUS, 4 May 2013 - State news agency SANA quoted the interior "
                "ministry as saying that 30 people were killed in Homs."
            ),
            "Syria Ministry of Interior",
            "SANA",
        ),
        (
            (
                "MOSCOW, 3 March 2000 - Interfax, citing the general staff, reported "
                "that 12 Russian soldiers were killed near Grozny."
            ),
            "Russia armed forces General Staff",
            "Interfax",
        ),
        # the subject behind its verb ends where the next clause begins
        (
            (
                "STEPANAKERT, 2 April 2016 - Eighteen soldiers have been killed, say "
                "officials in Abkhazia, and 35 have been wounded."
            ),
            "Abkhazia officials",
            None,
        ),
        # rebels are the group that was named
        (
            (
                "COLOMBO, 10 May 2008 - LTTE fighters attacked a camp near Mannar. The "
                "rebels said they had killed 45 soldiers."
            ),
            "LTTE",
            None,
        ),
        # a lead is on the word of whom the next sentence names
        (
            (
                "KABUL, 5 May 2009 - A roadside bomb killed four policemen in Zabul. "
                "It was planted overnight, the interior ministry said."
            ),
            "Afghanistan Ministry of Interior",
            None,
        ),
        # a ministry is of those whose forces are told of, whoever's spoke before
        (
            (
                "TBILISI, 13 July 2020 - Azerbaijani troops hold the hill and lost two "
                "men, the defence ministry said on Monday."
            ),
            "Azerbaijan Ministry of Defence",
            None,
        ),
        # who is only compared with does not answer for it
        (
            (
                "KYIV, 5 May 2015 - The death toll in Donbas has reached 6,000, the UN "
                "said, twice what the governor admits."
            ),
            "UN",
            None,
        ),
        # a source without a state beside it keeps the report's words
        (
            (
                "OUAGADOUGOU, 5 May 2021 - Burkina Faso's government said it sent "
                "troops. Six soldiers were killed, said a security source."
            ),
            "security source",
            None,
        ),
    ],
)
def test_who_answers_where_others_are_named(
    text: str, party: str, relay: str | None, tolls: Read
) -> None:
    for claim in tolls(text):
        assert claim.attributed_to == party
        assert claim.relayed_by == relay


def test_what_follows_a_semicolon_goes_on(tolls: Read) -> None:
    *_, last = tolls(
        "BAMAKO, 5 May 2015 - The defence ministry said that nine soldiers were killed "
        "near Gao; it counts 12 of them as missing."
    )
    assert last.attributed_to == "Mali Ministry of Defence"


def test_a_body_speaks_on_between_its_words(tolls: Read) -> None:
    text = (
        "GAZA, 12 July 2014 - The health ministry said that 120 people were killed.\n\n"
        "Strikes wounded 900 others.\n\n"
        "Most are women and children, the health ministry said."
    )
    told = {claim.low: claim.attributed_to for claim in tolls(text)}
    assert told[900] == told[120]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            (
                "MOSCOW, 5 May 2015 - The president of Chad, Idriss Deby, visited the "
                "front. Deby said that 70 soldiers were killed."
            ),
            "Idriss Deby (Chad president)",
        ),
        # the table of persons knows a side, but is not printed as the source's words
        (
            "ANKARA, 5 May 2018 - Erdogan said that 3,000 militants were killed.",
            "Erdogan",
        ),
    ],
)
def test_a_person_stands_with_the_office_that_the_report_gives(
    text: str, party: str, tolls: Read
) -> None:
    (claim,) = tolls(text)
    assert claim.attributed_to == party


def test_a_denial_within_a_sentence_is_of_the_accusers_words(tolls: Read) -> None:
    killed, civilians = tolls(
        "YEREVAN, 23 October 2020 - Officials in Nagorno-Karabakh say 927 of their "
        "troops were killed. Azerbaijan says 63 of its civilians were killed.\n\n"
        "Azerbaijan accuses Armenia of shelling towns, something Armenia denies."
    )
    assert not killed.denied
    assert civilians.denied


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # those whom nobody else names keep the report's words
        (
            "HERAT, 5 May 2012 - Health workers said 14 people were killed in Herat.",
            "health workers",
        ),
        (
            (
                "JUBA, 5 May 2015 - Hospital staff and survivors spoke of more than 60 "
                "dead in the raid."
            ),
            "hospital staff and survivors",
        ),
        (
            (
                "DELHI, 5 May 2009 - Railway officials said 12 passengers were killed "
                "when rebels blew up the track."
            ),
            "railway officials",
        ),
        # a hospital of a place is not its government
        (
            (
                "SUKHUMI, 5 May 1993 - Sukhumi's hospital said that 30 people were "
                "killed in the shelling."
            ),
            "Sukhumi hospital",
        ),
        # days are no part of a name
        (
            (
                "PRISTINA, 5 May 1999 - Foreign observers on Tuesday counted 19 bodies "
                "of people who were shot dead in the village."
            ),
            "foreign observers",
        ),
        # data that nobody vouches for is the reporter's
        (
            "HOMS, 5 May 2013 - Earlier reports spoke of 20 people killed by shells.",
            None,
        ),
        # the full name of a body wins over the known short one
        (
            (
                "MONROVIA, 5 May 2004 - The United Nations Mission in Liberia said 12 "
                "people were killed.\n\nThe mission said that 40 were wounded."
            ),
            "United Nations Mission in Liberia",
        ),
        # whose medium it is
        (
            (
                "DAMASCUS, 5 May 2013 - Shells fired by rebels killed four people in "
                "Damascus, state television said."
            ),
            "Syria state television",
        ),
        # who is quoted behind what was said
        (
            (
                "MOSCOW, 5 May 2000 - Twelve soldiers were killed near Grozny, "
                "Interfax quoted the Russian interior ministry as saying."
            ),
            "Russia Ministry of Interior",
        ),
        # who killed is not who speaks
        (
            (
                "MAIDUGURI, 5 May 2019 - The men were shot by Boko Haram fighters, a "
                "local vigilante group said. It found 23 bodies in the fields."
            ),
            "vigilante group",
        ),
        # the end of a sentence answers for all of it
        (
            (
                "KABUL, 5 May 2012 - Nine of the dead were soldiers; two policemen "
                "were also killed, the defence ministry said."
            ),
            "Afghanistan Ministry of Defence",
        ),
        # an acronym is no verb
        (
            "MOSUL, 5 May 2016 - IS claimed 42 soldiers were killed in the attack.",
            "Islamic State",
        ),
    ],
)
def test_sources_in_the_reports_words(
    text: str, party: str | None, tolls: Read
) -> None:
    told = {claim.attributed_to for claim in tolls(text)}
    expected = party.lower() if party is not None else None
    assert {t.lower() if t is not None else None for t in told} == {expected}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            (
                "NAIROBI, 5 May 2014 - Kenyan military spokesman Colonel David Obonyo "
                "said 11 soldiers were killed."
            ),
            "David Obonyo (Kenya military spokesman)",
        ),
        (
            (
                "SANAA, 5 May 2016 - Nasser Bagri, acting health minister of Yemen, "
                "said 82 people were killed in the strike."
            ),
            "Nasser Bagri (Yemen acting health minister)",
        ),
        # a first name, with a rank, after the full one
        (
            (
                "YALA, 5 May 2012 - Colonel Somchai Boonmee, a Thai army spokesman, "
                "spoke to reporters. “Twelve men were killed,” Col Somchai said."
            ),
            "Somchai Boonmee (Thailand army spokesman)",
        ),
        # a spokesman for somebody is not that person
        (
            (
                "TRIPOLI, 5 May 2017 - A spokesman for the forces of General Khalifa "
                "Haftar said 40 soldiers were killed."
            ),
            "forces of General Khalifa Haftar",
        ),
        # whom a lead leaves unnamed is named next
        (
            (
                "BEIRUT, 5 May 2016 - Air strikes killed 100 civilians, a monitor said."
                "\n\nThe Syrian Observatory for Human Rights said 20 children were "
                "among the dead."
            ),
            "Syrian Observatory for Human Rights",
        ),
    ],
)
def test_people_and_bodies_under_their_names(
    text: str, party: str, tolls: Read
) -> None:
    assert all(party in (claim.attributed_to or "") for claim in tolls(text))
    assert tolls(text)


def test_he_is_the_nameless_man_who_spoke_last(tolls: Read) -> None:
    *_, last = tolls(
        "YEREVAN, 29 September 2020 - Shushan Stepanyan of the Armenian defence "
        "ministry said 400 Azerbaijani soldiers had been killed.\n\n"
        "“We will not leave,” a commander told reporters. He said 12 of his men were "
        "wounded."
    )
    assert (last.low, last.attributed_to, last.victim_side) == (12, "commander", None)
