"""A reader by hand, so that the command line is tested apart from the model."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus.model import Reading, Report
from tests.samples import front, karabakh


class ByHand:
    """Finds the known claims of two reports, none elsewhere; fails on demand."""

    def read(self, report: Report) -> Reading:
        if "unreadable" in report.text:
            raise RuntimeError("the reader stumbled")
        known = {one.report.text: one.claims for one, _ in (karabakh(), front())}
        claims = known.get(report.text, ())
        return Reading(report=report, reader="by hand", claims=claims)

    def inspect(self, report: Report) -> dict[str, Any]:
        end = report.text.index(".") + 1
        words = "Nagorno-Karabakh"
        start = max(report.text.find(words), 0)
        return {
            "sentences": [[0, end]],
            "timexes": [
                {"start": 0, "end": 7, "type": "DATE", "value": "2020-09-29"},
            ],
            "toponyms": [
                {
                    "start": start,
                    "end": start + len(words),
                    "name": words,
                    "lat": 39.8,
                    "lon": 46.75,
                    "geonameid": None,
                }
            ],
            "names": [{"start": start, "end": start + 7, "label": "location"}],
            "attributions": [
                {"source": [[0, 7]], "cue": [[8, 10]], "content": [[11, end]]}
            ],
            "topic": {"event_type": "Battles", "sub_event_type": "Armed clash"},
        }


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the reader by hand in the place of the one with the model."""
    monkeypatch.setattr("herodotus.cli.work.load_reader", ByHand)
