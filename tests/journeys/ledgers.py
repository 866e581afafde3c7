"""The ledger that is looked at: reports of our own, read, and judged a little."""

from __future__ import annotations

import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import herodotus
from herodotus.ledger import Ledger
from herodotus.model import Decision, Reading, Report
from herodotus.sources import read_inputs
from herodotus.sources.archive import Archive, reports_of
from herodotus.sources.fetch import Fetched
from tests.samples import EXAMPLES

WARS = Path(__file__).parents[2] / "evaluation" / "wars"
WAR = "Nagorno-Karabakh"

_URL = "https://example.org/news/goris"
_PAGE = f"""<html><body><article>{
    '''
<p>Two men were killed near Goris on Monday, the district governor said. </p>'''
    * 5
}
</article></body></html>""".encode()
_FETCHED = datetime.datetime(2020, 9, 28, 12, tzinfo=datetime.UTC)


class Place(NamedTuple):
    """A page of a server: what it is called, and an address where it shows much."""

    name: str
    address: str


def fill(where: Path, *, data: Path) -> None:
    """Put the examples and made-up reports of four wars into a ledger, as read.

    Two reviewers differ on a claim, another was judged by one of them alone, and the
    page of one report is in the archive of the data folder.
    """
    reader = herodotus.Reader.load()
    sources = sorted([*EXAMPLES.iterdir(), *WARS.glob("*.jsonl")])
    found = [one for one in read_inputs(map(str, sources)) if isinstance(one, Report)]
    with Ledger(where) as ledger:
        ledger.add_all([herodotus.read(report, reader=reader) for report in found])
        ledger.add(_archived(data))
        asked = ledger.claims(conflict=WAR, outcome="killed", limit=2)
        first, second = (telling.claim.id for telling in asked)
        for claim, verdict, by in (
            (first, "accept", "ann"),
            (first, "reject", "bea"),
            (second, "accept", "ann"),
        ):
            ledger.decide(_decided(claim, verdict, by=by))


def places(ledger: Ledger) -> list[Place]:
    """Every page there is; those of one thing show the one with most to it."""
    sizes = [
        (len(ledger.claims(report=card.key)), card.key) for card in ledger.reports()
    ]
    report = max(sizes)[1]
    claims = ledger.claims(conflict=WAR, outcome="killed")
    claim = next(islice(claims, 3, None)).claim.id
    episode = max(ledger.episodes(), key=lambda one: len(one.claims)).id
    archived = next(card.key for card in ledger.reports() if card.url == _URL)
    return [
        Place("start", "/"),
        Place("reports", "/reports"),
        Place("report", f"/reports/{report}"),
        Place("source", f"/reports/{archived}/source"),
        Place("claims", "/claims"),
        Place("claims-filtered", f"/claims?conflict={WAR}&outcome=killed&sort=-number"),
        Place("claims-none", "/claims?text=nowhere"),
        Place("claim", f"/claims/{claim}"),
        Place("claim-disputed", f"/claims/{next(iter(claims)).claim.id}"),
        Place("account", f"/account?conflict={WAR}"),
        Place("account-all", "/account"),
        Place("account-policy", f"/account?conflict={WAR}&policy=ucdp"),
        Place("accounts", f"/accounts/{WAR}"),
        Place("series", f"/series?conflict={WAR}"),
        Place("series-all", "/series"),
        Place("timeline", f"/timeline?conflict={WAR}"),
        Place("timeline-all", "/timeline"),
        Place("map", f"/map?conflict={WAR}"),
        Place("map-all", "/map"),
        Place("contradictions", "/contradictions"),
        Place("episodes", "/episodes"),
        Place("episode", f"/episodes/{episode}"),
        Place("explain", f"/explain?conflict={WAR}"),
        Place("review", "/review"),
        Place("review-second", "/review?second=true&reviewer=cem"),
        Place("disagreements", "/review/disagreements"),
        Place("about", "/about"),
        Place("login", "/login"),
        Place("tokens", "/tokens"),
    ]


def _archived(data: Path) -> Reading:
    """A report whose page is in the archive."""
    archive = Archive(data / "archive")
    headers = (("content-type", "text/html; charset=utf-8"),)
    stream = BytesIO(_PAGE)
    archive.keep(Fetched(_URL, _URL, 200, headers, stream, len(_PAGE), _FETCHED, ()))
    kept = archive.page(archive.entries(_URL)[0])
    assert kept is not None
    (report,) = reports_of(kept)
    return Reading(report=report, reader="by hand")


def _decided(claim: str, verdict: str, *, by: str) -> Decision:
    return Decision.model_validate(
        {
            "claim": claim,
            "verdict": verdict,
            "reviewer": by,
            "moment": "2020-10-09T12:00:00Z",
        }
    )
