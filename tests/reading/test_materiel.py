"""What was lost: items, counts, fates, owners; and what only looks like a loss."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import Claim, MaterielClaim
from herodotus.reading.materiel_terms import FATES, materiel

Read = Callable[[str], list[Claim]]

#: Text, then item, low, high, fate, owner and perpetrator of each claim in order.
LOSSES = [
    (
        (
            "KYIV, March 14, 2022 - Ukraine's general staff said its forces had "
            "destroyed 12 Russian tanks, three armoured personnel carriers and a Buk "
            "air defence system near Kharkiv."
        ),
        [
            ("tank", 12, 12, "destroyed", "Russia", "Ukraine"),
            ("armoured vehicle", 3, 3, "destroyed", "Russia", "Ukraine"),
            ("air defence system", 1, 1, "destroyed", "Russia", "Ukraine"),
        ],
    ),
    (
        (
            "MOSCOW, May 3, 2023 - Russia's defence ministry said its air defences had"
            " shot down two Ukrainian Su-25s and 14 drones."
        ),
        [
            ("aircraft", 2, 2, "shot down", "Ukraine", "Russia"),
            ("drone", 14, 14, "shot down", "Ukraine", "Russia"),
        ],
    ),
    (
        (
            "SANAA, June 12, 2019 - Yemen's Houthi rebels said they had shot down a "
            "Saudi drone over Hodeidah."
        ),
        [("drone", 1, 1, "shot down", "Saudi Arabia", "Houthis")],
    ),
    (
        (
            "KHARTOUM, May 1, 2023 - Sudan's army said the paramilitary Rapid Support "
            "Forces lost 20 vehicles and a tank in fighting in Omdurman."
        ),
        [
            ("vehicle", 20, 20, "destroyed", "RSF", "Sudan"),
            ("tank", 1, 1, "destroyed", "RSF", "Sudan"),
        ],
    ),
    (
        (
            "COLOMBO, Jan 15, 2009 - The Sri Lankan navy sank four Tamil Tiger boats "
            "off Mullaitivu, killing 12 rebels, a military spokesman said."
        ),
        [("vessel", 4, 4, "destroyed", "LTTE", "Sri Lanka")],
    ),
    (
        (
            "BAGHDAD, June 24, 2014 - Islamic State militants seized at least six "
            "Black Hawk helicopters and dozens of Humvees from the Iraqi army in "
            "Mosul."
        ),
        [
            ("helicopter", 6, None, "captured", "Iraq", "Islamic State"),
            ("vehicle", 24, None, "captured", "Iraq", "Islamic State"),
        ],
    ),
    (
        (
            "ALEPPO, Syria, Nov 4, 2016 - Rebels knocked out two government tanks with"
            " TOW missiles, the Syrian Observatory for Human Rights said."
        ),
        [("tank", 2, 2, "destroyed", "Syria", "rebels")],
    ),
    (
        (
            "ANKARA, March 1, 2020 - Turkey shot down two Syrian warplanes over Idlib "
            "on Sunday after Syria downed a Turkish drone."
        ),
        [
            ("aircraft", 2, 2, "shot down", "Syria", "Turkey"),
            ("drone", 1, 1, "shot down", "Turkey", "Syria"),
        ],
    ),
    (
        (
            "RIYADH, Feb 26, 1991 - Allied forces have destroyed more than 1,300 of "
            "Iraq's 4,200 tanks, General Norman Schwarzkopf said."
        ),
        [("tank", 1301, None, "destroyed", "Iraq", ...)],
    ),
    (
        (
            "STEPANAKERT, Oct 4, 2020 - The loss of a tank and two infantry fighting "
            "vehicles was confirmed by the Karabakh army."
        ),
        [
            ("tank", 1, 1, "destroyed", ..., ...),
            ("armoured vehicle", 2, 2, "destroyed", ..., ...),
        ],
    ),
    (
        (
            "KYIV, Oct 10, 2022 - Russia launched 84 missiles at Ukraine, of which 43 "
            "were shot down, the air force said."
        ),
        [("missile", 43, 43, "shot down", "Russia", "Ukraine")],
    ),
    (
        (
            "GROZNY, Aug 20, 1996 - Chechen rebels shot down a Russian Mi-8 helicopter"
            " near Khankala, killing 8 soldiers."
        ),
        [("helicopter", 1, 1, "shot down", "Russia", ...)],
    ),
    (
        (
            "HODEIDAH, Jan 30, 2017 - Houthi fighters attacked a Saudi frigate west of"
            " Hodeidah, killing two crew members."
        ),
        [("vessel", 1, 1, "damaged", "Saudi Arabia", "Houthis")],
    ),
    (
        (
            "JERUSALEM, Nov 2, 2023 - The Israeli military said it struck two Hamas "
            "command posts and an ammunition depot in Gaza overnight."
        ),
        [
            ("command post", 2, 2, "damaged", "Hamas", "Israel"),
            ("ammunition depot", 1, 1, "damaged", "Hamas", "Israel"),
        ],
    ),
    (
        (
            "KINSHASA, Nov 2, 2012 - M23 rebels seized two tonnes of ammunition and "
            "several mortars abandoned by the Congolese army."
        ),
        [("artillery", 3, None, "captured", "DR Congo", "M23")],
    ),
    (
        (
            "MARIB, June 2, 2019 - The Houthis set fire to four pickup trucks "
            "belonging to Yemeni government forces, a Houthi spokesman said."
        ),
        [("vehicle", 4, 4, "destroyed", "Yemen", "Houthis")],
    ),
    (
        (
            "ADDIS ABABA, Nov 20, 2021 - Ethiopia's army said 300 rebels had been "
            "killed and two of their trucks destroyed near Dessie."
        ),
        [("vehicle", 2, 2, "destroyed", "rebels", "Ethiopia")],
    ),
    (
        (
            "ISLAMABAD, Sept 12, 1965 - The state news agency, citing the army, said "
            "that two attacks had been repulsed and that six Indian tanks, two guns "
            "and more than 10 trucks were destroyed."
        ),
        [
            ("tank", 6, 6, "destroyed", "India", ...),
            ("vehicle", 11, None, "destroyed", "India", ...),
        ],
    ),
    (
        (
            "BOGOTA, July 3, 2003 - A navy patrol boat was sunk by FARC guerrillas on "
            "the Caqueta river, the army said."
        ),
        [("vessel", 1, 1, "destroyed", "Colombia", "FARC")],
    ),
    (
        (
            "KINSHASA, Jan 21, 2025 - Fighting with M23 rebels went on near Goma. One "
            "of its helicopters crashed on Tuesday, the Congolese army said."
        ),
        [("helicopter", 1, 1, "destroyed", "DR Congo", None)],
    ),
    (
        (
            "MOSCOW, June 5, 2023 - Ukraine's air force said 15 Russian drones, 10 "
            "Shahed drones and five Lancets, had been shot down over Odesa."
        ),
        [("drone", 15, 15, "shot down", "Russia", "Ukraine")],
    ),
    (
        (
            "KABUL, Sept 14, 2012 - Taliban fighters attacked the base. Two jets, a "
            "Harrier and another plane, were destroyed, the US military said."
        ),
        [("aircraft", 2, 2, "destroyed", "US", ...)],
    ),
    (
        (
            "KYIV, Dec 29, 2023 - Russia fired missiles and drones at Ukraine. The air "
            "force said its units shot down all 27 Shahed drones launched from Crimea."
        ),
        [("drone", 27, 27, "shot down", "Russia", "Ukraine")],
    ),
    (
        (
            "MAIDUGURI, Nigeria, Dec 27, 2018 - Boko Haram fighters attacked a base at "
            "Baga and made off with two army trucks and an armoured vehicle, "
            "security sources said."
        ),
        [
            ("vehicle", 2, 2, "captured", "Nigeria", "Boko Haram"),
            ("armoured vehicle", 1, 1, "captured", "Nigeria", "Boko Haram"),
        ],
    ),
    (
        (
            "N'DJAMENA, Feb 3, 2008 - Rebels abandoned 40 pickups as they fled the "
            "battle, Chad's army said."
        ),
        [("vehicle", 40, 40, "captured", "rebels", "Chad")],
    ),
    (
        (
            "DONETSK, July 14, 2014 - Separatists shot down a Ukrainian An-26 plane "
            "over Luhansk. Kyiv said the rebels had downed two."
        ),
        [
            ("aircraft", 1, 1, "shot down", "Ukraine", ...),
            ("aircraft", 2, 2, "shot down", "Ukraine", ...),
        ],
    ),
    (
        (
            "ASMARA, Feb 10, 1999 - Reporters saw six burned-out tanks after the "
            "battle at Badme. Eritrea said it had knocked out 20 Ethiopian tanks."
        ),
        [
            ("tank", 6, 6, "destroyed", "Ethiopia", ...),
            ("tank", 20, 20, "destroyed", "Ethiopia", "Eritrea"),
        ],
    ),
    (
        (
            "BAGHRAM, Afghanistan, Jan 4, 2011 - Taliban rockets hit the airfield. Two "
            "helicopters were damaged, an Afghan army spokesman said."
        ),
        [("helicopter", 2, 2, "damaged", "Afghanistan", "Taliban")],
    ),
    (
        (
            "GROZNY, May 9, 1995 - Chechen rebels ambushed a column. Two tanks and "
            "three military trucks burned out on the road."
        ),
        [
            ("tank", 2, 2, "destroyed", "Russia", ...),
            ("vehicle", 3, 3, "destroyed", "Russia", ...),
        ],
    ),
    (
        (
            "LONDON, May 26, 1982 - An Argentine submarine torpedoed a British frigate "
            "in the war over the Falkland Islands."
        ),
        [("vessel", 1, 1, "damaged", "UK", "Argentina")],
    ),
]

#: Nothing was lost here, or nothing that is counted.
NOTHING = [
    "Azerbaijan denied that it had lost a helicopter in the fighting.",
    "Russia could lose hundreds of tanks in the war, a Western official said.",
    "Ukraine would shoot down any drone that crosses the border, the army said.",
    "Tanks were deployed around the city and the army uses drones against the rebels.",
    "Azeri tanks were hit in the battle, the army said.",
    (
        "The blast destroyed two water tanks, a fuel tank and a tank of petrol, army "
        "officials said after the attack."
    ),
    "The ambush was captured on video. The army shot down the proposal.",
    "Police seized a weapons cache and 30 kg of drugs in the raid on the militants.",
    "No tanks were lost in the battle, the army said.",
    "An attempt to shoot down a helicopter failed, the rebels said.",
    "The army failed to destroy two Grad rocket launchers of the rebels.",
    "The rebels captured three Syrian fighters and a commander.",
    "Soldiers were killed when a drone strike hit a tank crew.",
    "Shelling damaged three houses, a bus and a passenger plane at the airport.",
    "Militants rammed a captured Humvee packed with explosives into the base.",
    "Hamas fired 130 rockets and 90 rockets were intercepted, the Israeli army said.",
    "A small plane crashed near the airport after rebels attacked the town.",
    "A jet with passengers on board was hit when rebels fired at the airport.",
    "The army fired 12 missiles and used two tanks to storm the base.",
]


def lost(claims: list[Claim]) -> list[MaterielClaim]:
    return [claim for claim in claims if isinstance(claim, MaterielClaim)]


@pytest.mark.parametrize(("text", "expected"), LOSSES)
def test_losses(text: str, expected: list[tuple[object, ...]], claims: Read) -> None:
    found = [
        (c.item, c.low, c.high, c.fate, c.owner_side, c.perpetrator)
        for c in lost(claims(text))
    ]
    assert len(found) == len(expected)
    for told, wanted in zip(found, expected, strict=True):
        for one, other in zip(told, wanted, strict=True):
            assert other is ... or one == other


@pytest.mark.parametrize("text", NOTHING)
def test_no_loss(text: str, claims: Read) -> None:
    assert lost(claims(text)) == []


def test_each_of_a_list_has_its_own_fate(claims: Read) -> None:
    text = (
        "YEREVAN, 27 September 2020 - Yerevan spoke of four destroyed tanks, a downed "
        "helicopter and two enemy drones in the fighting with Azerbaijan."
    )
    found = {c.item: (c.low, c.fate) for c in lost(claims(text))}
    assert found == {
        "tank": (4, "destroyed"),
        "helicopter": (1, "shot down"),
        "drone": (2, "destroyed"),
    }
    assert {c.owner_side for c in lost(claims(text))} == {"Azerbaijan"}


def test_at_least_holds_for_a_whole_list(claims: Read) -> None:
    text = "Rebels in Syria said at least five tanks and two drones had been destroyed."
    assert [(c.low, c.high) for c in lost(claims(text))] == [(5, None), (2, None)]


def test_a_headline_and_its_lead_are_one_claim(claims: Read) -> None:
    text = (
        "Two Saudi tanks destroyed in Yemen\n\n"
        "SANAA, June 1, 2017 - Houthi rebels destroyed two Saudi tanks near Najran, "
        "they said. The two tanks were hit by missiles."
    )
    (claim,) = lost(claims(text))
    assert claim.start > text.index("SANAA")


def test_the_same_number_of_another_item_is_another_claim(claims: Read) -> None:
    text = "Houthi rebels destroyed two Saudi tanks and shot down two Saudi drones."
    assert [c.item for c in lost(claims(text))] == ["tank", "drone"]


def test_where_it_was_built_is_not_whose_it_is(claims: Read) -> None:
    text = (
        "BAGHDAD, June 3, 2014 - Islamic State militants destroyed three Russian-made "
        "tanks of the Iraqi army near Mosul."
    )
    (claim,) = lost(claims(text))
    assert claim.owner_side == "Iraq"


def test_the_words_of_a_claim_hold_its_count_and_its_fate(claims: Read) -> None:
    text = "Ukraine's army said it shot down two Russian Ka-52 helicopters on Monday."
    (claim,) = lost(claims(text))
    assert claim.text == "two Russian Ka-52 helicopters"
    assert claim.evidence == "shot down two Russian Ka-52 helicopters"
    assert claim.attributed_to == "Ukraine army"
    assert claim.rule == "materiel act"


def test_every_fate_has_words() -> None:
    told = {*materiel().verbs.values(), *materiel().actions.values()}
    assert told == set(FATES)
