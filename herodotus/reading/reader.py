"""The reader: a report in, a reading out. Loads the language model once."""

from __future__ import annotations

from typing import Any

from herodotus.language import Language
from herodotus.model import Reading, Report
from herodotus.reading.claims import find_claims
from herodotus.reading.naming import references
from herodotus.reading.scene import Scene
from herodotus.reading.topics import find_topic
from herodotus.reading.toponyms import Toponym

#: The name under which readings of this version are kept.
READER = "herodotus-en-2"


class Reader:
    """Reads reports one by one; what it finds depends on nothing but the report."""

    def __init__(self, language: Language) -> None:
        self._language = language

    @classmethod
    def load(cls) -> Reader:
        """A reader with the model that the package carries."""
        return cls(Language.load())

    def scene(self, report: Report) -> Scene:
        """What the reader sees before it looks for claims."""
        return Scene.of(report, self._language.analyse(prose(report)))

    def read(self, report: Report) -> Reading:
        """The claims of one report, in text order."""
        claims = find_claims(self.scene(report))
        return Reading(report=report, reader=READER, claims=tuple(claims))

    def inspect(self, report: Report) -> dict[str, Any]:  # plain JSON values
        """Sentences, times, places, names, attributions, as the contract has them."""
        analysis = self._language.analyse(report.text)
        whole = report.model_copy(update={"dateline": None, "headers": ()})
        scene = Scene.of(whole, analysis)
        return {
            "sentences": [[t.sentence.start, t.sentence.end] for t in scene.trees],
            "timexes": [
                {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
                for t in scene.times
            ],
            "toponyms": [_place_name(t) for t in scene.place_names],
            "names": [
                {"start": n.start, "end": n.end, "label": n.label}
                for n in scene.analysis.names
            ],
            "mentions": [
                one._asdict()
                for one in references(
                    scene.analysis.mentions, scene.analysis.names, scene.trees
                )
            ],
            "attributions": [
                {
                    "source": [list(s) for s in a.source],
                    "cue": [list(s) for s in a.cue],
                    "content": [list(s) for s in a.content],
                }
                for a in scene.analysis.attributions
            ],
            "topic": _topic(scene),
        }


def _topic(scene: Scene) -> dict[str, str] | None:
    """What the report tells of above all, also where it gives no claims."""
    topic = find_topic(scene)
    return topic._asdict() if topic else None


def _place_name(toponym: Toponym) -> dict[str, Any]:
    """A place name; one that no table holds stands where the report puts it."""
    place = toponym.place or toponym.region
    return {
        "start": toponym.start,
        "end": toponym.end,
        "name": toponym.place.name if toponym.place else toponym.name,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": toponym.place.geonameid if toponym.place else None,
    }


def prose(report: Report) -> str:
    """The text with its header and dateline blanked out, at the same offsets.

    A parser takes "BAKU, Sept 28 (Agency) -" for a part of the first sentence.
    """
    text = report.text
    spans = [*report.headers, *([report.dateline] if report.dateline else [])]
    for start, end in spans:
        if start >= end:
            continue
        text = text[:start] + " " * (end - start - 1) + "\n" + text[end:]
    return text
