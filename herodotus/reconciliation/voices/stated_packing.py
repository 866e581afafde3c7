"""Figures that a text states as bytes, to be kept and compared later."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import partial

from herodotus.reconciliation.voices.stated import Passages, Stated

_HEAD = struct.Struct("<HHHH")
_PAIR = struct.Struct("<IH")


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

    >>> from herodotus.reconciliation.voices.stated import stated
    >>> made = stated("The army said 12 soldiers were killed and 30 wounded.")
    >>> unpacked(packed(made)) == made
    True
    """
    count, opening, names, lead = _HEAD.unpack_from(figures)
    form = f"<{count + opening}q{names}I{lead}H"
    held = struct.unpack_from(form, figures, _HEAD.size)
    values, named = held[:count], count + opening + names
    return Stated(
        partial(_passages, values, figures[_HEAD.size + struct.calcsize(form) :]),
        frozenset(values),
        frozenset(values[place] for place in held[named:]),
        frozenset(held[count : count + opening]),
        frozenset(held[count + opening : named]),
    )


def opened(figures: bytes) -> tuple[int, ...]:
    """The `opening` of figures that `packed` made, in order; nothing else is unpacked.

    >>> from herodotus.reconciliation.voices.stated import stated
    >>> made = stated("On Sunday the army said 12 soldiers were killed in the night.")
    >>> opened(packed(made)) == tuple(sorted(made.opening))
    True
    """
    count, opening, _, _ = _HEAD.unpack_from(figures)
    return struct.unpack_from(f"<{opening}q", figures, _HEAD.size + 8 * count)


def _passages(values: Sequence[int], pairs: bytes) -> Passages:
    """Which of the values stand in which passages; most are never asked for them."""
    found: dict[int, set[int]] = {}
    for passage, place in _PAIR.iter_unpack(pairs):
        found.setdefault(passage, set()).add(values[place])
    return {passage: frozenset(told) for passage, told in found.items()}
