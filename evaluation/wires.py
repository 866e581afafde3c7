"""Made-up wires as many outlets print them, their updates, and reports beside them.

Everything comes from a seed: two hundred families of three to eight edited copies, a
hundred wires that come again with other tolls, and a hundred reports of the same wars
that share background with them. The words are ours, put together by chance; no
sentence is anybody's.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from evaluation.measure import HERE

#: What they are put together from.
WORDS: dict[str, Any] = tomllib.loads((HERE / "wires.toml").read_text("utf-8"))

FAMILIES, UPDATES, OTHERS = 200, 100, 100


class Printed(NamedTuple):
    """A report as an outlet prints it.

    Attributes:
        id: its name.
        day: when it was published.
        text: what it says, headline and all.
        wire: the wire that it is a copy of; another one after an update.
        updates: the wire that its wire updates, if any.
    """

    id: str
    day: date
    text: str
    wire: str
    updates: str | None = None


class _Scene(NamedTuple):
    """A war on one day: who fights, where, and what is always told of it."""

    one: str
    other: str
    places: tuple[str, ...]
    speaker: str
    background: tuple[str, ...]


def printed(seed: int = 1) -> list[Printed]:
    """All reports, in the order of their names; the same ones for the same seed."""
    chance = random.Random(seed)
    scenes = [_scene(chance) for _ in range(12)]
    found: list[Printed] = []
    for number in range(FAMILIES):
        scene, day = chance.choice(scenes), _day(chance)
        name = f"wire-{number:03}"
        told = _wire(scene, chance)
        found += _family(name, day, told, scene, chance)
        if number < UPDATES:
            later = day + timedelta(chance.choice([0, 0, 1]))
            changed = _updated(told, chance)
            copies = chance.choice([1, 1, 2, 3])
            for copy in range(copies):
                text = _edited(changed, scene, chance, whole=copy == 0)
                found.append(
                    Printed(f"{name}-new-{copy}", later, text, f"{name}-new", name)
                )
    for number in range(OTHERS):
        scene = chance.choice(scenes)
        paragraphs = _wire(scene, chance)
        extra = chance.sample(scene.background, chance.choice([1, 2]))
        text = _page([*paragraphs, *extra], scene, chance)
        name = f"other-{number:03}"
        found.append(Printed(name, _day(chance), text, name))
    return sorted(found)


def _scene(chance: random.Random) -> _Scene:
    places = tuple(dict.fromkeys(_town(chance) for _ in range(8)))
    one, other = (
        f"{side} {chance.choice(WORDS['forces'])}"
        for side in chance.sample(WORDS["sides"], 2)
    )
    bare = _Scene(f"the {one}", f"the {other}", places, _name(chance), ())
    told = tuple(_filled(words, bare, chance) for words in WORDS["background"])
    return bare._replace(background=told)


def _town(chance: random.Random) -> str:
    return f"{chance.choice(WORDS['town_starts'])}{chance.choice(WORDS['town_ends'])}"


def _name(chance: random.Random) -> str:
    return f"{chance.choice(WORDS['first_names'])} {chance.choice(WORDS['last_names'])}"


def _day(chance: random.Random) -> date:
    return date(2019, 1, 1) + timedelta(chance.randrange(900))


def _wire(scene: _Scene, chance: random.Random) -> list[str]:
    """The paragraphs of a wire, its lead first."""
    length = chance.choice([1, 2, 3, 4, 5, 6, 7, 8])
    told = [chance.choice(WORDS["leads"]), *chance.sample(WORDS["body"], length + 1)]
    if "{n}" not in told[0]:  # its tolls stand high nevertheless
        tolls = [words for words in WORDS["body"] if "{x}" in words]
        first = chance.choice(tolls)
        told = [told[0], first, *(words for words in told[1:] if words != first)]
    told = [_filled(words, scene, chance) for words in told]
    shared = chance.choice([0, 0, 1, 1, 2]) if length > 2 else 0
    return [*told, *chance.sample(scene.background, shared)]


def _filled(words: str, scene: _Scene, chance: random.Random) -> str:
    place, elsewhere = chance.sample(scene.places, 2)
    figures = iter(chance.sample(range(2, 90), 7))
    said = words.format(
        A=scene.one, B=scene.other, p=place, q=elsewhere,
        n=_number(next(figures), chance), w=_number(next(figures), chance),
        x=_number(next(figures), chance), y=_number(next(figures), chance),
        t=next(figures), h=next(figures),
        day=chance.choice(_WEEKDAYS), how=chance.choice(WORDS["how"]),
        time=chance.choice(WORDS["times"]), role=chance.choice(WORDS["roles"]),
        name=_name(chance), age=chance.randrange(25, 70),
        year=chance.randrange(1974, 2016), hour=chance.randrange(1, 11),
        big=f"{chance.randrange(10, 300) * 100:,}",
    )  # fmt: skip
    return said[0].upper() + said[1:]


_WEEKDAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = [
    "-",
    "-",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]


def _number(figure: int, chance: random.Random) -> str:
    worded = figure < 10 or chance.random() < 0.2
    return _worded(figure) if worded else str(figure)


def _worded(figure: int) -> str:
    if figure < 20:
        return _ONES[figure]
    tens, ones = divmod(figure, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


_COUNTED = re.compile(
    r"(?<![\w:,.$-])(?:\d{1,2}|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|\w+teen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\w:%-])"
    r"(?!,|\spercent|\ssides|\syears)"
)


def _updated(told: list[str], chance: random.Random) -> list[str]:
    """The wire as it comes again, with other tolls where it first has some."""
    told = list(told)
    first = next((at for at, words in enumerate(told) if _COUNTED.search(words)), 0)
    words = told[first]
    way = chance.random()
    if way < 0.12:
        words = _COUNTED.sub("dozens", words, count=1)
    elif way < 0.24 and first == 0:
        words = f"{words[:-1]}, while {chance.randrange(91, 130)} more were missing."
    else:
        most = chance.choice([1, 1, 2, 9])
        words = _COUNTED.sub(lambda found: _other(found[0], chance), words, count=most)
    told[first] = words
    for at in range(first + 1, len(told)):
        if chance.random() < 0.2:
            told[at] = _COUNTED.sub(
                lambda found: _other(found[0], chance), told[at], count=1
            )
    if chance.random() < 0.3:
        told.insert(first + 1, chance.choice(WORDS["said_of_updates"]))
    return told


def _other(figure: str, chance: random.Random) -> str:
    value = _value(figure) + chance.choice([1, 1, 2, 3, 5, 12])
    return str(value) if value > 9 else _worded(value)


def _value(figure: str) -> int:
    if figure.isdecimal():
        return int(figure)
    return next(value for value in range(100) if _worded(value) == figure)


def _family(
    name: str, day: date, told: list[str], scene: _Scene, chance: random.Random
) -> Iterator[Printed]:
    for copy in range(chance.randrange(3, 9)):
        text = _edited(told, scene, chance, whole=copy == 0)
        later = day + timedelta(chance.choice([0, 0, 0, 1]))
        yield Printed(f"{name}-{copy}", later, text, name)


def _edited(
    told: list[str], scene: _Scene, chance: random.Random, *, whole: bool
) -> str:
    """A wire as one outlet prints it, with what its editors do to it."""
    paragraphs = list(told)
    if not whole:
        if len(paragraphs) > 4 and chance.random() < 0.35:
            paragraphs.pop(chance.randrange(2, len(paragraphs)))
        if len(paragraphs) > 4 and chance.random() < 0.25:
            a, b = chance.sample(range(2, len(paragraphs)), 2)
            paragraphs[a], paragraphs[b] = paragraphs[b], paragraphs[a]
        for edit in _EDITS:
            if chance.random() < 0.35:
                paragraphs = [edit(words, chance) for words in paragraphs]
        if len(paragraphs) > 3 and chance.random() < 0.25:
            at = chance.randrange(2, len(paragraphs) + 1)
            paragraphs.insert(at, chance.choice(scene.background))
        if chance.random() < 0.4:
            paragraphs = _cut(paragraphs, chance.uniform(0.4, 0.95), chance)
    return _page(paragraphs, scene, chance)


def _cut(paragraphs: list[str], share: float, chance: random.Random) -> list[str]:
    """The first part of a text: whole sentences mostly, or cut off in a word."""
    text = "\n\n".join(paragraphs)
    # what is left has the first toll: who could say of which version it is, without?
    told = (at for at, words in enumerate(paragraphs) if _COUNTED.search(words))
    kept = next(told, 0)
    least = len("\n\n".join(paragraphs[: kept + 1]))
    end = max(int(len(text) * share), least)
    if chance.random() < 0.7:
        full = text.rfind(". ", 0, end), text.rfind(".\n", 0, end)
        end = max(*full, least - 1) + 1
        return text[:end].split("\n\n")
    return (text[:end] + chance.choice(["", "...", " \u2026"])).split("\n\n")


def _reworded(words: str, chance: random.Random) -> str:
    def instead(found: re.Match[str]) -> str:
        return WORDS["instead"][found[0]] if chance.random() < 0.25 else found[0]

    return re.sub(rf"\b(?:{'|'.join(WORDS['instead'])})\b", instead, words)


def _redated(words: str, chance: random.Random) -> str:
    other = chance.choice(["yesterday", "today", "on {} evening"])
    return re.sub(
        rf"on ({'|'.join(_WEEKDAYS)})", lambda day: other.format(day[1]), words
    )


def _recounted(words: str, chance: random.Random) -> str:
    """Numbers in the other way to write them."""

    def instead(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        figure = found[0]
        value = _value(figure)
        return _worded(value) if figure.isdecimal() else str(value)

    words = _COUNTED.sub(instead, words)
    return re.sub(r"(?<=\d),(?=000\b|\d00\b)", chance.choice([",", ""]), words)


def _hedged(words: str, chance: random.Random) -> str:
    hedge = chance.choice(["some", "a total of", "at least", "about"])
    return words.replace("that ", f"that {hedge} ", 1) if "that two" in words else words


def _quoted(words: str, chance: random.Random) -> str:
    words = words.replace("'", "\u2019")
    return words.replace("could not be verified", "\u201ccould not be verified\u201d")


def _hyphened(words: str, chance: random.Random) -> str:
    place = words.find("ing ", chance.randrange(max(1, len(words) // 2)))
    mark = chance.choice(["\u00ad", "-\n"])
    return words if place < 3 else words[:place] + mark + words[place:]


def _marked_up(words: str, chance: random.Random) -> str:
    return chance.choice(["<p>{}</p>", "{}<br/>", "&nbsp;{}"]).format(
        words.replace(" and ", " &amp; " if chance.random() < 0.1 else " and ")
    )


_EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    _reworded, _redated, _recounted, _hedged, _quoted, _hyphened, _marked_up,
)  # fmt: skip

_MONTHS = ("Jan", "Feb", "March", "April", "Sept", "Oct", "Nov", "Dec")


def _page(paragraphs: list[str], scene: _Scene, chance: random.Random) -> str:
    place = scene.places[0]
    lead, *rest = paragraphs
    agency = chance.choice(WORDS["agencies"])
    parts: list[str] = []
    if chance.random() < 0.8:
        parts.append(chance.choice(WORDS["headlines"]).format(p=place))
    if chance.random() < 0.4:
        parts.append(f"By {_name(chance)}, {chance.choice(WORDS['outlets'])}")
    dated = f"{chance.choice(_MONTHS)} {chance.randrange(1, 29)}"
    opening = chance.choice(
        [
            f"{place.upper()}, {dated} ({agency}) - ", f"{place.upper()} -- ",
            f"{place} ({agency}) \u2014 ", "", f"({agency}) - ",
        ]
    )  # fmt: skip
    parts += [opening + lead, *rest]
    if chance.random() < 0.3:
        parts.append(_note(agency, chance))
    return "\n\n".join(parts)


def _note(agency: str, chance: random.Random) -> str:
    """What a page has under a report."""
    year, some, few = chance.randrange(2019, 2023), chance.randrange(10, 99), "3 min"
    notes = (
        f"(Reporting by {_name(chance)}; Editing by {_name(chance)})",
        f"{agency} contributed to this report.",
        f"Copyright {year} {agency}. All rights reserved.",
        f"{some} comments | {few} read",
        f"Call our newsroom: +374 10 {some} {some + 1} 00",
    )
    return chance.choice(notes)
