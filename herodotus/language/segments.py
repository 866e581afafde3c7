"""Paragraphs and sentences: where each begins and ends, never losing an offset.

Paragraphs come first, then sentences inside them. Inside quotation marks every sentence
counts as one, as in the treebanks; the closing quotation mark belongs to the sentence
it closes.
"""

import re
from collections.abc import Iterator

from herodotus.language.abbreviations import (
    CAPITAL_STARTERS,
    MONTHS,
    NUMBERING,
    STARTERS,
    TITLES,
)
from herodotus.language.words import Span, word_spans


def paragraph_spans(text: str) -> list[Span]:
    """Return the paragraphs: runs of text between line ends.

    A blank line or a line end ends a paragraph, save where the text was wrapped to a
    fixed width, as wire copy was: there a line end that the next word would not have
    fitted before is a space.

    >>> text = "BAKU, Sept. 28 (Wire) -- Two died.\\n\\nNine were hurt."
    >>> [text[s:e] for s, e in paragraph_spans(text)]
    ['BAKU, Sept. 28 (Wire) -- Two died.', 'Nine were hurt.']
    """
    lines = [
        match.span() for match in re.finditer(r"[^\r\n\u2028\u2029\f\v\x85]+", text)
    ]
    soft = _soft_breaks(text, lines)
    found: list[Span] = []
    joined = False
    for index, (start, end) in enumerate(lines):
        piece = text[start:end]
        if piece.strip(_BLANK):
            left = start + len(piece) - len(piece.lstrip(_BLANK))
            right = start + len(piece.rstrip(_BLANK))
            if joined:
                left = found.pop()[0]
            found.append((left, right))
            joined = index in soft
        else:
            joined = False
    return found


def sentence_words(text: str, paragraph: Span) -> list[list[Span]]:
    """Return the sentences of one paragraph, each as its words.

    >>> text = "Gen. Petrov spoke at 9 a.m. Monday. “They fled.” He gave No. 3 as U.S."
    >>> [text[s[0][0]:s[-1][1]] for s in sentence_words(text, (0, len(text)))]
    ['Gen. Petrov spoke at 9 a.m. Monday.', '“They fled.”', 'He gave No. 3 as U.S.']
    """
    words = word_spans(text, *paragraph)
    sentences: list[list[Span]] = []
    begin = 0
    for end in _ends(text, words):
        if end > begin:
            sentences.append(words[begin:end])
            begin = end
    if begin < len(words):
        sentences.append(words[begin:])
    return [piece for sentence in sentences for piece in _bounded(sentence)]


MOST_WORDS = 200
"""A longer "sentence" is a list or a table, and is cut into pieces this long."""

_BLANK = " \t\xa0\u200b\u2060\ufeff\u3000\u2002\u2003\u2009"
_END = re.compile(r"(?:[!?]+|…|\.{2,}|\.)\Z")
_CLOSERS = frozenset(["”", "’", '"', "'", "''", ")", "]", "»", "›"])
_OPENERS = frozenset(
    ["“", "‘", '"', "'", "``", "(", "[", "«", "‹", "-", "--", "–", "—", "•", "*"]
)
_REPORTING = re.compile(
    r"(?i)(?:said|says|asked|asks|added|adds|told|wrote|writes|cried|shouted|exclaimed|demanded|"
    r"declared|wondered|replied|tweeted)\Z"
)


def _soft_breaks(text: str, lines: list[Span]) -> set[int]:
    """Return the lines whose end is only the edge of a page of fixed width."""
    width = max((end - start for start, end in lines), default=0)
    if len(lines) < 4 or not 40 <= width <= 100:
        return set()
    soft, breaks = set(), 0
    for index in range(len(lines) - 1):
        (start, end), (after, after_end) = lines[index], lines[index + 1]
        gap = text[end:after].replace("\r\n", "\n")
        if len(gap) > 1 or text[after] in _BLANK or not text[start:end].strip(_BLANK):
            continue
        breaks += 1
        word = re.match(r"\S+", text[after:after_end])
        line = text[start:end].rstrip(_BLANK)
        if len(line) + 1 + (word.end() if word else 0) > width - 6 and len(line) > 30:
            soft.add(index)
    return soft if breaks >= 3 and len(soft) >= 0.6 * breaks else set()


