"""The embedded English model, from text to analysis."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from herodotus.language.analysis import (
    Analysis,
    AttributionSpans,
    Mention,
    Name,
    Sentence,
    Spans,
    Token,
)
from herodotus.language.context import features, quote_states, window_of
from herodotus.language.lemmas import lemma
from herodotus.language.segments import paragraph_spans, sentence_words
from herodotus.language.words import Span

if TYPE_CHECKING:
    from herodotus.language.network import Network, SentenceReading
    from herodotus.language.spans import Tagged

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
        mentions: list[Mention] = []
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
                mentions.extend(
                    Mention(words[start][0], words[end - 1][1], label)
                    for start, end, label in reading.mentions
                )
            if any(reading.cues for reading in readings):
                attributions.extend(self._attributions(text, spans, readings))
        return Analysis(
            text, tuple(sentences), tuple(names), tuple(attributions), tuple(mentions)
        )

    def _attributions(
        self,
        text: str,
        sentences: Sequence[Sequence[Span]],
        readings: Sequence[SentenceReading],
    ) -> list[AttributionSpans]:
        """Link every cue of a paragraph to its source and its content.

        What says nothing is no attribution.
        """
        import numpy as np

        words = [span for sentence in sentences for span in sentence]
        lengths = [len(sentence) for sentence in sentences]
        starts = [0, *accumulate(lengths)]
        quotes = quote_states([text[s:e] for s, e in words])
        cues = [
            (home, start + cue.start, start + cue.end)
            for home, (start, reading) in enumerate(zip(starts, readings, strict=False))
            for cue in reading.cues
        ]
        found = []
        for home, cue_start, cue_end in cues:
            window = slice(*window_of(lengths, home))
            first, last = starts[window.start], starts[window.stop]
            roles = self.network.read_roles(
                np.concatenate([one.vectors for one in readings[window]]),
                features(
                    lengths[window],
                    quotes[first:last],
                    ((s - first, e - first) for _, s, e in cues if first <= s < last),
                    cue=(cue_start - first, cue_end - first),
                ),
            )
            content = _placed(roles, "content", words, first)
            if content:
                cue = (words[cue_start][0], words[cue_end - 1][1])
                source = _nearest(_placed(roles, "source", words, first), cue)
                found.append(AttributionSpans(source, (cue,), content))
        return found


def _placed(
    roles: Sequence[Tagged], label: str, words: Sequence[Span], first: int
) -> Spans:
    """Return where the spans of one role stand in the text."""
    return tuple(
        (words[first + one.start][0], words[first + one.end - 1][1])
        for one in roles
        if one.label == label
    )


def _nearest(sources: Spans, cue: Span) -> Spans:
    """Return the source next to the cue: an attribution has one."""
    return tuple(
        sorted(sources, key=lambda one: max(cue[0] - one[1], one[0] - cue[1]))[:1]
    )


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
