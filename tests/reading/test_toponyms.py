"""What place names mean in a report, all of them decided together."""

from __future__ import annotations

import re

import pytest

from herodotus.gazetteer import find_actors
from herodotus.language import Analysis
from herodotus.language.analysis import Name, Sentence
from herodotus.reading.toponym_spans import Located, locate
from herodotus.reading.toponyms import Toponym, apart, resolve


def places(text: str, home: str | None = None) -> dict[str, Toponym]:
    """The toponyms of a text that marks its place names with stars."""
    plain, located, at = "", [], 0
    for mark in re.finditer(r"\*([^*]+)\*", text):
        plain += text[at : mark.start()]
        located.append(Located(len(plain), len(plain) + len(mark[1]), mark[1]))
        plain += mark[1]
        at = mark.end()
    plain += text[at:]
    found = resolve(plain, located, actors=find_actors(plain), home=home)
    return {toponym.name: toponym for toponym in found}


def country(toponym: Toponym) -> str | None:
    return toponym.place.country if toponym.place else None


@pytest.mark.parametrize(
    ("text", "name", "division"),
    [
        ("Two people died in *Paris*, *Texas*.", "Paris", "Texas"),
        ("Two people died in *Paris*, Tex., on Sunday.", "Paris", "Texas"),
        ("A crash near *Lebanon*, *Tennessee*, killed two.", "Lebanon", "Tennessee"),
        ("Police in *Springfield*, Ill., arrested him.", "Springfield", "Illinois"),
        ("*London*, *Ontario*, was flooded.", "London", "Ontario"),
        (
            "*Alexandria*, *Cottonport* and *Pineville* voted.",
            "Alexandria",
            "Louisiana",
        ),
    ],
)
def test_what_lies_in_what_decides(text: str, name: str, division: str) -> None:
    place = places(text)[name].place
    assert place is not None
    assert place.admin1 == division


def test_the_country_of_a_container_is_meant() -> None:
    found = places("Shelling of *Tripoli*, *Lebanon*, went on.")
    assert {country(toponym) for toponym in found.values()} == {"LBN"}


def test_the_dateline_and_the_parties_decide() -> None:
    assert country(places("Clashes in *Tripoli* killed two.")["Tripoli"]) == "LBY"
    text = "Lebanese soldiers and Hezbollah men clashed in *Tripoli* and *Sidon*."
    assert country(places(text, home="Beirut")["Tripoli"]) == "LBN"


def test_a_state_is_not_its_namesake_without_cause() -> None:
    found = places("*Georgia* and *Russia* fought over *Tskhinvali*.")
    assert found["Georgia"].is_country
    assert country(found["Georgia"]) == "GEO"
    found = places("*Atlanta*, *Savannah* and *Macon* in *Georgia* were hit.")
    assert country(found["Georgia"]) == "USA"


def test_one_name_means_one_place() -> None:
    text = "*Paris*, *Texas*, is small. The mayor of *Paris* came."
    plain = text.replace("*", "")
    spans = [
        Located(m.start(), m.end(), m[0]) for m in re.finditer("Paris|Texas", plain)
    ]
    first, _, again = resolve(plain, spans)
    assert first.place is not None
    assert first.place == again.place


def test_a_namesake_elsewhere_is_not_taken() -> None:
    text = (
        "Ukraine's army said Russian forces shelled *Kharkiv*, *Izium*"
        " and the hamlet of *Truth or Consequences*."
    )
    found = places(text)
    assert found["Truth or Consequences"].place is None
    assert country(found["Izium"]) == "UKR"


@pytest.mark.parametrize(
    ("text", "region", "precision"),
    [
        ("They shelled *Upper Zorvan*, in *Idlib province*.", "Idlib", 4),
        ("They shelled *Zorvan*. It was *Idlib province* again.", "Idlib", 4),
        ("The village of *Zorvan* in *Syria* was hit.", "Syria", 6),
        ("*Zorvan* and *Idlib province* were hit, and *Aleppo*.", "Idlib", 4),
    ],
)
def test_an_unknown_village_stands_in_its_region(
    text: str, region: str, precision: int
) -> None:
    found = next(t for t in places(text).values() if "Zorvan" in t.name)
    assert found.place is None
    assert found.region is not None
    assert found.region.name.startswith(region)
    assert found.region.precision == precision


@pytest.mark.parametrize(
    "words", ["near", "north of", "on the outskirts of", "10 km from"]
)
def test_near_a_place_is_not_in_it(words: str) -> None:
    found = places(f"Syrian rebels attacked a base {words} *Aleppo*.")["Aleppo"]
    assert found.place is not None
    assert found.place.precision == 2
    inside = places("Syrian rebels attacked a base in *Aleppo*.")["Aleppo"].place
    assert inside is not None
    assert inside.precision == 1


def located(text: str, **labels: str) -> list[tuple[str, bool]]:
    """What `locate` finds with these words marked so; underscores are blanks."""
    names = []
    for words, label in labels.items():
        start = text.index(words.replace("_", " "))
        names.append(Name(start, start + len(words), label))
    analysis = Analysis(text, (Sentence(0, len(text), ()),), tuple(names), ())
    return [(one.name, one.inner) for one in locate(analysis, find_actors(text))]


def test_a_place_and_the_larger_one_are_two() -> None:
    text = "CHARLESTON, W.Va. - A man died."
    names = (Name(0, 17, "location"),)
    found = locate(Analysis(text, (Sentence(0, len(text), ()),), names, ()), ())
    assert [one.name for one in found] == ["CHARLESTON", "W.Va."]


def test_places_in_other_names_are_inner() -> None:
    text = "The Florida Highway Patrol and the University of Cincinnati said so."
    found = located(
        text,
        Florida_Highway_Patrol="organization",
        University_of_Cincinnati="organization",
    )
    assert found == [("Florida", True), ("Cincinnati", True)]


def test_an_organisation_named_like_a_place_is_one_where_something_is_in_it() -> None:
    assert located("Floods in Torrington rose.", Torrington="organization") == [
        ("Torrington", False)
    ]


def test_people_and_demonyms_are_no_places() -> None:
    assert located("The senator Lincoln Davis spoke.", Lincoln_Davis="person") == []
    assert located("Russian troops came.", Russian="norp") == []
    assert located("Azeri troops came.", Azeri="location") == []


def test_overlapping_names_are_shown_once() -> None:
    whole = Toponym(0, 22, "Dublin Recreation Hall", None)
    part = Toponym(0, 6, "Dublin", places("*Dublin*")["Dublin"].place, inner=True)
    assert apart([whole, part]) == (part,)
    assert apart([whole]) == (whole,)
