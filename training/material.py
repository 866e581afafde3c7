"""The training material: treebanks, marked names and attributions, encoded."""

import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from herodotus.language.context import Features, features, quote_states, window_of
from herodotus.language.encoding import Encoded, placed, plain, shape
from herodotus.language.segments import paragraph_spans, sentence_words
from herodotus.language.words import Span

ROLES = ("source", "content")
ROLE_TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
CUE_TAGS = ("O", "B-cue", "I-cue")


def _tags(*kinds: str) -> tuple[str, ...]:
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BI"))


NAME_TAGS = _tags("person", "organization", "location", "norp", "facility", "other")
MENTION_TAGS = _tags("person", "organization", "location")
PHRASE_TAGS = _tags("person", "organization", "place")
NAME_KINDS = {
    "Person": "person",
    "Organization": "organization",
    "Organisation": "organization",
    "Location": "location",
    "Facility": "facility",
    "NORP": "norp",
    "Nationality": "norp",
    "Misc": "other",
    "Product": "other",
}
"""Labels of the name corpora that have one of ours; the others are no names to us."""

MENTION_KINDS = {
    "Person": "person",
    "Organisation": "organization",
    "Location": "location",
}
"""Labels of re3d whose marks, described or named, are mentions."""


@dataclass(frozen=True)
class Example:
    """One sentence: its words, encoded, and whatever of it was marked."""

    words: tuple[str, ...]
    encoded: Encoded = field(default_factory=lambda: Encoded([], [], []))
    capitals: tuple[int, ...] = ()
    upos: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    names: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    phrases: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()


