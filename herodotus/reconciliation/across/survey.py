"""The tellings of all theatres, by line: what across reports is worked out from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from herodotus.model import Telling
from herodotus.reconciliation.across.lines import Tally, tally_of
from herodotus.reconciliation.across.words import (
    Line,
    Theatre,
    Word,
    theatres,
    words_of,
)
from herodotus.reconciliation.parties import Parties


class Survey(NamedTuple):
    """One theatre with its words by line, and what each line tells."""

    theatre: Theatre
    parties: Parties
    lines: dict[Line, list[Word]]
    tallies: dict[Line, Tally]


def survey(tellings: Iterable[Telling]) -> list[Survey]:
    """One survey for each theatre, wars first; the order of tellings is nothing."""
    return [survey_of(theatre) for theatre in theatres(tellings)]


def survey_of(theatre: Theatre) -> Survey:
    """The survey of one theatre."""
    parties = theatre.parties()
    lines = words_of(theatre, parties)
    in_war = theatre.where.conflict is not None
    tallies = {line: tally_of(words, in_war=in_war) for line, words in lines.items()}
    return Survey(theatre, parties, lines, tallies)
