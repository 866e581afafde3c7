"""The figures that a text states, by which an update is told from a copy.

A wire that forty outlets edit keeps its figures; one that comes again with a new toll
is another statement. So each counted number of a text is noted with the words around
it, by pure text and without the language model. The same figure in other digits or in
words is the same; dates, hours, ages, distances, money and addresses do not count
(`data/stated.toml`).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import unescape
from itertools import islice, repeat
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from herodotus.gazetteer.tables import toml


class Stated(NamedTuple):
    """The figures of a text, in short.

    Attributes:
        passages: the figures by the words that stand around them, these by number.
        values: all figures, wherever they stand.
        lead: those of the first sentence (a headline is none).
        opening: the first figure with the words around it, by number, to find it by.
        names: what the first sentence names, as far as capitals tell, by number.
    """

    passages: dict[int, frozenset[int]]
    values: frozenset[int]
    lead: frozenset[int]
    opening: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()


def stated(text: str) -> Stated:
    """The figures that a text states.

    >>> one = stated("At least 1,200 soldiers were killed on Monday, Oct. 12.")
    >>> other = stated("Some twelve hundred soldiers were killed yesterday.")
    >>> sorted(one.values) == sorted(other.values) == [1200]
    True
    >>> stated("A woman aged 24 was born in 1996 at 5 Mira Street.").values
    frozenset()
    """
    passages: dict[int, set[int]] = {}
    values: set[int] = set()
    lead: set[int] = set()
    opening: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    leading = True
    for said in _sentences(tidied(text)):
        numbered = _may_tell_a_number(said)
        if not (numbered or leading):
            continue
        sentence = _taken_apart(said)
        told = list(_figures(sentence)) if numbered else []
        if leading and sentence.whole:
            names = frozenset(_names(sentence))
        if not told:
            leading = leading and not sentence.whole
            continue
        found = {value for _, _, value in told}
        values |= found
        named = list(_passages(sentence, told))
        if leading and sentence.whole:
            lead |= found - _NEVER_NEW
            leading = False
        if sentence.whole and not opening:
            first = next((of for _, _, of in told if of not in _NEVER_NEW), None)
            opening = frozenset(
                passage << 31 ^ value & _LOW31
                for passage, value in named
                if value == first
            )
        for passage, value in named:
            passages.setdefault(passage, set()).add(value)
    kept = {passage: frozenset(found) for passage, found in passages.items()}
    return Stated(kept, frozenset(values), frozenset(lead), opening, names)


def changed(one: Stated, other: Stated) -> bool:
    """Whether a figure of one text is another in the other: then neither is a copy.

    So it is where the same words stand around other figures, or where the first
    sentences differ in theirs (`opens_otherwise`). That one text tells less
    than the other is no change: its end, or a paragraph, may have been cut.

    >>> old = stated("The army said 12 soldiers were killed. A bridge fell.")
    >>> changed(old, stated("The army said twelve soldiers were killed."))
    False
    >>> changed(old, stated("The army said 14 soldiers were killed."))
    True
    """
    if opens_otherwise(one, other):
        return True
    less, more = sorted((one.passages, other.passages), key=len)
    return any(
        values.isdisjoint(more[passage])
        for passage, values in less.items()
        if passage in more
    )


def opens_otherwise(one: Stated, other: Stated) -> bool:
    """Whether the first sentences of two texts differ in their figures.

    They do where each has one that the other has not, or one has what the other text
    has nowhere. A first sentence without figures is compared if it names the same, and
    is another sentence else: a copy may have lost its beginning.
    """
    if one.lead == other.lead:
        return False
    if not (one.lead <= other.lead or other.lead <= one.lead):
        return True
    if one.lead <= other.values and other.lead <= one.values:
        return False
    return bool(one.lead and other.lead) or (
        bool(one.names and other.names) and _same_names(one, other)
    )


def agreed(one: Stated, other: Stated) -> int:
    """How many figures two texts open with alike, in one passage and of the same names.

    None where a figure is changed; two stands for more than one.

    >>> wire = stated("The Chadian army said 12 soldiers were killed on Sunday night.")
    >>> agreed(wire, stated("In Chadian towns 12 soldiers were killed, said a man."))
    1
    """
    if one.lead.isdisjoint(other.lead) and one.opening.isdisjoint(other.opening):
        return 0
    if not _same_names(one, other) or changed(one, other):
        return 0
    lead = one.lead & other.lead
    if not lead:
        return 1
    for passage, values in one.passages.items():
        if not lead.isdisjoint(values & other.passages.get(passage, _NOTHING)):
            return min(len(lead), 2)
    return 0


def packed(figures: Stated) -> bytes:
    """Figures as bytes, the same for the same figures on every machine."""
    values = sorted(figures.values)
    place = {value: number for number, value in enumerate(values)}
    pairs = sorted(
        (passage, place[value])
        for passage, found in figures.passages.items()
        for value in found
    )
    lead = sorted(place[value] for value in figures.lead)
    opening, names = sorted(figures.opening), sorted(figures.names)
    head = _HEAD.pack(len(values), len(opening), len(names), len(lead))
    form = f"<{len(values) + len(opening)}q{len(names)}I{len(lead)}H"
    body = struct.pack(form, *values, *opening, *names, *lead)
    return head + body + b"".join(_PAIR.pack(*pair) for pair in pairs)


def unpacked(figures: bytes) -> Stated:
    """Figures from bytes that `packed` made.

    >>> made = stated("The army said 12 soldiers were killed and 30 wounded.")
    >>> unpacked(packed(made)) == made
    True
    """
    count, opening, names, lead = _HEAD.unpack_from(figures)
    form = f"<{count + opening}q{names}I{lead}H"
    held = iter(struct.unpack_from(form, figures, _HEAD.size))
    values = list(islice(held, count))
    opens, named = frozenset(islice(held, opening)), frozenset(islice(held, names))
    leading = frozenset(values[place] for place in held)
    passages: dict[int, set[int]] = {}
    for passage, place in _PAIR.iter_unpack(
        figures[_HEAD.size + struct.calcsize(form) :]
    ):
        passages.setdefault(passage, set()).add(values[place])
    return Stated(
        {passage: frozenset(found) for passage, found in passages.items()},
        frozenset(values),
        leading,
        opens,
        named,
    )


def opened(figures: bytes) -> tuple[int, ...]:
    """The `opening` of figures that `packed` made, in order; nothing else is unpacked.

    >>> made = stated("On Sunday the army said 12 soldiers were killed in the night.")
    >>> opened(packed(made)) == tuple(sorted(made.opening))
    True
    """
    count, opening, _, _ = _HEAD.unpack_from(figures)
    return struct.unpack_from(f"<{opening}q", figures, _HEAD.size + 8 * count)


def _same_names(one: Stated, other: Stated) -> bool:
    least = min(len(one.names), len(other.names))
    return len(one.names & other.names) >= _SAME_NAMES * least


def tidied(text: str) -> str:
    """A text without its datelines and what its print leaves: tags, entities, hyphens.

    >>> tidied("<p>Twelve sol-\\ndiers&nbsp;were\\u00ad killed</p>").split()
    ['Twelve', 'soldiers', 'were', 'killed']
    """
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "-\n" in text:
        text = _BROKEN.sub("", text)
    return _OPENING.sub("", text.replace("\u00ad", ""))


_HEAD = struct.Struct("<HHHH")
_PAIR = struct.Struct("<IH")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-z])")

# "BAKU, Sept 28 (Agency) -", "KYIV --", " date 2020-09-28 Baku": where and when a
# paper stands at, which every outlet writes in its own way.
_OPENING = re.compile(
    r"^[ \t]*(?:"
    r"date[ \t]+\d{4}-\d\d-\d\d[^\n]*"
    r"|[^\n.()]{2,60}\([^()\n]{2,40}\)[ \t]*(?:-{1,2}|[\u2013\u2014])[ \t]"
    r"|[A-Z][A-Z.,'\u2019 \t-]{2,40}(?:[A-Z][a-z]{2,8}\.?[ \t]\d{1,2},?[ \t])?"
    r"[ \t]?(?:--|[\u2013\u2014]|-[ \t])[ \t]?"
    r")",
    re.MULTILINE,
)

_NOTHING: frozenset[int] = frozenset()

#: A vague word is a figure of its own, below zero.
#: What a first sentence may say in another way ("a soldier"), or not at all.
_NEVER_NEW = frozenset(range(-100, 2))
_LOW31 = 2**31 - 1

#: So many of the names in the shorter first sentence stand in the other, too.
_SAME_NAMES = 0.6

#: A first sentence of fewer words, or without a full stop, is a headline or a byline.
_LEAD_WORDS = 9
#: The words around a figure that name its passage, by their places before and after
#: it: each tells nearly enough, and an editor seldom puts others for some in all.
_AROUND = (
    (-3, -2, -1),
    (-2, -1, 1),
    (-1, 1, 2),
    (1, 2, 3),
    (-3, -2, 1),
    (-1, 2, 3),
)
#: The same among the seven words of which the figure is the middle one.
_PICKED = tuple(
    (name, itemgetter(*(place + 3 for place in places)))
    for name, places in enumerate(_AROUND)
)
_LAST_YEARS = range(1900, 2101)
_MOST = 10**12

_STRIPPED = ".,;:!?\"'()[]{}<>\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2026*_#+~"
_ENDS = re.compile(r"[.!?\u2026][\"')\]\u2019\u201d\u00bb]*$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*)[-\u2013](\d[\d,]*)")


class _Words(NamedTuple):
    small: dict[str, int]
    large: dict[str, int]
    vague: dict[str, int]
    numbers: frozenset[str]
    hedges: frozenset[str]
    months: frozenset[str]
    measures: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    streets: frozenset[str]
    short: frozenset[str]  # words whose full stop ends no sentence


class _Sentence(NamedTuple):
    """Words as they stand, and in small letters without their punctuation."""

    tokens: Sequence[str]
    words: Sequence[str]
    maybe: Sequence[int]  # where a number may begin
    whole: bool  # ends as a sentence does, and is as long as one


@cache
def _known() -> _Words:
    data, shortened = toml("stated.toml"), toml("abbreviations.toml")
    small, large = data["small"], data["large"]
    words = dict(data["words"])
    vague = {word: -2 - number for number, word in enumerate(words["vague"])}
    words["short"] = [*shortened["titles"], *shortened["months"]]
    lists = ("hedges", "months", "measures", "names", "people", "streets", "short")
    return _Words(
        small,
        large,
        vague,
        frozenset((*small, *large, *vague)),
        *(frozenset(words[name]) for name in lists),
    )


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a line break ends one only at the end of a paragraph."""
    for paragraph in _paragraphs(text):
        start = 0
        for found in _END.finditer(paragraph):
            end, following = found.end(), found[1]
            if following.islower() or _is_short(paragraph[start:end]):
                continue
            yield paragraph[start:end]
            start = end
        yield paragraph[start:]


