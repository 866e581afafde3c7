"""A report told from the start: who speaks, when and where, for claims of every kind.

A claim says what; the telling adds what all claims share: the voice that answers for
the words, the day and the place that they are tied to, whether it is history, and
whether somebody disputes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypedDict

from herodotus.model import Stance
from herodotus.reading.denials import Denial, find_denials, is_of
from herodotus.reading.quantities import Quantity, find_quantities
from herodotus.reading.scene import Scene
from herodotus.reading.statements import find_statements
from herodotus.reading.voices import Voice, Voices
from herodotus.reading.when import When, when
from herodotus.reading.where import Spot, where


@dataclass(frozen=True)
class Happening:
    """Something that a clause tells: its trigger (a token) and its words."""

    trigger: int
    start: int
    end: int
    agent: int | None = None
    more: bool = False
    toll: bool = False

    @property
    def number(self) -> tuple[int, int]:
        """Where the words stand that times and places are measured from."""
        return self.start, self.start


class Said(TypedDict, total=False):
    """The fields of a claim that tell who says it."""

    attributed_to: str | None
    speaker: str | None
    attribution_cue: str | None
    stance: Stance
    relayed_by: str | None


class Located(TypedDict):
    """The fields of a claim that tell where."""

    place: str | None
    lat: float | None
    lon: float | None
    place_precision: int | None


class Dated(TypedDict):
    """The fields of a claim that tell when."""

    date_start: date | None
    date_end: date | None
    date_precision: int | None


class Shared(Said, Located, Dated):
    """The fields that claims of every kind have, their words apart."""

    background: bool
    denied: bool


class Telling:
    """One report's voices, times and places, ready to be asked about a clause."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The counts of the report; read when first asked."""
        return find_quantities(self.scene.report.text)

    @cached_property
    def voices(self) -> Voices:
        """The statements of the report with their sources; settled when first asked."""
        scene = self.scene
        found = find_statements(
            scene.report.text, scene.trees, scene.analysis.attributions
        )
        return Voices(scene, found)

    def shared(
        self,
        happening: Happening,
        number: int,
        *,
        losers: str | None = None,
        doers: frozenset[str] = frozenset(),
        ground: bool = False,
    ) -> Shared:
        """Voice, place and time of what a clause of sentence `number` tells.

        `losers`, `doers` and `ground` are as in `is_denied`.
        """
        tree = self.scene.trees[number]
        period = when(happening, tree, self.scene)
        spot = where(happening, tree, self.scene, period=period, victims=None)
        voice = self.voices.at(happening.start)
        return {
            **told_at(period),
            **located(spot),
            **said(voice),
            "background": period.background,
            "denied": self.is_denied(
                happening.start,
                happening.end,
                voice,
                losers=losers,
                doers=doers,
                ground=ground,
            ),
        }

    @cached_property
    def denials(self) -> tuple[Denial, ...]:
        """Who disputes what in the report; found when first asked."""
        return find_denials(self.scene, self.voices)

    def is_denied(
        self,
        start: int,
        end: int,
        voice: Voice | None,
        *,
        losers: str | None = None,
        doers: frozenset[str] = frozenset(),
        background: bool = False,
        ground: bool = False,
    ) -> bool:
        """Whether another party denies a claim's words, or the blame for its deed.

        `losers` is the side of its victims, where they are fighters; `doers` are those
        who did it, as far as the words tell; `ground` marks a claim of ground.
        """
        for statement, other in self.voices.denials(start, end, of=voice):
            if voice is not None and other.party == voice.party:
                continue
            if statement.covers(start):
                return True
        if self._is_denied_beside(start, end, voice):
            return True
        return not background and any(
            is_of(
                denial,
                start,
                voice,
                self.scene,
                losers=losers,
                doers=doers,
                ground=ground,
            )
            for denial in self.denials
        )

    def _is_denied_beside(self, start: int, end: int, voice: Voice | None) -> bool:
        """Whether words just behind deny it: "…, a figure that Kenya dismissed"."""
        here = self.scene.sentence_of(start)
        return voice is not None and any(
            voice.side is not None
            and other.side not in {None, voice.side}
            and (
                self.voices.points_back(statement)
                or self.scene.sentence_of(statement.cue[0]) == here
            )
            and 0 <= statement.cue[0] - end <= 400
            for statement, other in self.voices.denials(start, end + 400, of=voice)
        )


def said(voice: Voice | None) -> Said:
    """Who says it, as fields of a claim; nothing where the reporter does."""
    if voice is None:
        return {}
    return {
        "attributed_to": voice.party,
        "speaker": voice.speaker,
        "attribution_cue": voice.cue,
        "stance": voice.stance,
        "relayed_by": voice.relayed_by,
    }


def located(spot: Spot) -> Located:
    """Where it happened, as fields of a claim."""
    place = spot.place
    return {
        "place": spot.name,
        "lat": place.lat if place is not None else None,
        "lon": place.lon if place is not None else None,
        "place_precision": place.precision if place is not None else None,
    }


def told_at(period: When) -> Dated:
    """When it happened, as fields of a claim."""
    return {
        "date_start": period.start,
        "date_end": period.end,
        "date_precision": period.precision,
    }