def _ends(text: str, words: list[Span]) -> Iterator[int]:
    """Yield the index after each word that ends a sentence, closing marks included."""
    count, index = len(words), 0
    while index < count - 1:
        end = words[index][1]
        if text[end - 1] not in ".!?…" or not _could_end(text, words, index):
            index += 1
            continue
        stop = index + 1
        while stop < count and words[stop][0] == words[stop - 1][1]:
            mark = text[words[stop][0] : words[stop][1]]
            if mark not in _CLOSERS and not _END.match(mark):
                break
            stop += 1
        if stop < count and _begins(text, words, index, stop):
            yield stop
        index = stop


def _could_end(text: str, words: list[Span], index: int) -> bool:
    """Say whether a word is a stop, or an abbreviation that may end a sentence."""
    start, end = words[index]
    word = text[start:end]
    if _END.match(word):
        return True
    return "." in word and word[:-1].casefold() not in TITLES and "@" not in word


def _begins(text: str, words: list[Span], index: int, stop: int) -> bool:
    """Say whether a sentence can begin at ``stop``, after the stop at ``index``."""
    mark = text[words[index][0] : words[index][1]]
    plain = bool(_END.match(mark))
    apart = words[stop][0] > words[stop - 1][1]
    first = stop
    while (
        first < len(words) - 1 and text[words[first][0] : words[first][1]] in _OPENERS
    ):
        first += 1
    following = text[words[first][0] : words[first][1]]
    letter = following[0]
    if letter.islower() or letter in ",;:.!?%/)]”":
        return False
    if not apart:
        return (
            plain
            and mark == "."
            and index + 1 == stop
            and _run_on(text, words, index, following)
        )
    if plain:
        return not (stop > index + 1 and mark != "." and _reported(text, words, first))
    stem = mark[:-1].casefold()
    starters = (
        CAPITAL_STARTERS if following.isupper() and len(following) > 1 else STARTERS
    )
    if stem in MONTHS or stem in NUMBERING:
        return not letter.isdigit() and following.casefold() in starters
    if first > stop:
        return text[words[stop][0]] in "“‘\"'(" and stem not in {"vs", "no"}
    return following.casefold() in starters and not _initials(text, words, index, first)


def _run_on(text: str, words: list[Span], index: int, following: str) -> bool:
    """Say whether two sentences lack the space between them ("died.The")."""
    if index == 0:
        return False
    before = text[words[index - 1][0] : words[index - 1][1]]
    return (
        len(before) > 2
        and before.islower()
        and following[:1].isupper()
        and following.isalpha()
    )


def _reported(text: str, words: list[Span], first: int) -> bool:
    """Say whether a quoted question goes on with its speaker ("Why?" Petrov asked)."""
    near = [text[start:end] for start, end in words[first : first + 5]]
    for position, word in enumerate(near):
        if word in {".", "“", '"', ","}:
            return False
        if _REPORTING.match(word):
            return position > 0
    return False


def _initials(text: str, words: list[Span], index: int, first: int) -> bool:
    """Say whether a stop closes an initial within a name ("J. A. Petrov")."""
    start, end = words[index]
    return (
        end - start == 2
        and words[first][1] - words[first][0] <= 2
        and text[start].isupper()
    )


def _bounded(sentence: list[Span]) -> Iterator[list[Span]]:
    """Yield a sentence, cut where it is too long to read at once."""
    for begin in range(0, len(sentence), MOST_WORDS):
        yield sentence[begin : begin + MOST_WORDS]