def _paragraphs(text: str) -> Iterator[str]:
    """What stands between blank lines, or up to a line that ends as a sentence does."""
    if "\n" not in text:
        yield text
        return
    held: list[str] = []
    for line in text.split("\n"):
        held.append(line)
        if not (bare := line.rstrip(" \t")) or bare[-1] in _LINE_ENDS:
            yield "\n".join(held)
            held.clear()
    yield "\n".join(held)


_LINE_ENDS = frozenset('.!?"\u201d')

#: Where a sentence may end, and what the next begins with.
_END = re.compile(
    r"[.!?\u2026][\"')\]\u2019\u201d\u00bb]*(?=\s+["
    + re.escape(_STRIPPED)
    + r"]*(\S?))"
)


def _is_short(said: str) -> bool:
    """Whether the full stop at the end is that of a short form, such as "Gen."."""
    return _shortened(said.rsplit(None, 1)[-1])


@lru_cache(maxsize=10_000)
def _shortened(token: str) -> bool:
    short = token[:-1].casefold() in _known().short
    return short or _INITIAL.fullmatch(token) is not None


def _may_tell_a_number(said: str) -> bool:
    """Whether a sentence has a digit or a number word; most have none."""
    folded = said.casefold()
    spaced = folded.encode("ascii", "replace").translate(_SPACED)
    if b"#" in spaced or not _number_words().isdisjoint(spaced.split()):
        return True
    return not folded.isascii() and _DIGIT.search(folded) is not None


