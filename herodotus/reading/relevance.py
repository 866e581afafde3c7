"""Is it about armed conflict at all? Reports and sentences that are not give no claims.

Words of conflict and of other causes are data (`data/relevance.toml`). Earthquakes,
epidemics, accidents, sport, markets and films have their dead and their "battles" too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from herodotus.reading.terms import by_letter, table

#: An air strike on a hospital has its cholera and its collapsed roof too: so many words
#: of another cause stand against one of conflict. Sentences are looked at one by one.
_OTHERS_TO_ONE = 3
#: So many characters are looked at for what a report leads with.
_LEAD = 300


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The words of a list, for a text in small letters."""
    tail = r"\b" if name == "play" else r"\w*"
    return re.compile(rf"\b(?:{by_letter(table('relevance.toml')[name])}){tail}")


def tells_of_conflict(text: str) -> bool:
    """Whether a whole report is about armed conflict rather than something else.

    >>> tells_of_conflict("The quake killed 17. Rescuers searched the rubble.")
    False
    >>> tells_of_conflict("Shelling killed 17 in the town, the army said.")
    True
    """
    text = text.lower()
    other = _weight("other", text)
    if other:
        text = _pattern("other").sub(" ", text)  # "a heart attack" is no attack
    conflict = _weight("conflict", text)
    play = _weight("play", text)
    if other == 0:
        conflict += _weight("responders", text)
    if conflict == 0 and other == 0:
        conflict = _weight("either", text)
    if conflict == 0:
        return False
    return _OTHERS_TO_ONE * conflict >= other and conflict > play


def leads_with_other_cause(text: str) -> bool:
    """Whether a report opens with a disaster, an accident, a disease or play.

    Such a report may recall a war further down; what it leads with is not one.

    >>> leads_with_other_cause("Ferry toll climbs to 28\\n\\nDivers searched the ship.")
    True
    >>> leads_with_other_cause("Ferry sunk by a missile\\n\\nThe navy blamed rebels.")
    False
    """
    lead = text.strip()[:_LEAD].lower()
    other, play = _weight("other", lead), _weight("play", lead)
    rest = _pattern("other").sub(" ", lead) if other else lead
    conflict = _weight("conflict", rest)
    if conflict < other or (play > 2 and conflict < play):
        return True
    played = _weight("play", text)
    return played > 3 and played > _weight("conflict", text)


def tells_of_other(text: str) -> bool:
    """Whether a text has a word of a disaster, a disease, an accident or play.

    >>> tells_of_other("Losses on the stock market"), tells_of_other("Losses in war")
    (True, False)
    """
    text = text.lower()
    return any(_pattern(name).search(text) for name in ("other", "play"))


def tells_of_violence(sentence: str) -> bool:
    """Whether a sentence has a word of conflict that is part of no other cause.

    >>> tells_of_violence("He died of a heart attack.")
    False
    """
    rest = _pattern("other").sub(" ", sentence.lower())
    return _pattern("conflict").search(rest) is not None


def has_other_cause(sentence: str) -> bool:
    """Whether a sentence blames its dead on something that is not armed conflict.

    >>> has_other_cause("The flood killed 12 people.")
    True
    >>> has_other_cause("The plane crashed after rebels shot it down with a missile.")
    False
    """
    rest, other = _pattern("other").subn(" ", sentence.lower())
    return other > 0 and len(_pattern("conflict").findall(rest)) < other


@lru_cache(maxsize=10_000)
def is_conflict_word(word: str) -> bool:
    """Whether a word is one of conflict.

    >>> is_conflict_word("ambush"), is_conflict_word("election")
    (True, False)
    """
    return _pattern("conflict").match(word.lower()) is not None


def _weight(name: str, text: str) -> int:
    """How many different words of a list a text holds, repeats counting once."""
    return len(set(_pattern(name).findall(text)))
