"""Actors found in running text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.gazetteer import ActorMention, find_actors


def named(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.actor.name) for m in find_actors(text)]


def only(text: str) -> ActorMention:
    (mention,) = find_actors(text)
    return mention


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Azerbaijan's defence ministry", "Azerbaijan Ministry of Defence", None),
        ("defence ministry of Azerbaijan", "Azerbaijan Ministry of Defence", None),
        ("Karabakh defence ministry", "Nagorno-Karabakh Ministry of Defence", None),
        ("Ukrainian Ministry of Defense", "Ukraine Ministry of Defence", "Ukraine"),
        (
            "General Prosecutor’s Office of Azerbaijan",
            "Azerbaijan Prosecutor General's Office",
            "Azerbaijan",
        ),
        ("Ukraine's interim interior ministry", "Ukraine Ministry of Interior", None),
        ("National Guard of Ukraine", "Ukraine National Guard", "Ukraine"),
        ("Burkinabe army", "Burkina Faso army", "Burkina Faso"),
        ("Burkinabè army", "Burkina Faso army", "Burkina Faso"),
        ("Indian police", "India police", "India"),
        ("police in Mogadishu", "Somalia police", "Somalia"),
        ("authorities in Kyiv", "Ukraine authorities", "Ukraine"),
        ("Colombian officials", "Colombia officials", "Colombia"),
        ("Ukrainian army officials", "Ukraine army", "Ukraine"),
        ("Iraqi government security forces", "Iraq security forces", "Iraq"),
        ("US military", "US military", "US"),
        ("U.S. State Department", "US Department of State", "US"),
        ("US defence department", "US Department of Defense", "US"),
        ("Pentagon", "US Department of Defense", "US"),
        ("Gaza health ministry", "Gaza Health Ministry", "Palestinians"),
        ("Hamas-run health ministry", "Gaza Health Ministry", "Palestinians"),
        ("Gaza interior ministry", "Gaza Ministry of Interior", "Palestinians"),
        ("Houthi health ministry", "Houthis Ministry of Health", "Houthis"),
        ("Taliban officials", "Taliban officials", "Taliban"),
        ("IDF", "Israel military", "Israel"),
    ],
)
def test_institution_beside_its_state_is_one_mention(
    text: str, name: str, side: str | None
) -> None:
    mention = only(text)
    assert (mention.start, mention.end) == (0, len(text))
    assert mention.actor.name == name
    assert mention.actor.side == side or side is None
    assert mention.form in ("institution", "acronym")


def test_bare_institutions_have_no_country() -> None:
    text = "The defence ministry said the army and the police were on alert."
    found = find_actors(text)
    assert [m.actor.name for m in found] == ["Ministry of Defence", "army", "police"]
    assert all(m.actor.country is None and m.actor.side is None for m in found)
    assert [m.actor.status for m in found] == [None, "combatant", "combatant"]


def test_defiant_institutions_answer_to_no_state() -> None:
    assert named("Ukraine's separatist authorities") == [
        ("Ukraine", "Ukraine"),
        ("separatist authorities", "separatist authorities"),
    ]
    assert named("Russian-installed officials in Kherson") == [
        ("Russian-installed officials", "Russian-installed officials")
    ]
    assert only("Karabakh's separatist defence ministry").actor.name == (
        "Nagorno-Karabakh Ministry of Defence"
    )


def test_a_people_keeps_its_own_word() -> None:
    assert only("Kurdish authorities").actor.name == "Kurdish authorities"


def test_troops_need_an_owner() -> None:
    assert named("The troops met the soldiers of the 5th brigade.") == []
    mention = only("Azerbaijani soldiers")
    assert (mention.actor.side, mention.actor.status) == ("Azerbaijan", "combatant")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("al-Shabab", "al-Shabaab"),
        ("Al Shabaab", "al-Shabaab"),
        ("Islamic State group", "Islamic State"),
        ("Tamil Tigers", "LTTE"),
        ("Farc", "FARC"),
        ("Nato", "NATO"),
        ("Shining Path", "Shining Path"),
        ("Tehreek-e-Taliban Pakistan", "Pakistani Taliban"),
        ("Kurdistan Workers’ Party", "PKK"),
        ("Rapid Support Forces", "RSF"),
        ("Lord's Resistance Army", "Lord's Resistance Army"),
        ("Saudi-led coalition", "Saudi-led coalition"),
        ("pro-Russian separatists", "pro-Russian separatists"),
        ("SOHR", "Syrian Observatory for Human Rights"),
        ("Agence France-Presse", "AFP"),
        ("N’Djamena", "Chad"),
        ("Türkiye", "Turkey"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Naypyidaw", "Myanmar"),
        ("Kiev", "Ukraine"),
    ],
)
def test_other_names(text: str, name: str) -> None:
    assert only(text).actor.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Tell us what the turkey weighs.",
        "Michael Jordan and Chad Smith met.",
        "It happened in New Mexico, in Atlanta, Georgia and in Moscow, Idaho.",
        "A Russian-made missile and an anti-Israeli slogan.",
        "The Niger Delta and the South China Sea.",
        "Ethnic Russians of Latin America.",
        "They fired Molotov cocktails.",
        "General Abdel Fatah came.",
        "a French-speaking crowd of ex-Soviet officers",
    ],
)
def test_traps(text: str) -> None:
    assert named(text) == []


def test_capitals_of_small_words() -> None:
    assert named("The US told us.") == [("US", "US")]
    assert named("THE REBELS TOLD US THAT IS ALL.") == []
    assert named("THE US ARMY LEFT.") == [("US ARMY", "US army")]


def test_wire_copy_all_in_capitals() -> None:
    text = "SALVADORAN ARMY OFFICERS SAID FMLN GUERRILLAS ATTACKED SAN SALVADOR."
    assert [name for _, name in named(text)] == [
        "El Salvador army",
        "FMLN",
        "El Salvador",
    ]


def test_a_shared_name_goes_where_its_country_is_named() -> None:
    shared = "The SLA fired at villages"
    assert named(f"{shared} in Darfur, Sudan.")[0][1] == "SLM/A"
    assert named(f"{shared} in Lebanon.")[0][1] == "South Lebanon Army"
    assert named("Nepal: Maoists killed two.")[1][1] == "Maoists (Nepal)"
    assert named("India: Maoists killed two.")[1][1] == "Naxalites"


def test_a_shared_name_of_no_known_country_names_nobody() -> None:
    assert named("The SLA fired.") == []
    assert [m.actor.name for m in find_actors("The SLA fired.", near={"SDN"})] == [
        "SLM/A"
    ]


def test_serbs_are_those_of_the_country_at_war() -> None:
    assert named("Bosnia: Serb forces fired.")[1] == ("Serb forces", "Bosnian Serbs")
    assert named("Serb forces fired.") == [("Serb forces", "Serbia forces")]


def test_hyphens_between_two_states_keep_both() -> None:
    assert [name for _, name in named("the Israeli-Palestinian conflict")] == [
        "Israel",
        "Palestinians",
    ]


def test_forms() -> None:
    text = "Baku, Azerbaijan, the Azerbaijani side, ISIS, Daesh"
    assert [m.form for m in find_actors(text)] == [
        "capital",
        "name",
        "demonym",
        "acronym",
        "alias",
    ]


@given(st.text())
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for mention in find_actors(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


WORDS = """the Azerbaijani army 's – İran’s US-led of police ministry , Hamas Kyiv
defence Georgia Jordan in IS ğ 𐐷 officials"""


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"])).map(" ".join))
def test_any_newswords_give_ordered_spans(text: str) -> None:
    end = 0
    for mention in find_actors(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()
        end = mention.end


def test_speed() -> None:
    text = (
        "Azerbaijan's defence ministry said on Monday that Armenian forces had shelled"
        " the town of Terter, killing two civilians and wounding four others, while the"
        " separatist authorities in Stepanakert reported the death of fifteen soldiers."
    ) * 200
    find_actors(text)
    started = time.perf_counter()
    find_actors(text)
    taken = time.perf_counter() - started
    assert len(text.split()) / taken > 50_000  # several times that on an idle machine
