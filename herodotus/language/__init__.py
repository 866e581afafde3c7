"""Text to sentences, trees, names and attributions: the embedded English model."""

from herodotus.language.analysis import (
    Analysis,
    AttributionSpans,
    Mention,
    Name,
    Sentence,
    Token,
)
from herodotus.language.language import Language

__all__ = [
    "Analysis",
    "AttributionSpans",
    "Language",
    "Mention",
    "Name",
    "Sentence",
    "Token",
]
