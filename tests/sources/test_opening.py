"""Headers and datelines of agencies and archives, one case for each form."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from herodotus.sources.dates import PrintedDate
from herodotus.sources.opening import Opening, read_opening

PROSE = "Shelling killed three villagers before dawn, a district official said."
SHOUTED = "TROOPS SHELLED THE VILLAGE BEFORE DAWN, AND THREE VILLAGERS WERE KILLED."


class Form(NamedTuple):
    """How an opening is printed, and what it says."""

    printed: str
    place: str | None = None
    date: PrintedDate | None = None
    agency: str | None = None


def day(day: int, month: int, year: int | None = None) -> PrintedDate:
    return PrintedDate(year, month, day)


DATELINES = {
    "Reuters": Form("GORIS, Sept 30 (Reuters) - ", "Goris", day(30, 9), "Reuters"),
    "Reuters without a day": Form("LVIV (Reuters) - ", "Lviv", None, "Reuters"),
    "Reuters, two bureaus": Form(
        "DHAKA/YANGON (Reuters) - ", "Dhaka/Yangon", None, "Reuters"
    ),
    "Reuters without a place": Form(
        "Sept 30 (Reuters) - ", None, day(30, 9), "Reuters"
    ),
    "Reuters with a note": Form(
        "(Adds toll) GORIS, Sept 30 (Reuters) - ", "Goris", day(30, 9), "Reuters"
    ),
    "AFP": Form(
        "Goma, DR Congo, May 3, 2013 (AFP) – ", "Goma, DR Congo", day(3, 5, 2013), "AFP"
    ),
    "AFP, capitals": Form(
        "TRIPOLI, April 4, 2019 (AFP) — ", "Tripoli", day(4, 4, 2019), "AFP"
    ),
    "AP": Form("MEKELE, Ethiopia (AP) — ", "Mekele, Ethiopia", None, "AP"),
    "AP, as once wired": Form(
        "GROZNY, Russia (AP) _\n\n", "Grozny, Russia", None, "AP"
    ),
    "AP, American state": Form("TAMPA, Fla. (AP) -- ", "Tampa, Fla", None, "AP"),
    "AP alone": Form("AP — ", None, None, "AP"),
    "UPI": Form("MOSUL, May 3 (UPI) -- ", "Mosul", day(3, 5), "UPI"),
    "CNN": Form("SLOVYANSK, Ukraine (CNN) — ", "Slovyansk, Ukraine", None, "CNN"),
    "Xinhua": Form("TRIPOLI, 3 May (Xinhua) -- ", "Tripoli", day(3, 5), "Xinhua"),
    "Anadolu": Form("AFRIN, Syria (AA) – ", "Afrin, Syria", None, "Anadolu Agency"),
    "dpa": Form("Sanaa (dpa) - ", "Sanaa", None, "Deutsche Presse-Agentur"),
    "Kyodo": Form("SEOUL, Nov. 23 (Kyodo) -- ", "Seoul", day(23, 11), "Kyodo News"),
    "PTI": Form("Imphal, Jun 4 (PTI) ", "Imphal", day(4, 6), "Press Trust of India"),
    "ANI": Form("Imphal [India], June 4 (ANI): ", "Imphal, India", day(4, 6), "ANI"),
    "EFE": Form("Popayan, Apr 15 (EFE).- ", "Popayan", day(15, 4), "EFE"),
    "ANSA": Form("(ANSA) - Tripoli, April 4 - ", "Tripoli", day(4, 4), "ANSA"),
    "Interfax": Form("GROZNY. Oct 9 (Interfax) - ", "Grozny", day(9, 10), "Interfax"),
    "TASS": Form("LUGANSK, August 1. /TASS/. ", "Lugansk", day(1, 8), "TASS"),
    "Kazinform": Form("BISHKEK. KAZINFORM - ", "Bishkek", None, "Kazinform"),
    "Artsakhpress": Form(
        "MARTUNI, 2 OCTOBER, ARTSAKHPRESS: ", "Martuni", day(2, 10), "Artsakhpress"
    ),
    "Armenpress": Form(
        "GORIS, OCTOBER 2, ARMENPRESS. ", "Goris", day(2, 10), "Armenpress"
    ),
    "Armenian, no day": Form("GORIS. – ", "Goris"),
    "Azertac": Form("Barda, October 28, AZERTAC\n\n", "Barda", day(28, 10), "Azertac"),
    "APA": Form("Barda. 28 October. APA: ", "Barda", day(28, 10), "APA"),
    "Trend": Form(
        "BARDA, Azerbaijan, October 28\n\nTrend:\n\n",
        "Barda, Azerbaijan",
        day(28, 10),
        "Trend",
    ),
    "PanARMENIAN": Form("PanARMENIAN.Net - ", None, None, "PanARMENIAN.Net"),
    "SANA": Form("Homs, SANA- ", "Homs", None, "SANA"),
    "WAFA": Form(
        "JENIN, Monday, July 3, 2023 (WAFA) – ", "Jenin", day(3, 7, 2023), "WAFA"
    ),
    "NINA": Form("Tikrit / NINA / - ", "Tikrit", None, "National Iraqi News Agency"),
    "IRNA": Form("ZAHEDAN, Oct 1, IRNA – ", "Zahedan", day(1, 10), "IRNA"),
    "SUNA": Form("Nyala Apr.16 (SUNA) - ", "Nyala", day(16, 4), "SUNA"),
    "Saba": Form("SA'ADA, Feb. 5 (Saba) ", "Sa'ada", day(5, 2), "SABA"),
    "NAN": Form("Damaturu, July 6, 2013 (NAN) ", "Damaturu", day(6, 7, 2013), "NAN"),
    "IRIN": Form("BANGUI, 3 May 2014 (IRIN) - ", "Bangui", day(3, 5, 2014), "IRIN"),
    "Pajhwok": Form(
        "KUNDUZ CITY (Pajhwok): ", "Kunduz City", None, "Pajhwok Afghan News"
    ),
    "Dawn": Form("QUETTA: ", "Quetta"),
    "AllAfrica": Form("Nyala — ", "Nyala"),
    "Al Jazeera": Form("Muzaffarabad, Pakistan – ", "Muzaffarabad, Pakistan"),
    "VOA": Form("BAMAKO, MALI — ", "Bamako, Mali"),
    "Garowe Online": Form("KISMAYO, Somalia - ", "Kismayo, Somalia"),
    "Hiiraan": Form("Baidoa (HOL) - ", "Baidoa", None, "Hiiraan Online"),
    "a house we do not know": Form(
        "Ouahigouya, Jan 9, 2022 – ", "Ouahigouya", day(9, 1, 2022)
    ),
    "an agency we do not know": Form(
        "QAMISHLI, Syria (River Press) – ", "Qamishli, Syria", None, "River Press"
    ),
    "day after the dash": Form("AMMAN – 3 May 2014: ", "Amman", day(3, 5, 2014)),
    "day in brackets": Form("MANILA (May 23, 2017) — ", "Manila", day(23, 5, 2017)),
    "two cities": Form(
        "LYON and ROME, May 3 2014 (IPS) - ",
        "Lyon and Rome",
        day(3, 5, 2014),
        "Inter Press Service",
    ),
    "Shafaq": Form("Shafaq News/ ", None, None, "Shafaq News"),
}

MONITORS = {
    "FBIS": Form(
        "TEGUCIGALPA, 3 MAR 89 (RADIO CENTRO) -- [REPORT] [PRESS OFFICE OF\nTHE ARMY] "
        "[TEXT] ",
        "Tegucigalpa",
        day(3, 3, 1989),
        "Radio Centro",
    ),
    "FBIS, with a country": Form(
        "MADRID (SPAIN), 3 MAR 89 -- [TEXT] ", "Madrid, Spain", day(3, 3, 1989)
    ),
    "FBIS, hidden station": Form(
        "CLANDESTINE, 3 MAR 89 (RADIO LIBRE) -- [TEXT] [CONTINUED] ",
        None,
        day(3, 3, 1989),
        "Radio Libre",
    ),
    "FBIS, undated": Form("LIMA, NO DATE (EFE) -- [EXCERPTS] ", "Lima", None, "EFE"),
}

HEADERS = {
    "an archive's stamp": Form(" date 2020-09-30 Goris\n\n", "Goris", day(30, 9, 2020)),
    "a stamp with a country": Form(
        " date 2019-04-04 Tripoli, Libya\n\n", "Tripoli, Libya", day(4, 4, 2019)
    ),
    "a stamp and nothing more": Form(" date 2020-09-30 ", None, day(30, 9, 2020)),
    "a stamp of a month": Form(" date 2020-09\n", None, PrintedDate(2020, 9, None)),
    "Al Jazeera": Form("Published On 30 Sep 2020\n\n", None, day(30, 9, 2020)),
    "VOA": Form("by VOA News September 30, 2020\n\n", None, day(30, 9, 2020), "VOA"),
    "a byline with bars": Form(
        "By Ada Writer | Reuters | Sept 30, 2020 10:15 AM\n\n",
        None,
        day(30, 9, 2020),
        "Reuters",
    ),
    "a byline alone": Form("By Ada Writer and Ben Scribe\n\n"),
    "a weekday and date": Form(
        "Wednesday, 30 September 2020\n\n", None, day(30, 9, 2020)
    ),
    "date and time": Form("30 September 2020, 22:12\n\n", None, day(30, 9, 2020)),
    "date, time and zone": Form(
        "30 September 2020 18:06 (UTC+04:00)\n\n", None, day(30, 9, 2020)
    ),
    "American": Form("September 30, 2020 at 3:45 p.m. EDT\n\n", None, day(30, 9, 2020)),
    "dotted": Form("30.09.2020 14:33\n", None, day(30, 9, 2020)),
    "ReliefWeb": Form(
        "Source: IRIN\nPosted: 3 May 2014\nOriginally published: 2 May 2014\n\n",
        None,
        day(3, 5, 2014),
        "IRIN",
    ),
    "labels": Form("Date: 2020-09-30\nPlace: Goris\n\n", "Goris", day(30, 9, 2020)),
    "an address": Form("https://example.org/news/shells-fall\n\n"),
    "a note to editors": Form("(Adds officials' comments, background)\n\n"),
    "a shouted note": Form("UPDATES TOLL; ADDS DETAILS\n\n"),
}


def _says(opening: Opening) -> tuple[str | None, PrintedDate | None, str | None]:
    line = opening.dateline
    return (
        opening.place or (line.place if line else None),
        opening.date or (line.date if line else None),
        opening.agency,
    )


@pytest.mark.parametrize("form", DATELINES.values(), ids=DATELINES.keys())
def test_a_dateline_that_opens_the_text(form: Form) -> None:
    text = form.printed + PROSE
    opening = read_opening(text)
    assert _says(opening) == (form.place, form.date, form.agency)
    assert text[opening.body_start :] == PROSE
    assert opening.dateline is not None


@pytest.mark.parametrize("form", DATELINES.values(), ids=DATELINES.keys())
def test_the_same_dateline_below_a_headline(form: Form) -> None:
    headline = "Three die as shells fall on border village\n\n"
    text = headline + form.printed + PROSE
    opening = read_opening(text)
    assert _says(opening) == (form.place, form.date, form.agency)
    assert opening.body_start == 0
    assert opening.dateline is not None
    assert opening.dateline.start == len(headline)
    left = text[opening.dateline.end :].strip()
    assert left.removeprefix("Trend:").strip() == PROSE


@pytest.mark.parametrize("form", MONITORS.values(), ids=MONITORS.keys())
def test_a_monitors_dateline_in_capitals(form: Form) -> None:
    text = form.printed + SHOUTED
    opening = read_opening(text)
    assert _says(opening) == (form.place, form.date, form.agency)
    assert text[opening.body_start :] == SHOUTED


@pytest.mark.parametrize("form", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_that_opens_the_text(form: Form) -> None:
    text = form.printed + PROSE
    opening = read_opening(text)
    assert _says(opening) == (form.place, form.date, form.agency)
    assert text[opening.body_start :] == PROSE
    assert opening.headers


@pytest.mark.parametrize("form", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_goes_before_a_dateline(form: Form) -> None:
    text = form.printed + "NAMUR, Oct 5 (Belga) - " + PROSE
    opening = read_opening(text)
    assert opening.dateline is not None
    assert opening.dateline.place == "Namur"
    assert opening.agency == "Belga"
    assert text[opening.body_start :] == PROSE
    if not form.printed.startswith((" date 2020-09-30 ", " date 2019")):
        assert opening.date == form.date


@pytest.mark.parametrize(
    "prose",
    [
        "NATO: The alliance said on Monday that none of its soldiers had been hurt.",
        "UN: 12 killed in camp",
        "WATCH: Drone video of the strike on the bridge, released by the army.",
        "Free Syrian Army (FSA) - a coalition of rebels - said ten had died near Homs.",
        "Turkey: two soldiers killed, nine wounded, says the ministry in Ankara",
        "The army said on Monday - and again on Tuesday - that ten men had died.",
        "May 3 was the day on which the village of Harasta was shelled, many said.",
        "By nightfall, ten soldiers had died",
        "On Monday (Sept 28) the two armies clashed along the whole of the line.",
        "Ten soldiers were killed in Kabul, the ministry said.",
        "Left Menu\nMinistry: two soldiers killed",
        "Energy Crisis - President Calls for Talks as Shortages Reach the Capital.",
        "On June 12-18 of that year the army shelled the town every night, he said.",
        "From Monday to Friday ten soldiers died.",
        "Kabul, the capital, was shelled on 3 May 2014, and ten people died there.",
        "2014 was the worst year. By May 3 some 4,000 had died.",
        "Dr. Smith (the surgeon) – who was wounded – said that ten patients had died.",
    ],
)
def test_prose_and_headlines_are_no_dateline(prose: str) -> None:
    opening = read_opening(prose)
    assert opening.dateline is None
    assert opening.headers == []
    assert opening.body_start == 0
    assert _says(opening) == (None, None, None)


def test_words_after_a_stamp_are_no_place() -> None:
    for rest in (
        "Three Villagers Killed by Shells\n\n",
        "This picture shows the village.\n",
        "Left Menu\n",
    ):
        opening = read_opening(" date 2020-09-30 " + rest + PROSE)
        assert opening.place is None
        assert opening.date == day(30, 9, 2020)
        assert opening.body_start == len(" date 2020-09-30 ")


def test_a_mark_before_a_headline_is_no_prose() -> None:
    text = "UPDATE 2-Three die in border village\n\nGORIS, Sept 30 (Reuters) - " + PROSE
    opening = read_opening(text)
    assert [text[start:end] for start, end in opening.headers] == ["UPDATE 2-"]
    assert text[opening.body_start :].startswith("Three die")


def test_a_date_and_time_after_a_headline() -> None:
    text = "Three die in village Wednesday, September 30, 2020 2:00:38 PM\n\n" + PROSE
    opening = read_opening(text)
    assert opening.date == day(30, 9, 2020)
    assert [text[start:end] for start, end in opening.headers] == [
        "Wednesday, September 30, 2020 2:00:38 PM"
    ]


def test_a_whole_date_refines_a_month() -> None:
    opening = read_opening(" date 2020-09\n30 September 2020, 10:15\n\n" + PROSE)
    assert opening.date == day(30, 9, 2020)


def test_a_line_of_a_place_and_an_outlet() -> None:
    text = "Rebels free two\n\nPopayan - Arab Today\n\n" + PROSE
    opening = read_opening(text)
    assert _says(opening) == ("Popayan", None, "Arab Today")


def test_a_dateline_far_below_is_not_sought() -> None:
    text = f"{PROSE}\n\n" * 4 + "GORIS, Sept 30 (Reuters) - " + PROSE
    assert read_opening(text).dateline is None
