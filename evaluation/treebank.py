"""Treebanks as gold: sentences with their places in a text made from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class GoldWord(NamedTuple):
    """One word of a treebank and where it stands in its document's text."""

    start: int
    end: int
    text: str
    upos: str
    head: int
    """Index of the governing word within the sentence, -1 for the root."""
    deprel: str
    lemma: str


@dataclass(frozen=True)
class GoldDocument:
    """One document: its text, and its sentences in order."""

    text: str
    sentences: tuple[tuple[GoldWord, ...], ...]


def documents(path: Path) -> Iterator[GoldDocument]:
    """Read a CoNLL-U file; a blank line parts paragraphs, a space sentences."""
    text = ""
    sentences: list[tuple[GoldWord, ...]] = []
    rows: list[list[str]] = []
    words = ""
    gap = ""
    for line in [*path.read_text(encoding="utf-8").split("\n"), "# newdoc"]:
        if line.startswith("# newdoc") and sentences:
            yield GoldDocument(text, tuple(sentences))
            text, sentences, gap = "", [], ""
        elif line.startswith("# newpar"):
            gap = "\n\n"
        elif line.startswith("# text = "):
            words = line.removeprefix("# text = ")
        elif line[:1].isdigit() and line.split("\t", 1)[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            text += gap if text else ""
            sentences.append(_placed(rows, words, len(text)))
            text += words
            rows, gap = [], " "


def _placed(rows: list[list[str]], words: str, offset: int) -> tuple[GoldWord, ...]:
    """Return the words of one sentence with their places in the document."""
    found, position = [], 0
    for row in rows:
        form = row[1]
        start = words.find(form, position)
        if start < 0:  # a form the treebank corrected: it stands where it is due
            start = position
        position = start + len(form)
        found.append(
            GoldWord(
                start=offset + start,
                end=offset + position,
                text=form,
                upos=row[3],
                head=int(row[6]) - 1,
                deprel=row[7],
                lemma=row[2],
            )
        )
    return tuple(found)