@cache
def _number_words() -> frozenset[bytes]:
    return frozenset(word.encode() for word in _known().numbers)


_DIGIT = re.compile(r"\d")

#: Letters as they are, digits as a sign that is easy to find, all else as blanks.
_SPACED = (
    bytes(
        place if chr(place).isalpha() else 35 if chr(place).isdigit() else 32
        for place in range(128)
    )
    + b" " * 128
)


def _taken_apart(said: str) -> _Sentence:
    numbers = _known().numbers
    tokens = said.split()
    words = list(map(str.strip, said.casefold().split(), repeat(_STRIPPED)))
    if len(words) != len(tokens):  # letters that fold into white space
        words = [token.casefold().strip(_STRIPPED) for token in tokens]
    maybe = [
        place
        for place, word in enumerate(words)
        if word in numbers
        or not (word.isalpha() or (word[:1].isalpha() and "-" not in word))
    ]
    whole = len(tokens) >= _LEAD_WORDS and _ENDS.search(tokens[-1])
    return _Sentence(tokens, words, maybe, bool(whole))


def _figures(sentence: _Sentence) -> Iterator[tuple[int, int, int]]:
    """Where each figure of a sentence begins and ends, and what it comes to."""
    known = _known()
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
    sentence: _Sentence, place: int, known: _Words
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


