"""All that a report claims: tolls, silences, materiel, control and events."""

from __future__ import annotations

from herodotus.model import Claim
from herodotus.reading.casualty_claims import casualty_claims
from herodotus.reading.confidence import sure
from herodotus.reading.control import control_claims
from herodotus.reading.events import event_claims
from herodotus.reading.materiel import materiel_claims
from herodotus.reading.nondisclosure import lone_silences
from herodotus.reading.relevance import leads_with_other_cause, tells_of_conflict
from herodotus.reading.repeats import headline_end, once
from herodotus.reading.scene import Scene
from herodotus.reading.telling import Telling


def find_claims(scene: Scene) -> list[Claim]:
    """The claims of one report in text order, each with its id and confidence."""
    telling = Telling(scene)
    claims = sure(told_claims(telling), telling)
    return [claim.identified(scene.report.sha256) for claim in claims]


def told_claims(telling: Telling) -> list[Claim]:
    """What one report claims, in text order.

    Events are looked for in any report but one that leads with a disaster, a disease or
    a match; tolls, losses of materiel and changes of control only in one that tells of
    armed conflict. A report of another matter may still recall an attack or a war.
    """
    scene = telling.scene
    text = scene.report.text
    body = text[scene.report.body_start :]
    found: list[Claim] = []
    aside = leads_with_other_cause(body)
    if scene.groups or tells_of_conflict(text):
        tolls = [*casualty_claims(telling, aside=aside)]
        found += once(tolls, headline_end(text, scene.report.body_start))
        if not aside:
            found += materiel_claims(telling)
            found += control_claims(telling)
    elif not aside:
        found += once(lone_silences(scene), headline_end(text, scene.report.body_start))
    if not aside:
        found += event_claims(telling)
    found.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
    return found
