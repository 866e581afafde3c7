"""Names of places as a dateline prints them: where one ends, and how it is written."""

from __future__ import annotations

import re

from herodotus.sources.dates import starts_date
from herodotus.sources.wording import wording

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|(?:St|ST|Mt|MT|Ft|FT)\.(?=[ ])"
    r"|[^\W\d_](?:['’‘ʼ`-]?[^\W\d_])*(?:['’ʼ](?=[\s,./(]))?"
)


def match_place(
    text: str, start: int, *, words: int = 5
) -> tuple[str, bool, int] | None:
    """The place named at `start`, whether it is in capitals, and where it ends.

    Two places may stand side by side with a slash between them. No more than `words`
    words make a place, each with a capital unless it is a particle ("of", "de").

    >>> match_place("RIO DE JANEIRO, Oct 3", 0)
    ('RIO DE JANEIRO', True, 14)
    >>> match_place("Islamabad/Kabul (Agency)", 0)
    ('Islamabad/Kabul', False, 15)
    """
    at, end, count = start, start, 0
    while count < words:
        found = _WORD.match(text, at)
        if not found or starts_date(text, at):
            break
        word = found[0]
        if count == 0 and word.casefold() in wording().never_first_in_places:
            break
        if not word[0].isupper() and (count == 0 or word not in wording().particles):
            break
        if word[0].isupper():
            end = found.end()
        count += 1
        at = found.end()
        if text[at : at + 1] == "/" and text[at + 1 : at + 2].isalpha():
            at, count = at + 1, 0
        elif text[at : at + 1] == " ":
            at += 1
        else:
            break
    else:
        if (found := _WORD.match(text, at)) and found[0][0].isalpha():
            return None  # too many words: a sentence or a headline
    if end == start:
        return None
    name = text[start:end]
    letters = [char for char in name if char.isalpha()]
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if following and following[0][0].islower() and not starts_date(text, end + 1):
        return None  # the sentence runs on
    return name, len(letters) > 1 and _in_capitals(name), end


def as_place(name: str) -> str:
    """The name in title case if it is printed in capitals, else as printed.

    >>> as_place("PORT-AU-PRINCE"), as_place("N'DJAMENA"), as_place("DEIR AL-ZOUR")
    ('Port-au-Prince', "N'Djamena", 'Deir al-Zour')
    >>> as_place("WASHINGTON DC"), as_place("DAR ES SALAAM"), as_place("Sar-e Pol")
    ('Washington DC', 'Dar es Salaam', 'Sar-e Pol')
    """
    name = " ".join(name.split())
    if not _in_capitals(name):
        return name
    cities = re.split(r"( ?/ ?)", name)
    return "".join(_title(city) for city in cities)


def _in_capitals(name: str) -> bool:
    """Whether a name is printed in capitals, small words apart ("LYON and ROME")."""
    words = [word for word in name.split() if word not in wording().particles]
    return bool(words) and all(word.upper() == word for word in words)


def _title(name: str) -> str:
    pieces = re.split(r"([\s-])", name)
    return "".join(
        _title_word(piece, first=i == 0, last=i == len(pieces) - 1)
        for i, piece in enumerate(pieces)
    )


def _title_word(word: str, *, first: bool, last: bool) -> str:
    if word in wording().kept_capitals or re.fullmatch(r"(?:[A-Z]\.)+", word):
        return word
    if not first and not last and word.casefold() in wording().particles:
        return word.casefold()
    parts = re.split(r"(['’‘ʼ`])", word)
    if len(parts) == 3 and len(parts[0]) == 1:  # N'Djamena, but Sana'a
        return parts[0].capitalize() + parts[1] + parts[2].capitalize()
    return word.capitalize()
