"""What a short report tells of above all, in the types of ACLED and beyond them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.language import Language
from herodotus.model import Report
from herodotus.reading import Reader
from herodotus.reading.reader import prose
from herodotus.reading.scene import Scene
from herodotus.reading.subevents_lexicon import sub_event_types
from herodotus.reading.topics import find_topic
from herodotus.sources import report_from_text

CASES = [
    # battles
    (
        "Government regains territory",
        (
            "The Iraqi army retook the town of Qayyarah from Islamic State fighters on "
            "Thursday after weeks of fighting."
        ),
    ),
    (
        "Government regains territory",
        "Nigerian troops drove the insurgents out of Bama, an army spokesman said.",
    ),
    (
        "Non-state actor overtakes territory",
        (
            "Taliban fighters captured the district of Khamab in Jowzjan province on "
            "Sunday, a provincial councillor said."
        ),
    ),
    (
        "Non-state actor overtakes territory",
        "M23 rebels seized control of the Congolese border town of Bunagana on Monday.",
    ),
    (
        "Armed clash",
        (
            "Ethiopian troops clashed with Amhara militiamen near Lalibela, "
            "residents said."
        ),
    ),
    (
        "Armed clash",
        (
            "Gunmen attacked an army checkpoint in the north of Burkina Faso, killing "
            "seven soldiers."
        ),
    ),
    # explosions
    (
        "Chemical weapon",
        "Inspectors concluded that sarin was used in the attack on Khan Sheikhoun.",
    ),
    (
        "Air/drone strike",
        "A coalition air strike flattened a clinic in Saada, killing eight patients.",
    ),
    (
        "Air/drone strike",
        "Two drones struck an oil refinery in Tuapse overnight, the governor said.",
    ),
    (
        "Suicide bomb",
        "A suicide bomber struck worshippers at a shrine in Sehwan, police said.",
    ),
    (
        "Shelling/artillery/missile attack",
        "Mortar shells fell on the market of Donetsk and wounded three people.",
    ),
    (
        "Remote explosive/landmine/IED",
        "Four policemen died when a roadside bomb exploded under their lorry in Mopti.",
    ),
    ("Grenade", "Assailants hurled a grenade into a bar in Bujumbura, hurting six."),
    # violence against civilians
    (
        "Sexual violence",
        "At least 17 women were raped by militiamen in Tawila, a doctor said.",
    ),
    (
        "Attack",
        "Gunmen shot dead nine farmers in a field near Jos on Tuesday, residents said.",
    ),
    (
        "Abduction/forced disappearance",
        "Bandits kidnapped 30 pupils from a boarding school in Kaduna on Friday.",
    ),
    # protests and riots
    (
        "Excessive force against protesters",
        "Soldiers opened fire on demonstrators in Khartoum on Sunday, killing four.",
    ),
    (
        "Protest with intervention",
        "Police used tear gas to disperse a march of teachers in Lima.",
    ),
    (
        "Peaceful protest",
        (
            "Thousands of pensioners marched through Athens to demand the repeal "
            "of the cuts."
        ),
    ),
    (
        "Violent demonstration",
        (
            "Protesters threw stones at police and set cars on fire in Santiago as a "
            "demonstration over fares turned violent."
        ),
    ),
    (
        "Mob violence",
        "A mob beat two men to death in Patna on suspicion of theft from a temple.",
    ),
    # strategic developments
    (
        "Agreement",
        "The government of Sudan and rebel groups signed a peace agreement in Juba.",
    ),
    (
        "Arrests",
        "Turkish police arrested 40 members of the pro-Kurdish party in Van at dawn.",
    ),
    (
        "Change to group/activity",
        "Some 200 Libyan soldiers have defected to the rival administration in Sirte.",
    ),
    (
        "Disrupted weapons use",
        (
            "Lebanese soldiers found a cache of rockets and ammunition near "
            "Tyre and dismantled it."
        ),
    ),
    (
        "Headquarters or base established",
        "Turkey's army has set up a new military base on a hill near Afrin.",
    ),
    (
        "Looting/property destruction",
        "Armed men looted shops and burned houses in Abyei, the mayor said.",
    ),
    (
        "Non-violent transfer of territory",
        (
            "Rebels entered the town of Daraa al-Balad without a fight after the "
            "army withdrew."
        ),
    ),
    ("Other", "Soldiers seized power in a coup in Niamey on Wednesday."),
    # what ACLED leaves out
    (
        "Natural disaster",
        "An earthquake of magnitude 6.1 struck eastern Afghanistan, killing hundreds.",
    ),
    (
        "Accident",
        "A ferry capsized on Lake Kivu on Thursday, and at least 30 people drowned.",
    ),
    (
        "Accident",
        "Twelve workers died when a boiler exploded at a textile factory in Dhaka.",
    ),
    (
        "Organised crime",
        "Police in Guayaquil seized two tonnes of cocaine and arrested five smugglers.",
    ),
    (
        "Diplomatic measure",
        "The Czech Republic expelled 18 Russian diplomats on Saturday.",
    ),
    (
        "Responsibility claimed or denied",
        "Islamic State claimed responsibility for the bombing of a church in Colombo.",
    ),
]

Topic = Callable[[str], str | None]


@pytest.fixture(scope="module")
def topic(language: Language) -> Topic:
    """The sub-event type of a text."""

    def told(text: str) -> str | None:
        report: Report = report_from_text(text)
        found = find_topic(Scene.of(report, language.analyse(prose(report))))
        return found.sub_event_type if found else None

    return told


@pytest.mark.parametrize(("wanted", "text"), CASES)
def test_a_report_has_the_type_of_what_it_tells(
    topic: Topic, wanted: str, text: str
) -> None:
    assert topic(text) == wanted


def test_every_type_has_a_case() -> None:
    assert {wanted for wanted, _ in CASES} == set(sub_event_types())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the weapon of a place's past is not the event
        (
            (
                "Syrian troops captured a village near Douma, the scene of a chemical "
                "attack in 2018."
            ),
            "Government regains territory",
        ),
        # what a march is about is not what happened on it
        (
            (
                "Hundreds of students marched in Nairobi over the killing of a pupil "
                "by police."
            ),
            "Peaceful protest",
        ),
        # whose troops they are decides, not the word for them
        (
            "Houthi troops captured the town of Hays on Friday.",
            "Non-state actor overtakes territory",
        ),
        # a tear gas grenade is no grenade
        (
            "Police fired tear gas grenades to disperse demonstrators in Dakar.",
            "Protest with intervention",
        ),
        # the attack of rebels kills soldiers
        (
            "Nine soldiers were killed in a rebel attack in Beni.",
            "Armed clash",
        ),
        # a factory's gas is no weapon
        (
            "Chlorine leaked from a water plant in Basra and sickened 60 people.",
            "Accident",
        ),
    ],
)
def test_traps(topic: Topic, text: str, wanted: str) -> None:
    assert topic(text) == wanted


def test_a_report_of_nothing_of_the_kind_has_no_topic(topic: Topic) -> None:
    assert topic("The committee adjourned until Tuesday.") is None


def test_a_denied_or_planned_act_weighs_less_than_one_that_happened(
    topic: Topic,
) -> None:
    text = (
        "The rebels threatened to capture the town of Goma. "
        "Villagers held a peaceful rally in Goma on Monday."
    )
    assert topic(text) == "Peaceful protest"


def test_inspect_gives_the_topic_beside_what_it_saw(language: Language) -> None:
    seen = Reader(language).inspect(report_from_text("A flood killed 12 in Sindh."))
    assert seen["topic"] == {
        "event_type": "Disasters",
        "sub_event_type": "Natural disaster",
    }
