"""A small ledger's view by hand: three reports of one war, for the tests of exports."""

from __future__ import annotations

from datetime import date

from herodotus.exports.view import View
from herodotus.model import (
    Account,
    Card,
    CasualtyClaim,
    Claim,
    Episode,
    Face,
    Flag,
    Period,
    Reading,
    Report,
    Telling,
    Toll,
)
from tests.samples import DAY, SUNDAY, casualty, front, karabakh, reading_of

WAR = "Nagorno-Karabakh war of 2020"
BASE = "https://example.org/war"

#: The agency of the third report, and words that would act on a page or in a wiki.
SHARP = """\
STEPANAKERT — Officials in Stepanakert raised the toll among their soldiers to 103 on
Wednesday | a mayor spoke of "{{dozens}}" more ''missing'' <b>in [[Shushi]]</b>.
"""


def cards_of(reading: Reading, **known: str) -> Card:
    """The card of a reading's report."""
    report = reading.report
    fields = {
        "key": report.sha256[:16],
        "id": report.id,
        "sha256": report.sha256,
        "date": report.date,
        "place": report.place,
        "title": report.title,
        "url": report.url,
        "publisher": report.publisher,
    }
    return Card.model_validate(fields | known)


def third() -> Reading:
    """A report of the day after, with signs that mean something elsewhere."""
    claims: list[Claim] = [
        casualty(
            SHARP,
            "raised the toll among their soldiers to 103",
            low=103,
            high=103,
            text="to 103",
            counting="cumulative",
            attributed_to="Nagorno-Karabakh",
            victim_side="Nagorno-Karabakh",
            victim_status="combatant",
            date_start=SUNDAY,
        ),
        casualty(
            SHARP,
            "spoke of \"{{dozens}}\" more ''missing'' <b>in [[Shushi]]</b>",
            low=24,
            text="{{dozens}}",
            outcome="missing",
            attributed_to="Shushi mayor",
            victim_side="Nagorno-Karabakh",
        ),
    ]
    return reading_of(
        SHARP,
        claims,
        date=date(2020, 9, 30),
        place="Stepanakert",
        id="third-2020",
        title="Toll rises | {{update}}",
        url="https://example.org/news?id=3|4",
        publisher="Example [Post]",
    )


def readings() -> list[Reading]:
    """The three reports, as they were read."""
    return [karabakh()[0], front()[0], third()]


def texts() -> dict[str, Report]:
    """The reports by their key."""
    return {reading.report.sha256[:16]: reading.report for reading in readings()}


def view(*, policy: str = "default") -> View:
    """The view: an account with faces, and two events, one of them placed nowhere."""
    tellings = [
        Telling(
            claim,
            cards_of(reading),
            voice=reading.report.sha256[:16],
            conflict=WAR,
            country="AZE",
            copies=2 if reading.report.id == "karabakh-2020" else 1,
        )
        for reading in readings()
        for claim in reading.claims
    ]
    ids = {telling.claim.evidence: telling.claim.id for telling in tellings}
    own = next(key for words, key in ids.items() if words.startswith("84 of"))
    later = next(key for words, key in ids.items() if "to 103" in words)
    enemy = next(key for words, key in ids.items() if words.startswith("about 400"))
    silent = next(key for words, key in ids.items() if "not disclosed" in words)
    both = next(key for words, key in ids.items() if "both sides to 97" in words)
    events = [telling.claim.id for telling in tellings if telling.claim.kind == "event"]
    soldiers = Toll(
        conflict=WAR,
        side="Nagorno-Karabakh",
        status="combatant",
        outcome="killed",
        period=Period(start=SUNDAY, end=DAY),
        low=84,
        best=103,
        high=103,
        said_by=("Nagorno-Karabakh",),
        reasons=(later, own),
    )
    enemies = Toll(
        conflict=WAR,
        side="Azerbaijan",
        status="combatant",
        outcome="killed",
        period=Period(start=SUNDAY, end=DAY),
        low=0,
        best=None,
        high=400,
        reasons=(enemy, silent),
        undisclosed=True,
    )
    account = Account(
        policy=policy,
        tolls=(enemies, soldiers),
        faces=(
            face("Nagorno-Karabakh", "own", 103, 103, (later, own), "Nagorno-Karabakh"),
            face("Azerbaijan", "enemy", 400, 400, (enemy,), "Armenia"),
            Face(
                conflict=WAR,
                side="Azerbaijan",
                status="combatant",
                outcome="killed",
                teller="own",
                low=None,
                high=None,
                claims=(silent,),
                undisclosed=True,
            ),
            Face(
                conflict=WAR,
                side="both",
                status="mixed",
                outcome="killed",
                teller="reporter",
                low=97,
                high=97,
                claims=(both,),
            ),
        ),
        contradictions=((own, enemy),),
        flags=(Flag(type="total_falls", claims=(own,), note="97 is less than 103."),),
    )
    episodes = (
        Episode(
            id="e1",
            conflict=WAR,
            place="Jabrayil",
            country="AZE",
            lat=39.4,
            lon=47.03,
            place_precision=1,
            date_start=SUNDAY,
            date_end=DAY,
            date_precision=2,
            a=("Azerbaijan",),
            b=("Nagorno-Karabakh", "Armenia"),
            type=1,
            tolls=(soldiers, enemies),
            claims=(later, own, enemy, silent),
            reports=tuple(texts()),
        ),
        Episode(id="e2", conflict=WAR, a=("Azerbaijan",), claims=tuple(events)),
    )
    return View(
        account=account,
        tellings=tuple(tellings),
        episodes=episodes,
        policy=policy,
        base=BASE,
    )


def face(
    side: str,
    teller: str,
    low: int,
    high: int,
    claims: tuple[str, ...],
    said_by: str,
) -> Face:
    """What one teller makes of a side's soldiers."""
    return Face.model_validate(
        {
            "conflict": WAR,
            "side": side,
            "status": "combatant",
            "outcome": "killed",
            "teller": teller,
            "low": low,
            "high": high,
            "said_by": (said_by,),
            "claims": claims,
        }
    )


def casualties(of: View) -> list[CasualtyClaim]:
    """The claims of people lost, in the order of the view."""
    return [
        telling.claim
        for telling in of.tellings
        if isinstance(telling.claim, CasualtyClaim)
    ]
