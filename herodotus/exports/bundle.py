"""A bundle: a folder of pages that opens from disk, with no script and no network.

Every figure is two clicks from its words: a figure leads to the claims behind it, with
their words, and each of these to the words in the report. Nothing leads out of the
folder but the addresses where reports were published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from herodotus.exports import wording
from herodotus.exports.bundle_pages import (
    Entry,
    Page,
    Piece,
    Section,
    Table,
    paged,
    render,
)
from herodotus.exports.bundle_plan import CLAIMS, PAGE, Plan, bounds
from herodotus.exports.bundle_words import (
    NOTICE,
    dispute_row,
    facts,
    flag_row,
    headline,
    in_words,
    relation_lines,
    source,
    step_row,
)
from herodotus.exports.claims_csv import export_csv
from herodotus.exports.losses import Losses
from herodotus.exports.two_sided import TELLERS, Facing, OneLoss, figure, where
from herodotus.exports.view import Loss, View
from herodotus.exports.visible import one_line
from herodotus.model import Card, Reading, Report, Telling
from herodotus.reconciliation import Policy, reconcile
from herodotus.reconciliation.disputes.pairs import disputes
from herodotus.reconciliation.series.steps import series


class Bundle(NamedTuple):
    """The files of a bundle by their relative paths, made one after another."""

    files: Iterator[tuple[str, bytes]]
    losses: tuple[Loss, ...] = ()


def export_bundle(
    view: View,
    *,
    text_of: Callable[[str], Report] | None = None,
    policy: str | Policy = "default",
) -> Bundle:
    """A folder of pages about a view.

    Args:
        view: what to show.
        text_of: gives the report of a key, with its text. The texts are somebody
            else's: without it the bundle holds the quoted words of claims and no more.
        policy: the rules for the account of each report on its own page.
    """
    plan = Plan(view, with_text=text_of is not None)
    losses = Losses()
    for found in plan.figures:
        beyond = found.claims[CLAIMS:]
        if beyond:
            what = f"claims beyond {CLAIMS} behind a figure: they are on their own page"
            losses.add(what, beyond, number=len(beyond))
    return Bundle(_files(plan, text_of, policy), losses.listed())


def _files(
    plan: Plan, text_of: Callable[[str], Report] | None, policy: str | Policy
) -> Iterator[tuple[str, bytes]]:
    view = plan.view
    growth = list(_growth(plan))
    known = (
        ("index", True),
        ("figures", plan.figures),
        ("growth", growth),
        ("claims", view.tellings),
        ("sources", view.cards),
    )
    kinds = {kind for kind, there in known if there}
    pages = chain(
        _index(plan), _figure_pages(plan), growth, _claim_pages(plan), _sources(plan)
    )
    for page in pages:
        yield page.path, render(page, kinds=kinds)
    if text_of is not None:
        for key, tellings in plan.by_report.items():
            yield plan.report_path(key), _report_page(text_of(key), tellings, policy)
    yield "claims.csv", export_csv(view).content
    account = view.account.model_dump_json(indent=1) + "\n"
    yield "account.json", account.encode("utf-8", "backslashreplace")


def _index(plan: Plan) -> Iterator[Page]:
    """The account: the two sides facing each other, and what does not fit."""
    view = plan.view
    tables = [
        table
        for place, facing in enumerate(plan.facings)
        for table in _two_sides(place, facing, plan)
    ]
    rows = [dispute_row(one, view, plan.claim) for one in disputes(view.tellings)]
    rows += [flag_row(flag, view, plan.claim) for flag in view.account.flags]
    if rows:
        heads = ("what does not fit", "who says what")
        groups = paged(rows, size=PAGE)
        tables += [
            Table("Disputes and doubts", heads, tuple(group)) for group in groups
        ]
    if not tables:
        tables = [Table("No losses are told of", ("account",), ())]
    pages = paged(tables, size=PAGE, weights=[len(table.rows) for table in tables])
    for number, group in enumerate(pages, start=1):
        yield Page(
            kind="index",
            number=number,
            last=len(pages),
            title=headline(view),
            lead=(*facts(view), NOTICE),
            tables=tuple(group),
        )


def _two_sides(place: int, facing: Facing, plan: Plan) -> Iterator[Table]:
    """The table of one conflict, and that of those who stand on neither side."""
    caption = one_line(facing.conflict or "No known conflict")
    camps = [camp for camp in (facing.left, facing.right) if camp]
    if camps:
        heads = ("losses", *(", ".join(map(wording.side, camp)) for camp in camps))
        rows = []
        for teller, words in (*TELLERS.items(), (None, "low / best / high")):
            cells = [
                _cell(place, facing.of(camp), teller, plan, named=len(camp) > 1)
                for camp in camps
            ]
            if any(cells):
                rows.append(((Piece(words),), *cells))
        yield Table(caption, heads, tuple(rows))
    rest = facing.of(facing.rest)
    rows = []
    for teller, words in (*TELLERS.items(), (None, "low / best / high")):
        cell = _cell(place, rest, teller, plan, named=True)
        if cell:
            rows.append(((Piece(words),), cell))
    if rows:
        heads = ("losses", "both sides together, others, side not stated")
        yield Table(caption, heads, tuple(rows))


def _cell(
    place: int,
    losses: Iterable[OneLoss],
    teller: str | None,
    plan: Plan,
    *,
    named: bool,
) -> tuple[Piece, ...]:
    """The figures of a camp by one teller, each a link to the claims behind it."""
    pieces = []
    for loss in losses:
        name = wording.side(loss.side) if loss.side else "side not stated"
        lead = f"{name}, {loss.what}: " if named else f"{loss.what}: "
        key = (place, loss.side, loss.status, loss.outcome)
        if teller is None:
            for number, toll in enumerate(loss.tolls):
                href = plan.figure((*key, number))
                there = one_line(where(toll))
                lead_here = f"{there}, {lead}" if there else lead
                pieces.append(Piece(bounds(toll, plan.claims), href, lead_here))
        elif teller in loss.faces:
            href = plan.figure((*key, teller))
            pieces.append(Piece(figure(loss.faces[teller]), href, lead))
    return tuple(pieces)


def _figure_pages(plan: Plan) -> Iterator[Page]:
    for number, group in enumerate(plan.figure_pages, start=1):
        sections = []
        for place, found in enumerate(group, start=1):
            told = plan.view.found(found.claims[:CLAIMS])
            beyond = len(found.claims) - CLAIMS
            sections.append(
                Section(
                    anchor=f"f{place}",
                    title=f"{found.title}: {found.value}",
                    entries=tuple(_entry(one, plan, anchored=False) for one in told),
                    note=f"{beyond:,} more claims are behind it." if beyond > 0 else "",
                )
            )
        yield Page(
            kind="figures",
            number=number,
            last=len(plan.figure_pages),
            title="Figures and the claims behind them",
            lead=(NOTICE,),
            sections=tuple(sections),
        )


def _growth(plan: Plan) -> Iterator[Page]:
    """How running tolls were told, step by step."""
    tolls: dict[str, list[tuple[tuple[Piece, ...], ...]]] = {}
    for step in series(plan.view.tellings):
        title, row = step_row(step, plan.claim)
        tolls.setdefault(title, []).append(row)
    heads = ("as of", "toll", "told by", "")
    tables = [
        Table(title, heads, tuple(group))
        for title, rows in tolls.items()
        if len(rows) > 1
        for group in paged(rows, size=PAGE)
    ]
    groups = paged(tables, size=PAGE, weights=[len(table.rows) for table in tables])
    for number, group in enumerate(groups, start=1):
        yield Page(
            kind="growth",
            number=number,
            last=len(groups),
            title="How the tolls grew",
            tables=tuple(group),
        )


def _claim_pages(plan: Plan) -> Iterator[Page]:
    for number, group in enumerate(plan.claim_pages, start=1):
        entries = tuple(_entry(telling, plan, anchored=True) for telling in group)
        yield Page(
            kind="claims",
            number=number,
            last=len(plan.claim_pages),
            title="Claims",
            sections=(Section("", "", entries),),
        )


def _entry(telling: Telling, plan: Plan, *, anchored: bool) -> Entry:
    """A claim with its words, and the ways to the report and to other claims."""
    claim, card = telling.claim, telling.card
    links = []
    if plan.with_text:
        links.append(Piece("the words in the report", plan.words[claim.id]))
    if anchored:
        links += [
            Piece(words, plan.claim(other))
            for words, other in relation_lines(claim)
            if plan.claim(other)
        ]
    else:
        links.append(Piece("this claim", plan.claim(claim.id)))
    place = f"characters {claim.start:,} to {claim.end:,}"
    return Entry(
        anchor=f"c-{claim.id}" if anchored else "",
        title=in_words(claim),
        quote=one_line(claim.evidence),
        facts=(
            wording.said_by(claim),
            *wording.remarks(claim),
            *(["background, not counted"] if claim.background else []),
            one_line(", ".join(filter(None, (claim.place, _when(telling))))),
            f"{source(card)}, {place}"
            + (f", told alike by {telling.copies} reports" * (telling.copies > 1)),
        ),
        links=tuple(links),
        permalink=plan.view.permalink(claim.id) if anchored else "",
    )


def _when(telling: Telling) -> str:
    claim = telling.claim
    return wording.period(claim.date_start, claim.date_end)


def _sources(plan: Plan) -> Iterator[Page]:
    """The reports, by day, each with the ways to its text and its claims."""
    cards = sorted(
        plan.view.cards.values(), key=lambda card: (str(card.day or ""), card.key)
    )
    groups = paged(cards, size=PAGE)
    for number, group in enumerate(groups, start=1):
        entries = tuple(_source_entry(card, plan) for card in group)
        yield Page(
            kind="sources",
            number=number,
            last=len(groups),
            title="Reports",
            sections=(Section("", "", entries),),
        )


def _source_entry(card: Card, plan: Plan) -> Entry:
    told = plan.by_report[card.key]
    links = []
    if plan.with_text:
        links.append(Piece("the text, highlighted", plan.report_path(card.key)))
    links.append(Piece("its first claim", plan.claim(told[0].claim.id)))
    if card.url and card.url.startswith(("http://", "https://")):
        links.append(Piece("where it was published", card.url))
    return Entry(
        anchor=f"s-{plan.name(card.key)}",
        title=source(card),
        facts=(wording.count(len(told), "claim"), f"sha256 {card.sha256}"),
        links=tuple(links),
    )


def _report_page(
    report: Report, tellings: Sequence[Telling], policy: str | Policy
) -> bytes:
    """The text of a report with the words of its claims highlighted."""
    from herodotus.exports.html import page

    claims = tuple(telling.claim for telling in tellings)
    reading = Reading(report=report, reader="", claims=claims)
    account = reconcile(claims, policy=policy)
    back = (("Account", "../index.html"), ("Reports", "../sources-1.html"))
    return page([(reading, account)], links=back).encode("utf-8", "backslashreplace")
