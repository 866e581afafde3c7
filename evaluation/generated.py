"""A ledger's worth of made-up reports: as many claims as are asked for, from a seed.

Wars are those of the gazetteer, a few of them large and most of them small (the n-th
has a share of one n-th; long ones come first). Day by day reports tell running totals,
what was added since, the other side's losses, civilians, arms, ground and deeds; about
one in five is a copy of another outlet's report, cut or with a line more. No sentence
is anybody's: words are put together by chance. The readings are made without the
language model, and their spans hold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, NamedTuple

from herodotus.gazetteer import Conflict, known_conflicts
from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Party,
    Reading,
    Report,
)

READER = "generated-1"

#: About so many claims are in a report.
CLAIMS_A_REPORT = 5

#: As many reports as this are kept, to be copied.
_RECENT = 400

_COPIES = 0.2
_OUTLETS = 60
_LAST_DAY = date(2022, 12, 31)
_LONGEST_WAR = 500  # days; of longer ones, so many are told


def readings(claims: int, *, seed: int = 1) -> Iterator[Reading]:
    """Readings with so many claims in all, the same ones for the same seed."""
    chance = random.Random(seed)
    wars = list(known_conflicts())
    chance.shuffle(wars)
    wars.sort(key=_days, reverse=True)
    shares = list(accumulate(1 / place for place in range(1, len(wars) + 1)))
    recent: list[Reading] = []
    made, number = 0, 0
    while made < claims:
        number += 1
        if recent and chance.random() < _COPIES:
            reading = _copy(chance.choice(recent), chance, number)
        else:
            (war,) = chance.choices(wars, cum_weights=shares)
            reading = _told(war, chance, number)
            recent.append(reading)
            if len(recent) > _RECENT:
                recent.pop(chance.randrange(_RECENT))
        made += len(reading.claims)
        yield reading


class _Text:
    """A report as it grows, with the claims that its sentences make."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.claims: list[Claim] = []

    def write(self, words: str) -> int:
        """Add words; where they begin."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start

    def claim(
        self, kind: Callable[..., Claim], before: str, evidence: str, **fields: Any
    ) -> None:
        """Add a stretch of a sentence that makes a claim, and what stands before it."""
        self.write(before)
        start = self.write(evidence)
        span = {"start": start, "end": start + len(evidence), "evidence": evidence}
        self.claims.append(kind(**span, **fields))


class _Scene(NamedTuple):
    """What a report is about."""

    war: Conflict
    day: date
    own: str
    enemy: str
    place: str
    chance: random.Random


def _told(war: Conflict, chance: random.Random, number: int) -> Reading:
    day = war.start + timedelta(chance.randrange(_days(war)))
    sides = [war.a[0], war.b[0]]
    chance.shuffle(sides)
    place = chance.choice([war.place, *war.places])
    scene = _Scene(war, day, sides[0], sides[1], place, chance)
    text = _Text()
    text.write(f"{place}, {day:%B} {day.day} - ")
    kinds = [_running_total, *chance.sample(_SENTENCES, 3)]
    for sentence in kinds:
        _filler(text, chance, chance.randrange(1, 4))
        sentence(text, scene)
    _filler(text, chance, chance.randrange(1, 4))
    return _reading("".join(text.parts), text.claims, scene.day, place, chance, number)


def _days(war: Conflict) -> int:
    """How many days of a war are told."""
    last = min(war.end or _LAST_DAY, _LAST_DAY)
    return min(max(1, (last - war.start).days), _LONGEST_WAR)


def _copy(original: Reading, chance: random.Random, number: int) -> Reading:
    """The same report in another outlet, with a line more, or without its last."""
    report = original.report
    text = report.text
    if chance.random() < 0.5:
        text += f" {_line(chance)}"
    else:
        end = text.rindex(".", 0, len(text) - 1) + 1
        if end > max(claim.end for claim in original.claims):
            text = text[:end]
    day = (report.date or _LAST_DAY) + timedelta(chance.randrange(2))
    claims = [claim.model_copy(update={"id": ""}) for claim in original.claims]
    return _reading(text, claims, day, report.place, chance, number)


def _reading(
    text: str,
    claims: Sequence[Claim],
    day: date,
    place: str | None,
    chance: random.Random,
    number: int,
) -> Reading:
    report = Report.of(
        text,
        id=f"g{number}",
        date=day,
        place=place,
        title=_line(chance).rstrip("."),
        publisher=f"Outlet {chance.randrange(_OUTLETS)}",
        url=f"https://example.org/{number}",
        language="en",
    )
    named = tuple(claim.identified(report.sha256) for claim in claims)
    return Reading(report=report, reader=READER, claims=named)


# What is told


def _toll(scene: _Scene, side: str, status: str) -> tuple[int, int]:
    """A side's losses up to the day and of that day, the same for all who tell them."""
    days = (scene.day - scene.war.start).days + 1
    rate = random.Random(f"{scene.war.name}|{side}|{status}").randrange(2, 30)
    if status == "civilian":
        rate = max(1, rate // 4)
    today = random.Random(f"{scene.war.name}|{side}|{status}|{days}").randrange(rate)
    return rate * days + today, max(1, today)


def _running_total(text: _Text, scene: _Scene) -> None:
    total, today = _toll(scene, scene.own, "combatant")
    own = {
        "outcome": "killed",
        "victims": "soldiers",
        "victim_side": scene.own,
        "victim_status": "combatant",
        "attributed_to": f"{scene.own} Ministry of Defence",
        "attribution_cue": "said",
        "place": scene.war.place,
        "rule": "generated",
    }
    text.claim(
        CasualtyClaim,
        f" The {scene.own} defence ministry said ",
        f"{total:,} of its soldiers had been killed since the fighting began",
        low=total,
        high=total,
        text=f"{total:,}",
        counting="cumulative",
        date_start=scene.war.start,
        date_end=scene.day,
        confidence=0.9,
        **own,
    )
    text.claim(
        CasualtyClaim,
        ", among them ",
        f"{today} more soldiers who died on {scene.day:%A}",
        low=today,
        high=today,
        text=f"{today} more",
        counting="new",
        date_start=scene.day,
        date_end=scene.day,
        confidence=0.8,
        **own,
    )
    text.write(".")


def _civilians(text: _Text, scene: _Scene) -> None:
    total, today = _toll(scene, scene.enemy, "civilian")
    told: dict[str, Any] = {
        "victims": "civilians",
        "victim_side": scene.enemy,
        "victim_status": "civilian",
        "attributed_to": scene.enemy,
        "attribution_cue": "according to",
        "perpetrator": scene.own,
        "cause": "shelling",
        "place": scene.place,
        "date_end": scene.day,
        "rule": "generated",
    }
    text.claim(
        CasualtyClaim,
        f" According to officials of {scene.enemy}, shelling of {scene.place} killed ",
        f"{today} civilians",
        outcome="killed",
        low=today,
        high=today,
        text=f"{today}",
        date_start=scene.day,
        confidence=0.85,
        **told,
    )
    text.claim(
        CasualtyClaim,
        " and wounded ",
        f"at least {today * 2} others",
        outcome="injured",
        low=today * 2,
        text=f"at least {today * 2}",
        date_start=scene.day,
        confidence=0.7,
        **told,
    )
    text.claim(
        CasualtyClaim,
        "; ",
        f"{total} civilians have been killed in all",
        outcome="killed",
        low=total,
        high=total,
        text=f"{total}",
        counting="cumulative",
        date_start=scene.war.start,
        confidence=0.75,
        **told,
    )
    text.write(".")


def _enemy(text: _Text, scene: _Scene) -> None:
    _, today = _toll(scene, scene.enemy, "combatant")
    text.claim(
        CasualtyClaim,
        f" Troops of {scene.own} claimed that ",
        f"about {today * 3} fighters of {scene.enemy} were killed",
        outcome="killed",
        low=today * 3,
        high=today * 3,
        approx=True,
        text=f"about {today * 3}",
        victims="fighters",
        victim_side=scene.enemy,
        victim_status="combatant",
        perpetrator=scene.own,
        attributed_to=scene.own,
        attribution_cue="claimed",
        place=scene.place,
        date_start=scene.day,
        date_end=scene.day,
        rule="generated",
        confidence=0.8,
    )
    text.write(f" near {scene.place}.")


def _silence(text: _Text, scene: _Scene) -> None:
    text.claim(
        NondisclosureClaim,
        " ",
        f"{scene.enemy} has not said how many soldiers it lost",
        side=scene.enemy,
        victim_status="combatant",
        rule="generated",
        confidence=0.6,
    )
    text.write(".")


def _arms(text: _Text, scene: _Scene) -> None:
    number = scene.chance.randrange(1, 12)
    text.claim(
        MaterielClaim,
        " ",
        f"{number} tanks were destroyed",
        item="tank",
        low=number,
        high=number,
        text=str(number),
        owner_side=scene.enemy,
        perpetrator=scene.own,
        attributed_to=scene.own,
        attribution_cue="added",
        date_start=scene.day,
        date_end=scene.day,
        rule="generated",
        confidence=0.8,
    )
    text.write(", it added.")


def _ground(text: _Text, scene: _Scene) -> None:
    text.claim(
        ControlClaim,
        " ",
        f"Forces of {scene.own} took {scene.place}",
        action="captured",
        by=scene.own,
        place=scene.place,
        date_start=scene.day,
        date_end=scene.day,
        rule="generated",
        confidence=0.7,
    )
    text.write(".")


def _deed(text: _Text, scene: _Scene) -> None:
    text.claim(
        EventClaim,
        " ",
        f"Artillery of {scene.own} shelled positions of {scene.enemy}",
        plover="ASSAULT",
        plover_mode="heavy-weapons",
        cameo="194",
        acled_event_type="Explosions/Remote violence",
        acled_sub_event_type="Shelling/artillery/missile attack",
        contexts=("military",),
        initiators=(Party(name=scene.own, sector="MIL"),),
        targets=(Party(name=scene.enemy, sector="MIL"),),
        place=scene.place,
        date_start=scene.day,
        date_end=scene.day,
        rule="generated",
        confidence=0.8,
    )
    text.write(f" around {scene.place}.")


_SENTENCES = (_civilians, _enemy, _silence, _arms, _ground, _deed)


# What stands between


def _filler(text: _Text, chance: random.Random, sentences: int) -> None:
    for _ in range(sentences):
        text.write(f" {_line(chance)}")


def _line(chance: random.Random) -> str:
    """A sentence of words put together by chance, as long as those of the news."""
    words = chance.choices(_WORDS, cum_weights=_OFTEN, k=chance.randrange(14, 26))
    return " ".join(words).capitalize() + "."


def _vocabulary(size: int = 6000) -> list[str]:
    """Words of two or three syllables, no two the same, always the same ones."""
    chance = random.Random(0)
    words: dict[str, None] = {}
    while len(words) < size:
        length = chance.choice((1, 2, 2, 3, 3))
        words["".join(chance.choice(_SYLLABLES) for _ in range(length))] = None
    return list(words)


_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"] + [
    first + vowel + last
    for first in "bdklmnrst"
    for vowel in "aeiou"
    for last in "nrst"
]
_WORDS = _vocabulary()
_OFTEN = list(accumulate(1 / place for place in range(1, len(_WORDS) + 1)))
