"""Near-duplicates: which reports are copies of one text, and so one voice.

Forty outlets that print one wire say one thing once. Texts are compared by the runs of
five words that they share (shingles): as a whole, and the shorter within the longer,
since editors cut a wire from its end. A sketch of a text, some hundred bytes (MinHash,
by rensa), finds the few reports worth comparing among hundreds of thousands; what is a
copy is then decided on the texts themselves.

A text is read without its datelines and the leavings of its print, and letters count
without their case. Numbers decide: a wire that comes again with another figure is an
update and no copy, however alike the two are (`reconciliation.stated`).
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from operator import eq
from typing import Generic, NamedTuple, TypeVar

from herodotus.reconciliation.voices.stated import Stated, agreed, changed, stated
from herodotus.reconciliation.voices.stated_packing import opened, packed, unpacked
from herodotus.reconciliation.voices.stated_sentences import tidied

#: What a sketch was made by: kept beside it, so that one of another make is never
#: compared with it but made again from the text.
ALGORITHM = "rensa-r2/5w/64+32/figures/2"

_WORDS = 5  # a shingle
_WHOLE, _LEAD = 64, 32  # slots: of the whole text, and of its beginning
_LEAD_WORDS = 120
_SEED = 1947

#: Bands: how many slots must agree for two reports to be looked at, and how often that
#: is tried. Copies of half a text are found in some 99 of 100 cases: by their
#: beginnings or, with other beginnings, by the whole.
_BAND = 3
_WHOLE_BANDS, _LEAD_BANDS = 12, 10


class _Likeness(NamedTuple):
    """How alike two texts have to be.

    Attributes:
        whole: where so much of all that they say is common to both, they are copies;
        part: or where so much of the shorter stands in the longer, by the number of
            shingles that it has at least.
    """

    whole: float
    part: tuple[tuple[int, float], ...]


#: By the number of figures that both open with in one passage of the same names:
#: editors put many words for others and cut much, and no two battles come to one toll
#: in one wording. A text of fewer shingles than any of these is a copy only of what
#: says the same words.
_LIKENESS = (
    _Likeness(0.5, ((50, 0.75), (8, 0.9))),
    _Likeness(0.25, ((30, 0.4), (8, 0.5))),
    _Likeness(0.2, ((8, 0.2),)),
)
_FEW = 8

#: How far a figure estimated from sketches may lie below the true one.
_MARGIN = 0.2

#: By how many slots are alike: how many times the shingles of the shorter both texts
#: must have for copies to be likely, where they open with no figure in common. What
#: is cut from a long text has few slots in common with it.
_UNLIKE_SIZES = tuple(
    0.0
    if slots >= _WHOLE * (_LIKENESS[0].whole - _MARGIN) - 1e-6
    else min(share for _, share in _LIKENESS[0].part)
    / (slots / (_WHOLE + slots) + _MARGIN / 2)
    - 1e-6
    for slots in range(_WHOLE + 1)
)

Key = TypeVar("Key", int, str)


class Sketch(NamedTuple):
    """A text in short, to find its copies by.

    Attributes:
        algorithm: what made it, and how (`ALGORITHM`).
        signature: 64 slots of the whole text, 32 of its beginning, four bytes each,
            and eight bytes that name its words exactly.
        shingles: how many different runs of five words the text has.
        figures: the figures that it states (`stated.packed`).
    """

    algorithm: str
    signature: bytes
    shingles: int
    figures: bytes

    @property
    def words(self) -> bytes:
        """A name of the very words, in their order; the same for a mere reprint."""
        return self.signature[-8:]


def sketch(text: str) -> Sketch:
    """The sketch of one text; the same on every machine.

    >>> one = sketch("The wire says so, in five words and more.")
    >>> one == sketch("THE WIRE SAYS SO, in five words - and more")
    True
    >>> one.shingles, len(one.signature)
    (5, 392)
    """
    return sketches([text])[0]


def sketches(texts: Iterable[str]) -> list[Sketch]:
    """The sketches of many texts, in their order."""
    from rensa import RMinHash

    clean = [tidied(text) for text in texts]
    words = [_words(text) for text in clean]
    runs = [_runs(said) for said in words]
    leads = [whole[: _LEAD_WORDS - _WORDS + 1] for whole in runs]
    slots = RMinHash.digests_from_token_sets(runs, num_perm=_WHOLE, seed=_SEED)
    first = RMinHash.digests_from_token_sets(leads, num_perm=_LEAD, seed=_SEED)
    return [
        Sketch(
            ALGORITHM,
            _PACKED.pack(*whole, *lead, _name(said)),
            len(set(told)),
            packed(stated(text)),
        )
        for whole, lead, said, told, text in zip(
            slots, first, words, runs, clean, strict=True
        )
    ]


def bands(sketch: Sketch) -> tuple[tuple[int, int], ...]:
    """The buckets of a sketch by band: reports that share one are worth comparing.

    Buckets are numbers of 63 bits, the same on every machine, for a column of
    integers. A text without words has none; one that opens with a figure has a few
    more in the last band.

    >>> len(bands(sketch("a text of at least six words"))), bands(sketch("- -"))
    (22, ())
    >>> wire = "On Sunday the army said 12 soldiers were killed in the night."
    >>> len(bands(sketch(wire)))
    26
    """
    if not sketch.shingles:
        return ()
    slots = _BANDED.unpack(sketch.signature)
    return (
        *(
            (band, two + third * _SPREAD & _LOW63)
            for band, two, third in zip(_NUMBERS, slots[::2], slots[1::2], strict=True)
        ),
        *((len(_NUMBERS), bucket) for bucket in opened(sketch.figures)),
    )


def may_be_copies(one: Sketch, other: Sketch) -> bool:
    """Whether sketches leave it open that their texts are copies; errs towards yes.

    >>> text = " ".join(map(str, range(200)))
    >>> may_be_copies(sketch(text), sketch(text + " and more"))
    True
    >>> may_be_copies(sketch(text), sketch(" ".join(map(str, range(500, 900)))))
    False
    """
    least, most = sorted((one.shingles, other.shingles))
    if not least:
        return False
    alike: float = sum(map(eq, _slots(one), _slots(other))) / _WHOLE
    # of what the shorter says, at most this stands in the longer, give or take
    common = alike / (1 + alike) * (least + most) / least
    slack = _MARGIN * (1 + most / least) / 2

    opening = 0
    while True:
        whole, part = _LIKENESS[opening]
        if alike >= whole - _MARGIN or common >= _contained(least, part) - slack:
            return True
        if opening or not (opening := same_opening(one, other)):
            return False


class Crowd(Generic[Key]):
    """Many sketches, with all of which another is compared at once.

    >>> text = " ".join(map(str, range(200)))
    >>> crowd = Crowd({1: sketch(text), 2: sketch(" ".join(map(str, range(500, 900))))})
    >>> crowd.may_be_copies_of(sketch(text + " and more"))
    {1}
    """

    def __init__(self, sketches: Mapping[Key, Sketch]) -> None:
        import numpy as np

        self._keys: list[Key] = list(sketches)
        self._sketches: list[Sketch] = list(sketches.values())
        signed = b"".join(sketch.signature for sketch in self._sketches)
        self._slots = np.frombuffer(signed, "<u4").reshape(-1, _PACKED.size // 4)
        self._slots = self._slots[:, :_WHOLE]
        self._sizes = np.array([one.shingles for one in self._sketches], np.int64)
        self._unlike = np.array(_UNLIKE_SIZES)
        self._opening: dict[int, list[int]] = defaultdict(list)
        for place, sketch in enumerate(self._sketches):
            for figure in _openings(sketch):
                self._opening[figure].append(place)

    def may_be_copies_of(self, sketch: Sketch) -> set[Key]:
        """Those of which `may_be_copies` holds; most are passed over unseen."""
        import numpy as np

        own = np.array(_slots(sketch), np.uint32)
        alike = np.count_nonzero(self._slots == own, axis=1)
        size, sizes = sketch.shingles, self._sizes
        likely = size + sizes >= self._unlike[alike] * np.minimum(size, sizes)
        found = set(np.flatnonzero(likely).tolist())
        for figure in _openings(sketch):
            found.update(self._opening.get(figure, ()))
        return {
            self._keys[place]
            for place in found
            if may_be_copies(sketch, self._sketches[place])
        }


def are_copies(text: str, other: str) -> bool:
    """Whether one text is a copy of the other, whole or cut, with no figure changed.

    >>> wire = " ".join(f"word{n}" for n in range(300))
    >>> are_copies(wire, "A new headline. " + wire.upper())
    True
    >>> are_copies(wire, " ".join(wire.split()[:150]))
    True
    >>> are_copies(wire, " ".join([*wire.split()[:60], *map(str, range(90))]))
    False
    >>> were = " soldiers were killed, the army said, " + " ".join(wire.split()[:60])
    >>> are_copies("Twelve" + were, "A total of 12" + were)
    True
    >>> are_copies("Twelve" + were, "Fourteen" + were)
    False
    """
    if text == other:
        return True
    figures, others = stated(text), stated(other)
    if changed(figures, others):
        return False
    return copied(shingled(text), shingled(other), opening=agreed(figures, others))


def shingled(text: str) -> frozenset[str]:
    """The different runs of five words in a text; of a shorter one, all its words.

    >>> sorted(shingled("One two three four five six"))
    ['one two three four five', 'two three four five six']
    """
    return frozenset(_runs(_words(tidied(text))))


def copied(one: frozenset[str], other: frozenset[str], *, opening: int = 0) -> bool:
    """Whether texts of these shingles have one wording, whatever their figures.

    Of texts that open with the same figures (`same_opening`), less is asked.
    """
    least = min(len(one), len(other))
    common = len(one & other)
    if not common:
        return False
    if least < _FEW:
        return one == other
    asked = _LIKENESS[opening]
    if common >= asked.whole * (len(one) + len(other) - common):
        return True
    return common >= _contained(least, asked.part) * least


def same_opening(one: Sketch, other: Sketch) -> int:
    """With how many figures in common two texts open (`stated.agreed`)."""
    return agreed(_figures(one), _figures(other))


def voices(keys: Iterable[Key], pairs: Iterable[tuple[Key, Key]]) -> dict[Key, Key]:
    """The voice of each report: the least key of all that copies link it with.

    >>> voices(["d", "a", "c", "b"], [("b", "c"), ("c", "d")])
    {'d': 'b', 'a': 'a', 'c': 'b', 'b': 'b'}
    """
    links = Links[Key]()
    for one, other in pairs:
        links.join(one, other)
    return {key: links.voice(key) for key in keys}


class Links(Generic[Key]):
    """What hangs together so far; each voice is named by its least key.

    >>> links = Links[str]()
    >>> links.join("c", "b"), links.voice("c"), links.voice("a")
    (None, 'b', 'a')
    """

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def join(self, one: Key, other: Key) -> None:
        """Make one voice of the two that these belong to."""
        first, second = self.voice(one), self.voice(other)
        if first != second:
            self._above[max(first, second)] = min(first, second)

    def voice(self, key: Key) -> Key:
        """The least key that a key hangs together with; the way to it is shortened."""
        if key not in self._above:
            return key
        passed = []
        while (above := self._above.get(key, key)) != key:
            passed.append(key)
            key = above
        self._above.update(dict.fromkeys(passed, key))
        return key

    def renamed(self) -> dict[Key, Key]:
        """The keys that are no voice of their own, with the voice that they are in."""
        return {key: self.voice(key) for key in list(self._above)}


_PACKED = struct.Struct(f"<{_WHOLE + _LEAD}Iq")

#: The three slots of each band, two of them as one number; the others are passed over.
_BANDED = struct.Struct(
    f"<{'QI' * _WHOLE_BANDS}{4 * (_WHOLE - _BAND * _WHOLE_BANDS)}x"
    f"{'QI' * _LEAD_BANDS}{4 * (_LEAD - _BAND * _LEAD_BANDS) + 8}x"
)
_NUMBERS = range(_WHOLE_BANDS + _LEAD_BANDS)

#: An odd number of 64 bits (of the golden ratio), to mix the third slot in with.
_SPREAD = 0x9E3779B97F4A7C15
_LOW63 = 2**63 - 1

_WORD = re.compile(r"\w+")

#: ASCII, with a blank for all that is no part of a word.
_BLANKED = "".join(c if c.isalnum() or c == "_" else " " for c in map(chr, range(128)))


def _words(text: str) -> list[str]:
    folded = text.casefold()
    if folded.isascii():  # the same, in a third of the time
        return folded.translate(_BLANKED).split()
    return _WORD.findall(folded)


def _runs(words: list[str]) -> list[str]:
    if len(words) < _WORDS:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(*(words[n:] for n in range(_WORDS)), strict=False)))


def _name(words: list[str]) -> int:
    said = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little", signed=True)


@lru_cache(maxsize=20_000)
def _slots(sketch: Sketch) -> tuple[int, ...]:
    return _PACKED.unpack(sketch.signature)[:_WHOLE]


@lru_cache(maxsize=20_000)
def _figures(sketch: Sketch) -> Stated:
    return unpacked(sketch.figures)


def _openings(sketch: Sketch) -> frozenset[int]:
    """What two texts share one of where they open with a figure in common."""
    figures = _figures(sketch)
    return figures.lead | figures.opening


def _contained(least: int, shares: tuple[tuple[int, float], ...]) -> float:
    for size, share in shares:
        if least >= size:
            return share
    return 1.0
