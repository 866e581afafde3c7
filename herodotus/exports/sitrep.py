"""A situation report in Markdown: the two sides, growth, ground, doubts, sources.

It says who said what, and never what is true. Every figure has a footnote with the
words, the report they stand in, and a permalink.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote

from herodotus.exports import conduct, wording
from herodotus.exports.losses import Losses
from herodotus.exports.toll_series import bounds, remarks
from herodotus.exports.two_sided import (
    TELLERS,
    Facing,
    OneLoss,
    behind,
    conflicts_of,
    facings,
    figure,
    people,
    where,
)
from herodotus.exports.view import Exported, View
from herodotus.exports.visible import one_line
from herodotus.model import (
    Card,
    CasualtyClaim,
    ControlClaim,
    Dispute,
    NondisclosureClaim,
    Step,
    Telling,
    Toll,
)
from herodotus.reconciliation.disputes.pairs import disputes
from herodotus.reconciliation.series.steps import series

#: So many footnotes a figure, steps a toll, and lines a list at most; what is left out
#: is said in the report and told as a loss.
FOOTNOTES, STEPS, LINES = 4, 12, 40

_SIGNS = re.compile(r"([\\`*_\[\]{}#|~!])")
_NOTICE = (
    "Low, best and high are a range of claims, not a confidence interval. This report "
    "says who said what, where and when; it does not say what is true."
)


def export_sitrep(view: View) -> Exported:
    """A situation report on a view, as Markdown with footnotes."""
    notes = _Footnotes(view)
    losses = Losses()
    parts = [_title(view), *_sides(view, notes)]
    parts += _growth(series(view.tellings), notes, losses)
    found = disputes(view.tellings)
    ground = [dispute for dispute in found if dispute.kind == "control"]
    others = [dispute for dispute in found if dispute.kind != "control"]
    parts += _disputed("Contested control", ground, notes, losses)
    parts += _disputed("Contradictions", others, notes, losses)
    parts += _flags(view, notes, losses)
    parts += _silences(view, notes, losses)
    parts += _sources(view, notes, losses)
    parts += ["\n".join(notes.written)] if notes.written else []
    if notes.left_out:
        what = f"footnotes beyond {FOOTNOTES} a figure"
        losses.add(what, notes.left_out, number=len(notes.left_out))
    content = "\n\n".join(parts) + "\n"
    return Exported(content.encode("utf-8", "backslashreplace"), losses.listed())


def escaped(text: str) -> str:
    """Somebody else's words so that Markdown shows them and does nothing else.

    >>> escaped("a *b* | <c>")
    'a \\\\*b\\\\* \\\\| &lt;c&gt;'
    """
    safe = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return _SIGNS.sub(r"\\\1", safe.replace(">", "&gt;"))


class _Footnotes:
    """Footnotes in the order of their first mention, one for each claim."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.claims = {key: told.claim for key, told in view.by_claim.items()}
        self.written: list[str] = []
        self.cards: dict[str, Card] = {}
        self.left_out: list[str] = []
        self._numbers: dict[str, int] = {}

    def to(self, claims: Iterable[str]) -> str:
        """References to these claims, the latest report first."""
        found = self.view.found(dict.fromkeys(claims))
        found.sort(key=lambda telling: telling.card.day or date.min, reverse=True)
        self.left_out += [telling.claim.id for telling in found[FOOTNOTES:]]
        return "".join(f"[^{self._number(one)}]" for one in found[:FOOTNOTES])

    def _number(self, telling: Telling) -> int:
        claim = telling.claim
        if claim.id not in self._numbers:
            self._numbers[claim.id] = len(self._numbers) + 1
            self.cards[telling.card.key] = telling.card
            self.written.append(self._note(telling))
        return self._numbers[claim.id]

    def _note(self, telling: Telling) -> str:
        claim = telling.claim
        said = escaped(wording.said_by(claim))
        outlets = f" ×{telling.copies} outlets" if telling.copies > 1 else ""
        link = _address(self.view.permalink(claim.id))
        return (
            f"[^{self._numbers[claim.id]}]: {said}: “{escaped(claim.evidence)}” "
            f"({_source(telling.card)}{outlets}). [Claim {claim.id}]({link})"
        )


def _title(view: View) -> str:
    conflicts = [escaped(name) for name in conflicts_of(view)]
    subject = ", ".join(conflicts[:3]) or "all claims"
    if len(conflicts) > 3:
        subject += f" and {len(conflicts) - 3} more"
    days = [card.day for card in view.cards.values() if card.day]
    as_of = f"as of {_day(max(days))}" if days else "date not stated"
    voices = len({telling.voice for telling in view.tellings})
    counts = (
        f"{wording.count(len(view.cards), 'report')}, "
        f"{wording.count(voices, 'voice')}, "
        f"{wording.count(len(view.tellings), 'claim')}"
    )
    told = f"What was told of {_period(view)}; " if _period(view) else ""
    return (
        f"# Situation report: {subject}\n\n"
        f"{told}{as_of}. {counts}. Policy: {escaped(view.policy)}.\n\n{_NOTICE}"
    )


