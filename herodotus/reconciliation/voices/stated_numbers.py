"""The numbers of a sentence that count something, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from herodotus.reconciliation.voices.stated_sentences import (
    Sentence,
    Words,
    known_words,
)

_LAST_YEARS = range(1900, 2101)
_MOST = 10**12
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*)[-\u2013](\d[\d,]*)")


def figures_in(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """Where each figure of a sentence begins and ends, and what it comes to."""
    known = known_words()
    words = sentence.words
    done = 0
    passed_over = -1  # where a number that does not count ended
    for place in sentence.maybe:
        if place < done:
            continue
        values, done = _number(sentence, place, known)
        if not values:
            continue
        paired = passed_over == place - 1 and words[place - 1] in ("to", "and", "or")
        if paired or not _counts(sentence, place, done, known):
            passed_over = done
            continue
        for value in values:
            yield place, done, value


def _number(
    sentence: Sentence, place: int, known: Words
) -> tuple[tuple[int, ...], int]:
    """What the words from a place on come to, and where they end."""
    words = sentence.words
    word = words[place]
    if word in known.vague:
        end = place + 1
        while (
            end + 1 < len(words)
            and words[end] == "of"
            and words[end + 1] in (known.vague)
        ):
            end += 2
        return (known.vague[words[end - 1]],), end
    if word in known.large and (not place or words[place - 1] not in ("a", "an")):
        return (), place + 1  # "$5 million"
    if ends := _RANGE.fullmatch(word):
        return tuple(_whole(end) for end in ends.groups()), place + 1
    total, part, end = 0.0, 0.0, place
    figures = False
    while end < len(words):
        word = words[end]
        if _DIGITS.fullmatch(word):
            thousands = figures and len(word) == 3 and word.isdecimal()
            if end > place and not thousands:
                break
            part = min(part * 1000 + float(word.replace(",", "")), _MOST)
            figures = True
        elif (small := _small(word, known)) is not None and not figures:
            part += small
        elif word in known.large:
            worth = known.large[word]
            part = max(part, 1) * worth
            if worth >= 1000:
                total, part = total + part, 0
        elif word == "and" and part >= 100 and _follows(words, end, known):
            pass
        else:
            break
        end += 1
        if end < len(words) and sentence.tokens[end - 1][-1] in ",;.:":
            break
    if end == place:
        return (), place + 1
    return (min(round(total + part), _MOST),), end


def _whole(figures: str) -> int:
    return min(int(figures.replace(",", "")[:15]), _MOST)


def _small(word: str, known: Words) -> int | None:
    if word in known.small:
        return known.small[word]
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in known.small and ones in known.small:
        return known.small[tens] + known.small[ones]
    return None


def _follows(words: Sequence[str], place: int, known: Words) -> bool:
    return place + 1 < len(words) and _small(words[place + 1], known) is not None


def _counts(sentence: Sentence, start: int, end: int, known: Words) -> bool:
    """Whether a number counts something, and is no date, hour, age, measure or name."""
    words, tokens = sentence.words, sentence.tokens
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    if after in known.measures or before in known.names:
        return False
    month = after in known.months and tokens[end][:1].isupper()
    if before in known.months or month:
        return False
    if words[start] == "one" and (after == "of" or before in ("no", "this", "that")):
        return False
    if before[:1].isdecimal() or after[:1].isdecimal():  # a telephone's
        return False
    token = tokens[start].strip("([\"'\u201c\u2018")
    if not token[:1].isalnum():  # money
        return False
    if not known.streets.isdisjoint(words[end + 1 : end + 3]) and (
        sentence.tokens[end][:1].isupper()
    ):
        return False
    word = words[start]
    if word.isdecimal():
        if len(word) == 4 and int(word) in _LAST_YEARS and after not in known.people:
            return False
        if word[0] == "0":
            return False
    # ", 24," after a name
    return not (
        end - start == 1
        and tokens[start].endswith(",")
        and start
        and tokens[start - 1].endswith(",")
        and tokens[start - 1][:1].isupper()
        and word.isdecimal()
    )
