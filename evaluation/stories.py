"""Made-up reports and made-up surroundings for pages, the same for the same seed.

The report, its captions and its comments are in our own words, about towns that are
nowhere. What surrounds a report speaks of casualties too, since that is what makes it
dangerous: a headline in a menu must not become a claim.
"""

from __future__ import annotations

import datetime
import random
from typing import NamedTuple

Block = tuple[str, str | list[str]]  # "p" or "h" and its words, "list" and its items

_TOWNS = ("Arvan", "Belisk", "Corrin", "Dastar", "Elmira", "Fareh", "Gorun", "Hadrat")
_SIDES = ("the Arvani army", "the rebels", "the Northern Front", "government forces")
_OFFICES = (
    "the defence ministry",
    "the governor",
    "the regional hospital",
    "the mayor",
)
_NUMBERS = ("two", "three", "five", "seven", "nine", "11", "14", "16", "19", "23", "31")
_WHERE = (
    "near a market",
    "on a bridge",
    "at a checkpoint",
    "in a school",
    "by the river",
)
_ARMS = ("shells", "a drone", "rockets", "a mine", "mortar fire", "an air strike")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MENU = ("Home", "World", "Politics", "War", "Business", "Sport", "Culture", "Contact")
_SITES = ("The Valley Herald", "Northern Post", "Border Observer", "Daily Lantern")
_AUTHORS = ("Mara Quill", "Ivo Brand", "Lena Sorrel", "Tomas Reed")
_READERS = ("riverman", "Old Soldier", "anna_k", "Truth Seeker")

_SENTENCES = (
    "{n} soldiers were killed and {m} hurt when {arms} hit {town}, {office} said.",
    "{office} said on {day} that {n} civilians had died {where} in {town}.",
    "{side} said it had lost {n} men in the fighting for the road to {town}.",
    "“We counted {n} bodies {where},” said {who}, a doctor at the hospital of {town}.",
    "The shelling went on through the night, and people spent it in their cellars.",
    "A reporter saw burnt vehicles {where}, and smoke over the roofs of {town}.",
    "Neither claim could be checked: the road to {town} has been closed since {day}.",
    "{side} denied that it had fired on {town}, and blamed the other side for it.",
    "Talks between the two sides broke off on {day} without a date for the next round.",
    "More than {big} people have left their homes since it began, aid workers say.",
    "Electricity was cut in the whole district, and the water works stopped at noon.",
    "{office} asked for {n} ambulances, and for blood.",
)
_SHORT = (
    "Nobody claimed the attack.",
    "The army gave no figure.",
    "{n} of the wounded died later.",
    "“It was over in a minute,” she said.",
    "The road is still closed.",
)
_HEADS = (
    "What is known",
    "On the ground",
    "“They came at dawn”",
    "Reactions",
    "The toll",
)
_HEADLINES = (
    "{x} killed in {place} attack",
    "Blast in {place} kills {x}, wounds {y}",
    "{x} soldiers die as {place} falls",
    "At least {x} dead after {place} strike, officials say",
    "{place}: {x} bodies found in mass grave",
    "Army says it killed {x} militants near {place}",
)
_ELSEWHERE = ("Zarband", "Quessa", "Wolmark", "Yuvren", "Ximbar", "Ubrane", "Ozelt")
_COMMENTS = (
    "My cousin says {x} people were killed in {place}, and nobody writes about it.",
    "They lie. {x} of our boys died near {place} last week, and {y} the week before.",
    "Thank you for this report, it is the first that says what we all saw here.",
    "When {place} fell {x} were killed in one day, and where were you then?",
)


class Story(NamedTuple):
    """A report, and all that a page shows around it."""

    title: str
    blocks: list[Block]
    site: str
    author: str
    date: datetime.date
    menu: list[str]
    related: list[str]
    latest: list[str]
    comments: list[tuple[str, str]]
    caption: str

    @property
    def text(self) -> str:
        """The words that a careful reader would copy."""
        return "\n\n".join(
            "\n".join(words) if isinstance(words, list) else words
            for _, words in self.blocks
        )


def story(seed: int) -> Story:
    """The story of a number.

    >>> story(3) == story(3) != story(4)
    True
    """
    chance = random.Random(seed)
    town = chance.choice(_TOWNS)
    facts = {"town": town, "who": chance.choice(_AUTHORS[::-1])}

    def sentence(of: tuple[str, ...]) -> str:
        words = chance.choice(of).format(
            n=chance.choice(_NUMBERS),
            m=chance.choice(_NUMBERS),
            big=f"{chance.randrange(2, 90)},000",
            arms=chance.choice(_ARMS),
            where=chance.choice(_WHERE),
            day=chance.choice(_DAYS),
            side=chance.choice(_SIDES),
            office=chance.choice(_OFFICES),
            **facts,
        )
        return words[0].upper() + words[1:]

    blocks: list[Block] = []
    for number in range(chance.randrange(4, 13)):
        if number > 2 and chance.random() < 0.15:
            blocks.append(("h", chance.choice(_HEADS)))
        if number and chance.random() < 0.2:
            blocks.append(("p", sentence(_SHORT)))
        else:
            few = range(chance.randrange(1, 4))
            blocks.append(("p", " ".join(sentence(_SENTENCES) for _ in few)))
        if number == 3 and chance.random() < 0.3:
            items = [f"{sentence(_SHORT)}" for _ in range(3)]
            blocks.append(("list", items))
    return Story(
        f"{chance.choice(_NUMBERS).capitalize()} die in {town} as talks fail",
        blocks,
        chance.choice(_SITES),
        chance.choice(_AUTHORS),
        datetime.date(2015, 1, 1) + datetime.timedelta(chance.randrange(3000)),
        list(_MENU),
        [_elsewhere(chance, _HEADLINES) for _ in range(5)],
        [_elsewhere(chance, _HEADLINES) for _ in range(6)],
        [(chance.choice(_READERS), _elsewhere(chance, _COMMENTS)) for _ in range(4)],
        f"A house in {chance.choice(_ELSEWHERE)}: {chance.randrange(60, 90)} died. "
        "Photo: Lantern",
    )


def _elsewhere(chance: random.Random, of: tuple[str, ...]) -> str:
    return chance.choice(of).format(
        x=chance.randrange(60, 400),
        y=chance.randrange(60, 400),
        place=chance.choice(_ELSEWHERE),
    )