def _period(view: View) -> str:
    """The days that the counted losses are about."""
    claims = [
        telling.claim
        for telling in view.tellings
        if isinstance(telling.claim, CasualtyClaim) and not telling.claim.background
    ]
    starts = [claim.date_start for claim in claims if claim.date_start]
    ends = [claim.date_end for claim in claims if claim.date_end]
    return wording.period(min(starts, default=None), max(ends, default=None))


def _sides(view: View, notes: _Footnotes) -> list[str]:
    parts = ["## The two sides"]
    found = facings(view.account)
    if not found:
        return [*parts, "No losses are told of."]
    for facing in found:
        if len(found) > 1:
            parts.append(f"### {escaped(facing.conflict or 'No known conflict')}")
        parts.append(_table(facing, notes))
        rest = [line for loss in facing.of(facing.rest) for line in _rest(loss, notes)]
        if rest:
            parts.append("\n".join(rest))
    return parts


def _table(facing: Facing, notes: _Footnotes) -> str:
    camps = [camp for camp in (facing.left, facing.right) if camp]
    if not camps:
        return "No losses of a side that is named."
    heads = [", ".join(escaped(wording.side(side)) for side in camp) for camp in camps]
    lines = [_row(["losses", *heads]), _row(["---"] * (len(camps) + 1))]
    for teller, words in TELLERS.items():
        cells = [
            "<br>".join(
                _told(loss, teller, notes, named=len(camp) > 1)
                for loss in facing.of(camp)
                if teller in loss.faces
            )
            for camp in camps
        ]
        if any(cells):
            lines.append(_row([words, *(cell or "–" for cell in cells)]))
    cells = [
        "<br>".join(
            _range(toll, notes, named=len(camp) > 1)
            for loss in facing.of(camp)
            for toll in loss.tolls
        )
        for camp in camps
    ]
    if any(cells):
        lines.append(_row(["low / best / high", *(cell or "–" for cell in cells)]))
    return "\n".join(lines)


def _told(loss: OneLoss, teller: str, notes: _Footnotes, *, named: bool) -> str:
    face, claims = loss.faces[teller], behind(loss, teller, notes.claims)
    side = f"{escaped(wording.side(loss.side))}, " if named else ""
    return f"{side}{loss.what}: {figure(face)}{notes.to(claims)}"


def _range(toll: Toll, notes: _Footnotes, *, named: bool) -> str:
    """What the claims come to; a toll that is not disclosed says so beside it."""
    name = wording.side(toll.side) if toll.side else "side not stated"
    side = f"{escaped(name)}, " if named else ""
    bounds = " / ".join(wording.bounds(toll, notes.claims))
    when = wording.period(toll.period.start, toll.period.end)
    when = ", ".join(filter(None, (escaped(where(toll)), when)))
    silent = ", not disclosed by the side itself" if toll.undisclosed else ""
    return (
        f"{side}{people(toll.status, toll.outcome)}: {bounds}"
        f"{f' ({when})' if when else ''}{silent}{notes.to(toll.reasons)}"
    )


def _rest(loss: OneLoss, notes: _Footnotes) -> list[str]:
    """What is told of people of both sides, of others, or of no side that is stated."""
    side = wording.side(loss.side) if loss.side else "side not stated"
    lead = f"- {_capital(escaped(side))}, {loss.what}"
    told = [
        f"{lead}, {TELLERS[teller]}: {figure(loss.faces[teller])}"
        f"{notes.to(behind(loss, teller, notes.claims))}"
        for teller in TELLERS
        if teller in loss.faces
    ]
    ranges = [
        f"- Low / best / high: {_range(t, notes, named=True)}" for t in loss.tolls
    ]
    return told + ranges


def _growth(steps: Sequence[Step], notes: _Footnotes, losses: Losses) -> list[str]:
    """How each running toll was told, step by step; the latest where there are many."""
    tolls: dict[tuple[str | None, ...], list[Step]] = {}
    for step in steps:
        key = (step.conflict, step.side, step.status, step.outcome)
        tolls.setdefault(key, []).append(step)
    grown = {key: told for key, told in tolls.items() if len(told) > 1}
    parts = []
    for told in grown.values():
        first, shown = told[0], told[-STEPS:]
        earlier = [step.claim for step in told[:-STEPS]]
        if earlier:
            losses.add("earlier steps of a toll", earlier, number=len(earlier))
        title = f"{wording.side(first.side)}, {people(first.status, first.outcome)}"
        lines = [f"### {_capital(escaped(title))}", ""]
        lines += [_row(["as of", "toll", "told by", ""]), _row(["---"] * 4)]
        lines += [_row(_step(step, notes)) for step in shown]
        if earlier:
            lines += ["", f"{wording.count(len(earlier), 'earlier step')} left out."]
        parts.append("\n".join(lines))
    return ["## How the toll grew", *parts] if parts else []