def _small(word: str, known: _Words) -> int | None:
    if word in known.small:
        return known.small[word]
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in known.small and ones in known.small:
        return known.small[tens] + known.small[ones]
    return None


def _follows(words: Sequence[str], place: int, known: _Words) -> bool:
    return place + 1 < len(words) and _small(words[place + 1], known) is not None


def _counts(sentence: _Sentence, start: int, end: int, known: _Words) -> bool:
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


def _names(sentence: _Sentence) -> Iterator[int]:
    """The words with a capital, but for the first and for those of the calendar."""
    known = _known()
    for token, word in zip(sentence.tokens[1:], sentence.words[1:], strict=True):
        if token.lstrip(_STRIPPED)[:1].isupper() and word not in known.hedges:
            yield crc32(word.encode())


def _passages(
    sentence: _Sentence, told: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int]]:
    """Each figure with names of what stands around it, several a figure.

    Three words in front, three after, and some that mix the two: as long as one of
    these is left as it was, the passage is found again.
    """
    hedges = _known().hedges
    inside = {place for start, end, _ in told for place in range(start, end)}
    first = {start for start, _, _ in told}
    rest: list[str] = []
    at: dict[int, int] = {}
    for place, word in enumerate(sentence.words):
        if place in first:
            at[place] = len(rest)
            rest.append("#")
        elif place not in inside and word and word not in hedges:
            rest.append(word)
    last = len(rest) - 1
    for start, _, value in told:
        here = at[start]
        if 3 <= here <= last - 3:
            near = rest[here - 3 : here + 4]
            for name, pick in _PICKED:
                yield crc32(" ".join(pick(near)).encode(), name), value
            continue
        named = False
        for name, places in enumerate(_AROUND):
            if here + places[0] < 0 or here + places[-1] > last:
                continue
            named = True
            around = " ".join([rest[here + place] for place in places])
            yield crc32(around.encode(), name), value
        if not named and last:
            yield crc32(" ".join(rest).encode(), 100 + here), value
