"""Who took, lost, held or left which ground; and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from herodotus.model import Claim, ControlClaim
from herodotus.reading.control_terms import ACTIONS, control

Read = Callable[[str], list[Claim]]

#: Text, then action, by and place of each claim in order; ... where others decide.
CHANGES: list[tuple[str, list[tuple[object, ...]]]] = [
    (
        (
            "KYIV, Sept 10, 2022 - Ukrainian forces recaptured the city of Izium on "
            "Saturday, the defence ministry said."
        ),
        [("recaptured", "Ukraine", "Izium")],
    ),
    (
        (
            "KYIV, Feb 17, 2024 - Ukraine withdrew its troops from Avdiivka, the army"
            " chief said on Saturday."
        ),
        [("withdrawal", "Ukraine", "Avdiivka")],
    ),
    (
        (
            "KYIV, June 3, 2022 - Russian forces captured three villages near "
            "Popasna, the regional governor said."
        ),
        [("captured", "Russia", "three villages near Popasna")],
    ),
    (
        (
            "MEKELLE, Nov 28, 2020 - Ethiopia's army said it had taken control of "
            "Mekelle. The TPLF said its fighters had repelled an attack on the town "
            "of Wukro."
        ),
        [("captured", "Ethiopia", ...), ("repelled", "TPLF", "Wukro")],
    ),
    (
        (
            "KHARTOUM, Dec 19, 2023 - The Rapid Support Forces captured Wad Madani "
            "after the army withdrew from the city, residents said."
        ),
        [("captured", "RSF", "Wad Madani"), ("withdrawal", "Sudan", "Wad Madani")],
    ),
    (
        (
            "COLOMBO, Jan 2, 2009 - Sri Lankan troops captured the rebel capital "
            "Kilinochchi on Friday, President Mahinda Rajapaksa said."
        ),
        [("captured", "Sri Lanka", "Kilinochchi")],
    ),
    (
        (
            "BAMAKO, Jan 28, 2013 - Malian troops retook Timbuktu from Islamist "
            "rebels without firing a shot, officials said."
        ),
        [("recaptured", "Mali", "Timbuktu")],
    ),
    (
        (
            "BAGHDAD, June 10, 2014 - Mosul fell to Islamic State militants on "
            "Tuesday after days of fighting."
        ),
        [("captured", "Islamic State", "Mosul")],
    ),
    (
        (
            "BAGHDAD, May 17, 2015 - The fall of Ramadi to Islamic State was a blow "
            "to Baghdad."
        ),
        [("captured", "Islamic State", "Ramadi")],
    ),
    (
        (
            "LONDON, June 14, 1982 - British forces captured Mount Longdon from "
            "Argentine troops in the Falkland Islands."
        ),
        [("captured", "UK", "Mount Longdon")],
    ),
    (
        "KABUL, Aug 15, 2021 - The Taliban advanced on Kabul after seizing Jalalabad.",
        [("advance", "Taliban", "Kabul"), ("captured", "Taliban", "Jalalabad")],
    ),
    (
        (
            "IDLIB, Feb 10, 2020 - Rebels lost the town of Saraqib to government "
            "forces, the Observatory said."
        ),
        [("lost", "rebels", ...)],
    ),
    (
        (
            "GAZA, Nov 2, 2023 - Israeli troops pushed into Gaza City, the military "
            "said after the shelling."
        ),
        [("advance", "Israel", "Gaza City")],
    ),
    (
        (
            "MARIB, Oct 20, 2021 - The Houthis made further advances south of Marib, "
            "seizing two districts."
        ),
        [("advance", "Houthis", None), ("captured", "Houthis", "two districts")],
    ),
    (
        (
            "NEW DELHI, July 4, 1999 - Indian troops recaptured Tiger Hill from "
            "Pakistani intruders, the army said."
        ),
        [("recaptured", "India", "Tiger Hill")],
    ),
    (
        (
            "ASMARA, May 25, 2000 - Eritrea said it had withdrawn its forces from the"
            " town of Zalambessa."
        ),
        [("withdrawal", "Eritrea", ...)],
    ),
    (
        (
            "MOGADISHU, Aug 6, 2011 - Al Shabaab fighters pulled out of Mogadishu "
            "overnight after fighting with AU troops."
        ),
        [("withdrawal", "al-Shabaab", "Mogadishu")],
    ),
    (
        (
            "SARAJEVO, July 11, 1995 - Bosnian Serb forces overran the UN enclave of "
            "Srebrenica."
        ),
        [("captured", "Bosnian Serbs", "Srebrenica")],
    ),
    (
        (
            "DAMASCUS, Dec 8, 2024 - Rebels captured Damascus on Sunday after taking "
            "Aleppo, Hama and Homs."
        ),
        [
            ("captured", "rebels", "Damascus"),
            ("captured", "rebels", "Aleppo"),
            ("captured", "rebels", "Hama"),
            ("captured", "rebels", "Homs"),
        ],
    ),
    (
        (
            "KYIV, March 25, 2022 - The Ukrainian army pushed Russian forces back "
            "from Irpin and regained control of Makariv, the mayor said."
        ),
        [("repelled", "Ukraine", "Irpin"), ("recaptured", "Ukraine", "Makariv")],
    ),
    (
        (
            "KYIV, June 25, 2022 - Fighting in Sievierodonetsk has ended, the "
            "governor said. Russian troops have occupied the city."
        ),
        [("captured", "Russia", ...)],
    ),
    (
        (
            "KOBANI, Jan 26, 2015 - Kurdish fighters drove Islamic State militants "
            "out of Kobani."
        ),
        [("captured", ..., "Kobani")],
    ),
    (
        (
            "BENGHAZI, March 19, 2011 - Gaddafi's forces entered Benghazi but rebels "
            "repelled the assault."
        ),
        [("advance", ..., "Benghazi"), ("repelled", "rebels", ...)],
    ),
    (
        (
            "KABUL, May 5, 2021 - The United States began withdrawing its last troops"
            " from Afghanistan as the Taliban captured Burka district."
        ),
        [("withdrawal", "US", "Afghanistan"), ("captured", "Taliban", ...)],
    ),
    (
        (
            "DONETSK, Jan 22, 2015 - Ukraine conceded it had lost Donetsk airport to "
            "separatists."
        ),
        [("lost", "Ukraine", ...)],
    ),
    (
        (
            "KYIV, Aug 8, 2024 - Ukrainian forces advanced up to 10 km into Russia's "
            "Kursk region."
        ),
        [("advance", "Ukraine", ...)],
    ),
    (
        (
            "MOSCOW, Aug 8, 2024 - Russia said its troops thwarted an attempt to "
            "break through toward Sudzha."
        ),
        [("repelled", "Russia", ...)],
    ),
    (
        (
            "YANGON, Nov 14, 2023 - The Arakan Army said it seized 140 military "
            "outposts and the town of Pauktaw in Rakhine state."
        ),
        [("captured", "Arakan Army", "Pauktaw")],
    ),
    (
        (
            "TRIPOLI, June 27, 2019 - The town of Gharyan is now fully under our "
            "control after heavy fighting, a spokesman for the Government of National "
            "Accord said."
        ),
        [("captured", "Libya", "Gharyan")],
    ),
    (
        (
            "TEHRAN, May 24, 1982 - Iran said its troops had killed 300 Iraqi soldiers "
            "and that the port of Khorramshahr was in its hands."
        ),
        [("captured", "Iran", "Khorramshahr")],
    ),
    (
        (
            "DAMASCUS, Dec 2, 2024 - The Syrian army said its troops control most of "
            "the town of Suran after a battle with rebels."
        ),
        [("captured", "Syria", "Suran")],
    ),
    (
        (
            "MOSCOW, Aug 10, 2008 - Georgia said Russian troops had taken Tskhinvali "
            "and were shelling Gori."
        ),
        [("captured", "Russia", "Tskhinvali")],
    ),
    (
        (
            "KHARTOUM, April 18, 2023 - Sudan's army said it had recaptured the state "
            "television building from paramilitary fighters."
        ),
        [("recaptured", "Sudan", "state television building")],
    ),
    (
        (
            "MOGADISHU, June 2, 2019 - Al-Shabaab fighters attacked an army base in "
            'the town of Barire. "We have taken over the base," a spokesman for '
            "al-Shabaab said."
        ),
        [("captured", "al-Shabaab", "Barire")],
    ),
    (
        (
            "SUKHUMI, Aug 12, 2008 - The Abkhaz side said it had seized the upper "
            "Kodori Gorge after air strikes."
        ),
        [("captured", "Abkhazia", "Kodori Gorge")],
    ),
    (
        (
            "MOGADISHU, Oct 30, 2015 - A Somali member of parliament said al-Shabaab "
            "fighters had beheaded two men in Bur Hakaba days after they took the town."
        ),
        [("captured", "al-Shabaab", "Bur Hakaba")],
    ),
]

#: No ground changed hands here, or none that a report of war would name.
NOTHING = [
    "Azerbaijan denied that it had lost the town of Hadrut in the fighting.",
    "Ukraine plans to retake Crimea. Russia would lose the town, an analyst said.",
    "The Ukrainian army tried to capture Bakhmut but failed.",
    "Ukrainian troops did not withdraw from Bakhmut, a spokesman said. They hold it.",
    "If Russia captures Bakhmut, the war will go on, a military analyst said.",
    "Russia ordered its troops to withdraw from Kherson after the shelling.",
    "The enemy is retreating, the Ukrainian army said.",
    "The party lost the election and its leader took a seat, days after the bombing.",
    "Police seized two tonnes of drugs and a weapons cache from FARC rebels.",
    "The senator withdrew his candidacy after the attack by rebels.",
    "Protesters occupied the square in front of parliament after the shelling.",
    "UN observers withdrew from Mariupol after the shelling.",
    "Russian advances in drone technology have surprised the army in this war.",
    (
        "The soldiers took up positions around the base, which militants have held "
        "since 1999."
    ),
    "The minister took the position that the war is lost.",
    "The fall of the government and the capture of the rebel commander were reported.",
    "The price of fuel fell to 3,000 francs as M23 rebels taxed traders near Bukavu.",
    "M23 rebels seized the opportunity to tax traders near Bukavu after the clashes.",
    "Armenian forces have held the region since a war ended in 1994.",
    "The army withdrew the claim that it had taken Soledar in the battle.",
    "The team advanced to the final after shelling delayed the match.",
    "Gunmen captured a soldier in the town of Lahj, the army said.",
    "Residents fled the occupied territories as rebel-held towns came under fire.",
    "The army still holds the airport after the clashes, a military spokesman said.",
    "The Islamic State, which controls Mosul, killed 12 soldiers in Tikrit.",
    "Ukrainian forces control the town, a Russian blogger said after the battle.",
    "Four militants entered an army base in Pulwama and killed five soldiers.",
    "Gunmen seized a passenger train, the Bolan Mail, near Sibi, police said.",
    "The new barracks of the army are fully occupied, days after the bombing.",
    "After the shooting Davis was taken to hospital in California, police said.",
    "Police evacuated a building in the city after the bombing.",
    "The army evacuated the town of civilians wounded in the shelling.",
]


def moves(claims: list[Claim]) -> list[ControlClaim]:
    return [claim for claim in claims if isinstance(claim, ControlClaim)]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_changes(text: str, expected: list[tuple[object, ...]], claims: Read) -> None:
    found = [(c.action, c.by, c.place) for c in moves(claims(text))]
    assert len(found) == len(expected)
    for told, wanted in zip(found, expected, strict=True):
        for one, other in zip(told, wanted, strict=True):
            assert other is ... or one == other


@pytest.mark.parametrize("text", NOTHING)
def test_no_change(text: str, claims: Read) -> None:
    assert moves(claims(text)) == []


def test_what_is_taken_for_granted_is_a_claim_of_its_own(claims: Read) -> None:
    text = (
        "KYIV, May 10, 2022 - Ukraine's army said it had won back villages seized by "
        "Russia near Kharkiv."
    )
    found = [(c.action, c.by, c.presupposed) for c in moves(claims(text))]
    assert found == [("recaptured", "Ukraine", False), ("captured", "Russia", True)]


def test_a_headline_and_its_lead_are_one_claim(claims: Read) -> None:
    text = (
        "Rebels capture Goma\n\n"
        "GOMA, Nov 20, 2012 - M23 rebels captured Goma on Tuesday after fighting with "
        "Congolese soldiers. They seized the town in hours."
    )
    (claim,) = moves(claims(text))
    assert claim.start > text.index("GOMA,")
    assert claim.date_start == date(2012, 11, 20)


def test_a_base_of_a_country_is_the_one_named_below(claims: Read) -> None:
    text = (
        "Rebels capture Congo base\n\n"
        "GOMA, Congo, Nov 3, 2008 - Congolese rebels captured the Rumangabo base from "
        "the army on Sunday, a UN spokesman said."
    )
    assert [c.place for c in moves(claims(text))] == ["Rumangabo"]


def test_what_a_side_holds_is_no_lesser_claim_for_its_noun(claims: Read) -> None:
    text = (
        "TRIPOLI, June 27, 2019 - Gharyan is under our control after heavy fighting, a "
        "spokesman for the Libyan army said."
    )
    (claim,) = moves(claims(text))
    assert (claim.rule, claim.presupposed) == ("ground held", False)


def test_vaguer_ground_adds_nothing_to_what_was_counted(claims: Read) -> None:
    text = (
        "BAKU, 4 October 2020 - Azerbaijan's army captured nine villages, the defence "
        "ministry said. Several strategic hilltops were taken too, it said."
    )
    assert [c.place for c in moves(claims(text))] == ["nine villages"]


def test_a_side_that_claims_its_own_advance_is_its_source(claims: Read) -> None:
    text = "BAKU, 4 October 2020 - Fighting went on. Baku claimed further advances."
    (claim,) = moves(claims(text))
    assert (claim.action, claim.by, claim.place) == ("advance", "Azerbaijan", None)
    assert (claim.attributed_to, claim.attribution_cue) == ("Azerbaijan", "claimed")


def test_history_is_background(claims: Read) -> None:
    text = (
        "BAGHDAD, May 10, 2019 - A bomb killed two people in Mosul on Friday. Islamic "
        "State militants captured the city in June 2014."
    )
    (claim,) = moves(claims(text))
    assert claim.background


def test_every_action_has_words() -> None:
    verbs = {*control().verbs.values(), *control().nouns.values()}
    assert verbs == set(ACTIONS)
