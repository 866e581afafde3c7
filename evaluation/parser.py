"""The parser against the treebanks: `python -m evaluation.parser SHARED`.

Given the treebank's own words, the shares of right tags (UPOS), heads (UAS) and heads
with relations (LAS): full relation labels, punctuation counted. From raw text, F1 over
the places of words and sentences in the text, as in the CoNLL 2018 shared task.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import digest
from evaluation.treebank import GoldDocument, GoldWord, documents
from herodotus.language import Language, Sentence
from herodotus.language.lemmas import lemma
from herodotus.language.network import Network

BANKS = {"EWT": "en_ewt", "GUM": "en_gum"}


def parser(shared: Path, work: Path) -> Iterator[Measure]:
    """Trees and tags on gold tokens and on raw text."""
    del work  # everything happens in memory
    language = Language.load()
    for bank, stem in BANKS.items():
        path = shared / "treebanks" / f"{stem}-test.conllu"
        gold, pinned = list(documents(path)), digest(path)
        known = on_gold_words(language.network, gold)
        raw = on_raw_text(language, gold)
        for name, value in (
            ("LAS, gold tokens", known["las"]),
            ("UPOS, gold tokens", known["upos"]),
            ("LAS, raw text", raw["las"]),
        ):
            yield Measure(f"parser: {bank}, {name}", round(value, 4), pinned)


def on_gold_words(network: Network, gold: Iterable[GoldDocument]) -> dict[str, float]:
    """Return the shares of words tagged and attached as the treebank has them."""
    count: Counter[str] = Counter()
    for document in gold:
        for words in document.sentences:
            reading = network.read_sentence([word.text for word in words])
            rows = zip(words, reading.upos, reading.heads, reading.deprels, strict=True)
            for index, (word, upos, head, deprel) in enumerate(rows):
                attached = head == word.head
                count["words"] += 1
                count["upos"] += upos == word.upos
                count["uas"] += attached
                count["las"] += attached and deprel == word.deprel
                count["lemma"] += (
                    lemma(word.text, word.upos, first=index == 0) == word.lemma
                )
    return {
        kind: count[kind] / count["words"] for kind in ("upos", "uas", "las", "lemma")
    }


def on_raw_text(language: Language, gold: Iterable[GoldDocument]) -> dict[str, float]:
    """Return F1 of words, sentences, tags and attachments, by places in the text."""
    right: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for document in gold:
        found = _facts(language.analyse(document.text).sentences)
        wanted = _gold_facts(document.sentences)
        for kind in wanted:
            right[kind] += len(found[kind] & wanted[kind])
            ours[kind] += len(found[kind])
            theirs[kind] += len(wanted[kind])
    return {kind: 2 * right[kind] / (ours[kind] + theirs[kind]) for kind in theirs}


Facts = dict[str, set[tuple[object, ...]]]


def _facts(sentences: Iterable[Sentence]) -> Facts:
    return _of(
        [
            GoldWord(
                word.start, word.end, word.text, word.upos, word.head, word.deprel, ""
            )
            for word in sentence.tokens
        ]
        for sentence in sentences
    )


def _gold_facts(sentences: Iterable[Iterable[GoldWord]]) -> Facts:
    return _of(list(sentence) for sentence in sentences)


def _of(sentences: Iterable[list[GoldWord]]) -> Facts:
    facts: Facts = {k: set() for k in ("words", "sentences", "upos", "uas", "las")}
    for words in sentences:
        facts["sentences"].add((words[0].start, words[-1].end))
        for word in words:
            place = (word.start, word.end)
            head = words[word.head] if word.head >= 0 else None
            above = (head.start, head.end) if head else None
            facts["words"].add(place)
            facts["upos"].add((*place, word.upos))
            facts["uas"].add((*place, above))
            facts["las"].add((*place, above, word.deprel))
    return facts


def main() -> None:
    """Print the figures of one part of the treebanks as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path, help="the folder that holds treebanks/")
    options.add_argument("--part", default="test", choices=["dev", "test"])
    options.add_argument("--model", type=Path, help="a folder with another model")
    asked = options.parse_args()
    logging.basicConfig(level=logging.INFO)
    language = Language.load(asked.model)
    for bank, stem in BANKS.items():
        gold = list(
            documents(asked.shared / "treebanks" / f"{stem}-{asked.part}.conllu")
        )
        for name, figures in (
            ("gold tokens", on_gold_words(language.network, gold)),
            ("raw text", on_raw_text(language, gold)),
        ):
            shown = {kind: round(100 * value, 2) for kind, value in figures.items()}
            print(bank, asked.part, name, json.dumps(shown))


if __name__ == "__main__":
    main()
