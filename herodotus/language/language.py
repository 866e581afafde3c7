"""The embedded English model, from text to analysis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from herodotus.language.analysis import (
    Analysis,
    AttributionSpans,
    Name,
    Sentence,
    Token,
)
from herodotus.language.context import features, quote_states, window_of
from herodotus.language.lemmas import lemma
from herodotus.language.segments import paragraph_spans, sentence_words
from herodotus.language.words import Span

if TYPE_CHECKING:
    from herodotus.language.network import Network, SentenceReading

MODEL = Path(__file__).parent / "model"


class Language:
    """The model, loaded once and used for many texts.

    Attributes:
        network: the graphs underneath, for reading words that are already split.
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    @classmethod
    def load(cls, path: Path | str | None = None) -> Language:
        """Load the model of the package, or one in another folder."""
        from herodotus.language.network import Network

        return cls(Network(Path(path) if path is not None else MODEL))

    def analyse(self, text: str) -> Analysis:
        """Read a whole text.

        A sentence reads the same alone and in any text; only attributions look beyond
        their sentence, and never beyond their paragraph.
        """
        sentences: list[Sentence] = []
        names: list[Name] = []
        attributions: list[AttributionSpans] = []
        for paragraph in paragraph_spans(text):
            spans = sentence_words(text, paragraph)
            readings = [
                self.network.read_sentence([text[s:e] for s, e in words])
                for words in spans
            ]
            for words, reading in zip(spans, readings, strict=True):
                sentences.append(_sentence(text, words, reading))
                names.extend(
                    Name(words[start][0], words[end - 1][1], label)
                    for start, end, label in reading.names
                )
            if any(reading.cues for reading in readings):
                attributions.extend(self._attributions(text, spans, readings))
        return Analysis(text, tuple(sentences), tuple(names), tuple(attributions))

    def _attributions(
        self,
        text: str,
        sentences: Sequence[Sequence[Span]],
        readings: Sequence[SentenceReading],
    ) -> list[AttributionSpans]:
        """Link every cue of a paragraph to its source and its content."""
        import numpy as np

        words = [span for sentence in sentences for span in sentence]
        lengths = [len(sentence) for sentence in sentences]
        starts = [sum(lengths[:index]) for index in range(len(lengths))]
        quotes = quote_states([text[s:e] for s, e in words])
        cues = [
            (start + cue.start, start + cue.end)
            for start, reading in zip(starts, readings, strict=True)
            for cue in reading.cues
        ]
        homes = [home for home, reading in enumerate(readings) for _ in reading.cues]
        found = []
        for cue, home in zip(cues, homes, strict=True):
            window = window_of(lengths, home)
            roles = self.network.read_roles(
                np.concatenate([one.vectors for one in readings[slice(*window)]]),
                features(lengths, quotes, cues, cue=cue, window=window),
            )
            first = starts[window[0]]
            pieces: dict[str, list[Span]] = {"source": [], "content": []}
            for start, end, role in roles:
                pieces[role].append(
                    (words[first + start][0], words[first + end - 1][1])
                )
            found.append(
                AttributionSpans(
                    source=tuple(pieces["source"]),
                    cue=((words[cue[0]][0], words[cue[1] - 1][1]),),
                    content=tuple(pieces["content"]),
                )
            )
        return found


def _sentence(text: str, words: Sequence[Span], reading: SentenceReading) -> Sentence:
    tokens = tuple(
        Token(
            start=start,
            end=end,
            text=text[start:end],
            lemma=lemma(text[start:end], upos, first=index == 0),
            upos=upos,
            head=head,
            deprel=deprel,
        )
        for index, ((start, end), upos, head, deprel) in enumerate(
            zip(words, reading.upos, reading.heads, reading.deprels, strict=True)
        )
    )
    return Sentence(words[0][0], words[-1][1], tokens)
