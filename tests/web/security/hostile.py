"""A ledger in which every field of every report, claim and decision would do harm.

For the tests here, and for a browser that looks at every page of it and finds that
nothing has run: what would run sets `window.harmed`, or asks for an address of
`evil.example`.
"""

from __future__ import annotations

import html
from datetime import UTC, datetime
from io import BytesIO

from herodotus.ledger import Ledger
from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    Decision,
    EventClaim,
    Failure,
    MaterielClaim,
    NondisclosureClaim,
    Party,
    Reading,
    Report,
)
from herodotus.reconciliation import relate
from herodotus.sources.feeds import reports
from herodotus.sources.kinds import Known
from tests.ledger import war

#: What a script of theirs would do, and what a template of theirs would come to.
RUNS = "window.harmed=1"
SUM = "{{4321*1234}}", str(4321 * 1234)

#: Ways out of wherever a text may stand: an element, an attribute, a script, a style, a
#: comment, a string of JSON, a template; then direction, controls, and formulas.
WAYS_OUT = (
    f"<script>{RUNS}</script>",
    f"\"><img src=x onerror='{RUNS}'>",
    f"' onmouseover='{RUNS}' autofocus onfocus='{RUNS}",
    f"</script><script>{RUNS}//",
    f"</title></textarea></style><svg/onload={RUNS}>",
    f"--><iframe srcdoc='<script>parent.{RUNS}</script>'>",
    f"]]><a href='javascript:{RUNS}'>x</a>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;//evil.example'>",
    "<form action='//evil.example'><button>x</button>",
    "[x](javascript:window.harmed=1) ![](//evil.example/x.png)",
    f"{SUM[0]}{{% raw %}}{{{{config}}}}${{4321*1234}}#{{4321*1234}}<%= 4321*1234 %>",
    "\\u003cscript\\u003e \\\" \\' &lt;script&gt; %3Cscript%3E",
    "\u202eesrever\u202c \u2066lone\u2069 \u200b\u200f\ufeff",
    "\x1b[31mred\x1b[0m\x07\x08\x85\u2028\u2029",
    "{{Infobox}} [[Category:Evil]] <nowiki> |} ~~~~ __TOC__",
)

HARM = " ".join(WAYS_OUT)

FORMULAS = (
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
)

JAVASCRIPT = f"javascript:{RUNS}//https://news.example/"
ADDRESS = f'https://news.example/"><script>{RUNS}</script>'

#: The words of figures, whose places claims point at; harm stands on each side.
TEXT = f"""{HARM}

The ministry <b>said</b> that 5 people died & "7 soldiers" were killed. {HARM}

It destroyed 3 tanks and took <i>Evilville</i>. It has not told its losses. {HARM}
"""


def harmful(field: str) -> str:
    """The text of a field, which says which field it is."""
    return f"{field}: {HARM}"


def fill(ledger: Ledger) -> None:
    """Put harm into every field there is."""
    ledger.add_all([_reading(number) for number in range(len(FORMULAS))])
    ledger.add_all([_of_feed(report) for report in _fed()])
    failure = Failure(id=harmful("id"), error="TooLong", message=harmful("message"))
    ledger.fail(failure)
    claims = [telling.claim for telling in ledger.told()]
    for number, claim in enumerate(claims):
        for decision in _decisions(number, claim):
            ledger.decide(decision)
    ledger.rights.add("<script>window.harmed=1</script>", "reader", by=harmful("by"))


def _reading(number: int) -> Reading:
    """A report all of whose fields are harmful, and claims of every kind of it."""
    formula = FORMULAS[number]
    report = Report.of(
        f"{formula}\n{TEXT}",
        id=f"{formula}{harmful('id')}",
        date=war.day(5 + number % 2),
        place=harmful("place"),
        title=f"{formula}{harmful('title')}",
        url=(JAVASCRIPT, ADDRESS, formula)[number % 3],
        publisher=f"{formula}{harmful('publisher')}",
        author=harmful("author"),
        language="en",
        agency=harmful("agency"),
        origin=harmful("origin"),
    )
    named = tuple(
        claim.identified(report.sha256) for claim in _claims(report.text, formula)
    )
    related = relate(named, text=report.text)
    return Reading(report=report, reader="by hand", claims=related)


