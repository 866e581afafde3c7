"""Is it about armed conflict at all? Reports and sentences that are not give no claims.

Words of conflict and of other causes are data (`data/relevance.toml`). Earthquakes,
epidemics, accidents, sport, markets and films have their dead and their "battles" too.
"""

from __future__ import annotations

import re
from functools import cache

from herodotus.reading.terms import table

#: An air strike on a hospital has its cholera and its collapsed roof too: so many words
#: of another cause stand against one of conflict. Sentences are looked at one by one.
_OTHERS_TO_ONE = 3
#: So many characters are looked at for what a report leads with.
_LEAD = 300


@cache
def _pattern(name: str) -> re.Pattern[str]:
    stems = sorted(table("relevance.toml")[name], key=len, reverse=True)
    tail = r"\b" if name == "play" else r"\w*"
    return re.compile(
        r"\b(?:" + "|".join(re.escape(s) for s in stems) + ")" + tail, re.IGNORECASE
    )


def tells_of_conflict(text: str) -> bool:
    """Whether a whole report is about armed conflict rather than something else.

    >>> tells_of_conflict("The quake killed 17. Rescuers searched the rubble.")
    False
    >>> tells_of_conflict("Shelling killed 17 in the town, the army said.")
    True
    """
    other = _weight("other", text)
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
    lead = text.strip()[:_LEAD]
    other, play = _weight("other", lead), _weight("play", lead)
    rest = _pattern("other").sub(" ", lead)
    conflict = _weight("conflict", rest)
    return conflict < other or (play > 2 and conflict < play)


def tells_of_violence(sentence: str) -> bool:
    """Whether a sentence has a word of conflict that is part of no other cause.

    >>> tells_of_violence("He died of a heart attack.")
    False
    """
    return bool(_pattern("conflict").search(_pattern("other").sub(" ", sentence)))


def has_other_cause(sentence: str) -> bool:
    """Whether a sentence blames its dead on something that is not armed conflict.

    >>> has_other_cause("The flood killed 12 people.")
    True
    >>> has_other_cause("The plane crashed after rebels shot it down with a missile.")
    False
    """
    other = len(_pattern("other").findall(sentence))
    rest = _pattern("other").sub(" ", sentence)
    return other > 0 and len(_pattern("conflict").findall(rest)) < other


def is_conflict_word(word: str) -> bool:
    """Whether a word is one of conflict.

    >>> is_conflict_word("ambush"), is_conflict_word("election")
    (True, False)
    """
    return _pattern("conflict").match(word) is not None


def _weight(name: str, text: str) -> int:
    """How many different words of a list a text holds, repeats counting once."""
    return len({word.lower() for word in _pattern(name).findall(text)})
