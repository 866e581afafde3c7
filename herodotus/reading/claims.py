"""All that a report claims: tolls, silences, materiel, control and events."""

from __future__ import annotations

from herodotus.model import Claim
from herodotus.reading.casualty_claims import casualty_claims
from herodotus.reading.control import control_claims
from herodotus.reading.events import event_claims
from herodotus.reading.materiel import materiel_claims
from herodotus.reading.relevance import tells_of_conflict
from herodotus.reading.repeats import headline_end, once
from herodotus.reading.scene import Scene
from herodotus.reading.telling import Telling


def find_claims(scene: Scene) -> list[Claim]:
    """The claims of one report, in text order.

    Events are looked for in any report; tolls, losses of materiel and changes of
    control only in one that tells of armed conflict.
    """
    text = scene.report.text
    telling = Telling(scene)
    found: list[Claim] = []
    if scene.groups or tells_of_conflict(text):
        tolls = [*casualty_claims(telling)]
        found += once(tolls, headline_end(text, scene.report.body_start))
        found += materiel_claims(telling)
        found += control_claims(telling)
    found += event_claims(telling)
    found.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
    return [claim.identified(scene.report.sha256) for claim in found]