@dataclass(frozen=True)
class Linked:
    """One attribution: what its cue sees, and which words fill its roles."""

    window: tuple[int, int]
    features: Features
    roles: tuple[int, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its sentences and its attributions."""

    sentences: tuple[Example, ...]
    links: tuple[Linked, ...]

    @property
    def size(self) -> int:
        """How many sub-tokens its sentences have together."""
        return sum(len(sentence.encoded.ids) for sentence in self.sentences)


def treebank(path: Path) -> Iterator[Example]:
    """Read the sentences of a CoNLL-U file."""
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                rows.append(columns)
            elif not line.strip() and rows:
                yield Example(
                    words=tuple(row[1] for row in rows),
                    upos=tuple(row[3] for row in rows),
                    heads=tuple(int(row[6]) for row in rows),
                    relations=tuple(row[7] for row in rows),
                )
                rows = []


def without_that(examples: Sequence[Example]) -> Iterator[Example]:
    """Yield copies without the "that" of a complement clause, as news leaves it out."""
    for example in examples:
        for index, word in enumerate(example.words):
            head = example.heads[index]
            if word != "that" or example.relations[index] != "mark" or head == 0:
                continue
            above = example.heads[head - 1]
            if example.relations[head - 1] == "ccomp" and 0 < above <= index:
                yield _left_out(example, index)
                break


def names(path: Path, *, apart: int | None = None) -> Iterator[Example]:
    """Read articles marked for names; only capitalised mentions are names.

    Args:
        apart: every how many-th article is left out, to measure on.
    """
    for record in _articles(path, apart):
        text = record["text"]
        marked = []
        for entity in record["entities"]:
            kind = NAME_KINDS.get(entity["label"])
            start, end = entity["start"], entity["end"]
            while text[start:end].split(" ")[0].lower() in {
                "the",
                "a",
                "an",
                "our",
                "its",
            }:
                start = text.index(" ", start) + 1
                if start >= end:
                    break
            if (
                kind
                and start < end
                and any(c.isupper() for c in text[start:end].split(" ")[0])
            ):
                marked.append((start, end, kind))
        for paragraph in paragraph_spans(text):
            for words in sentence_words(text, paragraph):
                tags = _span_tags(words, marked, NAME_TAGS)
                yield Example(
                    words=tuple(text[s:e] for s, e in words), names=tuple(tags)
                )


def mentions(path: Path, *, apart: int | None = None) -> Iterator[Example]:
    """Read articles marked for people, organisations and places, named or not."""
    for record in _articles(path, apart):
        text = record["text"]
        marked = [
            (one["start"], one["end"], MENTION_KINDS[one["label"]])
            for one in record["entities"]
            if one["label"] in MENTION_KINDS
        ]
        for paragraph in paragraph_spans(text):
            for words in sentence_words(text, paragraph):
                tags = _span_tags(words, marked, MENTION_TAGS)
                yield Example(
                    words=tuple(text[s:e] for s, e in words), mentions=tuple(tags)
                )


def phrases(path: Path) -> Iterator[Example]:
    """Read GUM's marks of people, organisations and places, the outermost of each."""
    words: list[str] = []
    marked: list[tuple[int, int, str]] = []
    begun: dict[str, list[tuple[int, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                marks = columns[9].partition("Entity=")[2].partition("|")[0]
                for mark in _ENTITY.findall(marks):
                    number, *kind = mark.strip("()").split("-")
                    if mark.startswith("("):
                        begun.setdefault(number, []).append((len(words), kind[0]))
                    if mark.endswith(")") and begun.get(number):
                        start, label = begun[number].pop()
                        marked.append((start, len(words) + 1, label))
                words.append(columns[1])
            elif not line.strip() and words:
                kept = [one for one in marked if f"B-{one[2]}" in PHRASE_TAGS]
                places = [(index, index + 1) for index in range(len(words))]
                tags = _span_tags(places, kept, PHRASE_TAGS)
                yield Example(words=tuple(words), phrases=tuple(tags))
                words, marked, begun = [], [], {}


def attributions(path: Path, tokenizer: Tokenizer) -> Iterator[Paragraph]:
    """Read articles marked for attributions, paragraph by paragraph."""
    for record in _records(path):
        text = record["text"]
        for span in paragraph_spans(text):
            sentences = sentence_words(text, span)
            inside = [
                one
                for one in record["attributions"]
                if one["cue"] and span[0] <= one["cue"][0][0] < span[1]
            ]
            yield _paragraph(text, sentences, inside, tokenizer)


def encoded(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Example]:
    """Return the examples with their sub-tokens."""
    batch = tokenizer.encode_batch(
        [[plain(word) for word in example.words] for example in examples],
        is_pretokenized=True,
    )
    return [
        replace(
            example,
            encoded=placed(one.ids, one.word_ids, example.words),
            capitals=(0, *(shape(word.upper()) for word in example.words)),
        )
        for example, one in zip(examples, batch, strict=True)
    ]


def batches(examples: Sequence[Example], size: int, seed: int) -> list[list[Example]]:
    """Group sentences of like length, in an order that the seed decides."""
    order = random.Random(seed)
    ranked = sorted(examples, key=lambda one: len(one.encoded.ids) + order.random() * 4)
    found: list[list[Example]] = []
    current: list[Example] = []
    longest = 0
    for example in ranked:
        longest = max(longest, len(example.encoded.ids))
        if current and (len(current) + 1) * longest > size:
            found.append(current)
            current, longest = [], len(example.encoded.ids)
        current.append(example)
    found.append(current)
    order.shuffle(found)
    return found


def paragraph_batches(
    paragraphs: Sequence[Paragraph], size: int, seed: int
) -> list[list[Paragraph]]:
    """Group whole paragraphs up to a number of sub-tokens, in the seed's order."""
    order = random.Random(seed)
    shuffled = list(paragraphs)
    order.shuffle(shuffled)
    found: list[list[Paragraph]] = []
    for begin in range(0, len(shuffled), 400):
        block = sorted(
            shuffled[begin : begin + 400],
            key=lambda one: max(len(s.encoded.ids) for s in one.sentences),
        )
        current: list[Paragraph] = []
        total = 0
        for paragraph in block:
            if current and total + paragraph.size > size:
                found.append(current)
                current, total = [], 0
            current.append(paragraph)
            total += paragraph.size
        found.append(current)
    order.shuffle(found)
    return found


_ENTITY = re.compile(r"\([^()]*\)?|[^()]+\)")


def _articles(path: Path, apart: int | None) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(_records(path), start=1):
        if apart is None or number % apart:
            yield record


def _records(path: Path) -> Iterator[dict[str, Any]]:  # Any: the corpora's own JSON
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _left_out(example: Example, index: int) -> Example:
    """Return an example without one word, which has no dependants."""
    position = index + 1
    if position in example.heads:
        return example
    keep = [place for place in range(len(example.words)) if place != index]
    return Example(
        words=tuple(example.words[place] for place in keep),
        upos=tuple(example.upos[place] for place in keep),
        heads=tuple(
            example.heads[place] - (example.heads[place] > position) for place in keep
        ),
        relations=tuple(example.relations[place] for place in keep),
    )


def _span_tags(
    words: Sequence[Span],
    marked: Sequence[tuple[int, int, str]],
    names: Sequence[str],
) -> list[int]:
    tags = [0] * len(words)
    for start, end, kind in sorted(marked, key=lambda one: one[0] - one[1]):
        covered = [i for i, (s, e) in enumerate(words) if s < end and e > start]
        if covered and not any(tags[i] for i in covered):
            begin = names.index(f"B-{kind}")
            tags[covered[0]] = begin
            for index in covered[1:]:
                tags[index] = begin + 1
    return tags


def _paragraph(
    text: str,
    sentences: Sequence[Sequence[Span]],
    marked: Sequence[dict[str, Any]],  # Any: the corpus's own JSON
    tokenizer: Tokenizer,
) -> Paragraph:
    """Return one paragraph as training material."""
    lengths = [len(sentence) for sentence in sentences]
    words = [span for sentence in sentences for span in sentence]
    quotes = quote_states([text[s:e] for s, e in words])
    cue_tags = [0] * len(words)
    found: list[tuple[tuple[int, int], dict[str, Any]]] = []
    for one in marked:
        covered = _covered(words, one["cue"])
        if not covered:
            continue
        cue = (covered[0], covered[-1] + 1)
        for index in range(*cue):
            cue_tags[index] = 2
        cue_tags[cue[0]] = 1
        outside = any(
            s < words[0][0] or e > words[-1][1] for role in ROLES for s, e in one[role]
        )
        if not outside:
            found.append((cue, one))
    cues = [cue for cue, _ in found]
    links = tuple(_linked(cue, one, words, lengths, quotes, cues) for cue, one in found)
    examples, begin = [], 0
    for length in lengths:
        piece = words[begin : begin + length]
        examples.append(
            Example(
                words=tuple(text[s:e] for s, e in piece),
                cues=tuple(cue_tags[begin : begin + length]),
            )
        )
        begin += length
    return Paragraph(tuple(encoded(examples, tokenizer)), links)


def _linked(
    cue: tuple[int, int],
    one: dict[str, Any],  # Any: the corpus's own JSON
    words: Sequence[Span],
    lengths: Sequence[int],
    quotes: Sequence[int],
    cues: Sequence[tuple[int, int]],
) -> Linked:
    roles = [0] * len(words)
    for role in ("content", "source"):
        begin = ROLE_TAGS.index(f"B-{role}")
        for fragment in one[role]:
            covered = _covered(words, [fragment])
            for index in covered:
                roles[index] = begin + 1
            if covered:
                roles[covered[0]] = begin
    starts = [0, *accumulate(lengths)]
    home = bisect_right(starts, cue[0]) - 1
    window = window_of(lengths, home)
    first, last = starts[window[0]], starts[window[1]]
    seen = features(
        lengths[slice(*window)],
        quotes[first:last],
        [(s - first, e - first) for s, e in cues if first <= s < last],
        cue=(cue[0] - first, cue[1] - first),
    )
    return Linked(window, seen, tuple(roles[first:last]))


def _covered(words: Sequence[Span], fragments: Sequence[Sequence[int]]) -> list[int]:
    return [
        index
        for index, (start, end) in enumerate(words)
        if any(start < right and end > left for left, right in fragments)
    ]