def _step(step: Step, notes: _Footnotes) -> list[str]:
    said = escaped(step.said_by) if step.said_by else "the report itself"
    day = _day(step.as_of) if step.as_of else "not stated"
    number = f"{bounds(step)}{notes.to([step.claim])}"
    return [day, number, said, remarks(step, shown=escaped)]


def _disputed(
    title: str, found: Sequence[Dispute], notes: _Footnotes, losses: Losses
) -> list[str]:
    """What the tellers disagree on: both are shown, and neither wins."""
    if not found:
        return []
    lines = []
    for dispute in found[:LINES]:
        pair = dict.fromkeys((dispute.one, dispute.other))
        told = [_summary(telling, notes) for telling in notes.view.found(pair)]
        lines.append(f"- {escaped(dispute.about).rstrip('.')}: {' · '.join(told)}")
    lines += _left_out(title.lower(), [one.one for one in found[LINES:]], losses)
    return [f"## {title}", "\n".join(lines)]


def _summary(telling: Telling, notes: _Footnotes) -> str:
    """One claim in a few words, with its footnote."""
    claim = telling.claim
    if isinstance(claim, CasualtyClaim):
        words = f"{wording.figure(claim)} ({wording.side(claim.victim_side)})"
    elif isinstance(claim, NondisclosureClaim):
        words = wording.not_disclosed(claim)
    else:
        where = claim.place if isinstance(claim, ControlClaim) and claim.place else ""
        told = (conduct.deed(claim).what, where, conduct.in_words(claim))
        words = ", ".join(filter(None, told))
    if claim.stance == "denies":
        words = f"denies: {words}"
    said = escaped(claim.attributed_to or claim.speaker or "the report itself")
    return f"{said}: {escaped(words)}{notes.to([claim.id])}"


def _flags(view: View, notes: _Footnotes, losses: Losses) -> list[str]:
    """What does not add up, named and not mended."""
    flags = view.account.flags
    if not flags:
        return []
    lines = [f"- {escaped(flag.note)}{notes.to(flag.claims)}" for flag in flags[:LINES]]
    rest = [claim for flag in flags[LINES:] for claim in flag.claims[:1]]
    lines += _left_out("flags", rest, losses)
    return ["## What does not add up", "\n".join(lines)]


def _silences(view: View, notes: _Footnotes, losses: Losses) -> list[str]:
    """What a side has not said: unknown, and not zero."""
    said: dict[tuple[str | None, str], list[str]] = {}
    for telling in view.tellings:
        claim = telling.claim
        if isinstance(claim, NondisclosureClaim) and not claim.background:
            key = (claim.side, wording.not_disclosed(claim))
            said.setdefault(key, []).append(claim.id)
    if not said:
        return []
    lines = [
        f"- {_capital(escaped(wording.side(side)))}: {what}; unknown, not zero"
        f"{notes.to(claims)}"
        for (side, what), claims in list(said.items())[:LINES]
    ]
    rest = [claims[0] for claims in list(said.values())[LINES:]]
    lines += _left_out("silences", rest, losses)
    return ["## Not disclosed", "\n".join(lines)]


def _sources(view: View, notes: _Footnotes, losses: Losses) -> list[str]:
    """The reports that the footnotes quote, by date."""
    cited = sorted(
        notes.cards.values(), key=lambda card: (card.day or date.min, card.key)
    )
    lines = [f"- {_source(card)}" for card in cited]
    silent = [t.claim.id for t in view.tellings if t.card.key not in notes.cards]
    rest = len(view.cards) - len(cited)
    if rest:
        lines.append(f"- {wording.count(rest, 'further report')} behind no line here.")
        losses.add("reports behind no line of the report", silent, number=rest)
    return ["## Sources", "\n".join(lines)] if lines else []


def _left_out(what: str, claims: Sequence[str], losses: Losses) -> list[str]:
    if not claims:
        return []
    losses.add(f"{what} beyond the first {LINES}", claims, number=len(claims))
    return [f"- {len(claims):,} more left out."]


def _source(card: Card) -> str:
    """A report in a list: title, outlet, place and day; a link where it has one."""
    title = escaped(card.title or f"report {card.id}")
    if card.url and card.url.startswith(("http://", "https://")):
        title = f"[{title}]({_address(card.url)})"
    outlet = card.publisher or card.agency
    facts = [title, escaped(outlet or ""), escaped(card.place or "")]
    return ", ".join(filter(None, [*facts, _day(card.date) if card.date else ""]))


def _address(url: str) -> str:
    """A web address that ends no link early."""
    return quote(one_line(url), safe="%/:?#@!$&*+,;=~-._")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