def _claims(text: str, formula: str) -> list[Claim]:
    def at(words: str) -> dict[str, object]:
        start = text.index(words)
        return {
            "start": start,
            "end": start + len(words),
            "evidence": words,
            "attributed_to": f"{formula}{harmful('attributed_to')}",
            "speaker": harmful("speaker"),
            "attribution_cue": harmful("attribution_cue"),
            "relayed_by": harmful("relayed_by"),
            "place": f"{formula}{harmful('place')}",
            "lat": 39.8,
            "lon": 46.7,
            "place_precision": 3,
            "date_start": war.day(4),
            "date_end": war.day(4),
            "rule": harmful("rule"),
            "confidence": 0.2,
        }

    sides = {
        "perpetrator": harmful("perpetrator"),
        "text": f"{formula}{harmful('text')}",
    }
    harmed = {
        **sides,
        "victims": harmful("victims"),
        "victim_side": f"{formula}{harmful('victim_side')}",
        "cause": harmful("cause"),
        "counting": "cumulative",
    }
    soldiers = {**harmed, "victim_status": "combatant"}
    party = Party(name=harmful("party"), country="EVL", sector=harmful("sector"))
    made: list[Claim] = [
        CasualtyClaim.model_validate(
            at("5 people died") | harmed | {"outcome": "killed", "low": 5, "high": 5}
        ),
        CasualtyClaim.model_validate(
            at('"7 soldiers" were killed')
            | soldiers
            | {"outcome": "killed", "low": 7, "high": None, "denied": True}
        ),
        MaterielClaim.model_validate(
            at("3 tanks")
            | sides
            | {"item": "tank", "low": 3, "high": 3, "owner_side": harmful("owner")}
        ),
        ControlClaim.model_validate(
            at("took <i>Evilville</i>")
            | {"action": "captured", "by": f"{formula}{harmful('by')}"}
        ),
        NondisclosureClaim.model_validate(
            at("It has not told its losses") | {"side": harmful("side")}
        ),
        EventClaim.model_validate(
            at("destroyed 3 tanks")
            | {
                "plover": harmful("plover"),
                "plover_mode": harmful("plover_mode"),
                "cameo": harmful("cameo"),
                "acled_event_type": "Battles",
                "acled_sub_event_type": "Armed clash",
                "contexts": (harmful("context"),),
                "initiators": (party,),
                "targets": (party,),
                "weapon": harmful("weapon"),
            }
        ),
    ]
    return sorted(made, key=lambda claim: claim.start)


def _fed() -> list[Report]:
    """The reports of a feed whose items would do harm."""
    told = html.escape(HARM, quote=True)
    for sign in ("\x1b", "\x07", "\x08"):  # no XML has these
        told = told.replace(sign, "")
    article = html.escape(
        "<article>"
        + "".join(
            f"<p>The ministry said that 5 people died on Sunday, part {number}. "
            f"{html.escape(WAYS_OUT[number % len(WAYS_OUT)])}</p>"
            for number in range(20)
        )
        + f"<script>{RUNS}</script><img src=x onerror={RUNS}></article>"
    )
    for sign in ("\x1b", "\x07", "\x08"):
        article = article.replace(sign, "")
    feed = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>{told}</title>
<item><title>{told}</title><link>javascript:{RUNS}</link><author>{told}</author>
<guid>{told}</guid><pubDate>Mon, 05 Oct 2020 10:00:00 GMT</pubDate>
<content:encoded>{article}</content:encoded></item>
<item><title>{told}</title><link>https://news.example/&quot;&gt;&lt;x&gt;</link>
<guid>2</guid><content:encoded>{article}</content:encoded></item>
</channel></rss>"""
    found = reports(BytesIO(feed.encode()), harmful("feed"), Known())
    return [one for one in found if isinstance(one, Report)]


def _of_feed(report: Report) -> Reading:
    words = "5 people died"
    claim = war.killed(report.text, words, 5, victim_side=harmful("victim_side"))
    named = (claim.identified(report.sha256),)
    return Reading(report=report, reader="by hand", claims=named)


def _decisions(number: int, claim: Claim) -> list[Decision]:
    """What reviewers with harmful names hold of a claim, and why."""
    formula = FORMULAS[number % len(FORMULAS)]
    first = Decision(
        claim=claim.id,
        verdict=("accept", "reject", "skip", "edit")[number % 4],
        reviewer=f"{formula}{harmful('reviewer')}",
        moment=datetime(2020, 10, 9, 12, tzinfo=UTC),
        changes={"place": harmful("changed place")} if number % 4 == 3 else {},
        note=f"{formula}{harmful('note')}",
    )
    if number % 3:
        return [first]
    other = {"reviewer": f"Other {HARM}", "verdict": "accept", "changes": {}}
    return [first, first.model_copy(update=other)]
