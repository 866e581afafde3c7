"""Exact provenance: which words of which text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from herodotus.errors import SpanError


class Span(BaseModel):
    """A stretch of a stored text, with the words themselves.

    Offsets are Unicode code points, half-open, into the stored text.

    >>> Span.of("32 were killed", 0, 2).quote
    '32'
    """

    model_config = ConfigDict(frozen=True)

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; never empty."""
        if not 0 <= start < end <= len(text):
            raise SpanError(
                f"no words lie between {start} and {end} in a text of {len(text)}",
                start=start,
                end=end,
            )
        return cls(start=start, end=end, quote=text[start:end])

    def check(self, text: str) -> None:
        """Raise SpanError unless `text` holds the quoted words at this place."""
        if text[self.start : self.end] != self.quote:
            raise SpanError(
                f"the text does not read {self.quote!r} at {self.start}",
                start=self.start,
                end=self.end,
            )
