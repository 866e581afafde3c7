"""An account on the terminal: two sides facing each other, conflict by conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from herodotus.cli.layout import filled, indented, section
from herodotus.exports import wording
from herodotus.exports.two_sided import (
    TELLERS,
    Facing,
    OneLoss,
    facings,
    figure,
    people,
    where,
)
from herodotus.exports.visible import one_line
from herodotus.model import Account, Claim, Period, Telling

#: Below this width two sides do not fit beside each other.
_NARROW = 84

#: So many contradictions and flags of each kind are shown; `contradictions` has all.
_SHOWN = 5


def render_account(
    account: Account, tellings: Sequence[Telling], *, width: int
) -> RenderableType:
    """All of an account, as something that rich can print."""
    claims = {telling.claim.id: telling.claim for telling in tellings}
    parts: list[RenderableType] = [_header(account, tellings)]
    for facing in facings(account):
        parts.append(section(_title(facing), _facing(facing, claims, width=width)))
    if not account.tolls:
        parts.append(indented(Text("Nobody is counted here.")))
    lines = _closing(account, tellings, claims)
    if lines:
        parts.append(indented(Group(*lines)))
    return Group(*parts)


def _header(account: Account, tellings: Sequence[Telling]) -> Text:
    """ "12 reports, 9 voices · 27 Sep – 6 Nov 2020 · policy: default"."""
    reports, voices = _tellers(tellings)
    line = Text("ACCOUNT", style="bold")
    when = _when([toll.period for toll in account.tolls])
    told = f"{wording.count(reports, 'report')}, {wording.count(voices, 'voice')}"
    for words in (told, when, f"policy: {account.policy}"):
        line.append(f" · {words}" if words else "", style="not bold")
    return line


def _tellers(tellings: Iterable[Telling]) -> tuple[int, int]:
    """How many reports tell all this, copies among them, and in how many voices."""
    cards: dict[str, set[str]] = {}
    copies: dict[str, int] = {}
    for telling in tellings:
        cards.setdefault(telling.voice, set()).add(telling.card.key)
        copies[telling.voice] = max(copies.get(telling.voice, 0), telling.copies)
    reports = sum(max(len(keys), copies[voice]) for voice, keys in cards.items())
    return reports, len(cards)


def _when(periods: Iterable[Period]) -> str:
    given = list(periods)
    starts = [period.start for period in given if period.start is not None]
    ends = [period.end for period in given if period.end is not None]
    return wording.period(min(starts, default=None), max(ends, default=None))


def _title(facing: Facing) -> str:
    return facing.conflict or "Outside any known conflict"


def _facing(
    facing: Facing, claims: Mapping[str, Claim], *, width: int
) -> RenderableType:
    """Two camps beside each other, or one below the other; then who is in neither."""
    camps = [camp for camp in (facing.left, facing.right) if camp]
    parts: list[RenderableType] = []
    if len(camps) == 2 and width >= _NARROW:
        parts.append(_beside(facing, camps, claims))
    else:
        parts += [_beside(facing, [camp], claims) for camp in camps]
    rest = facing.of(facing.rest)
    if rest:
        parts += [Text(), _listed(rest, claims)] if parts else [_listed(rest, claims)]
    return Group(*parts)


def _beside(
    facing: Facing,
    camps: Sequence[tuple[str | None, ...]],
    claims: Mapping[str, Claim],
) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("", style="dim", overflow="fold", max_width=22)
    for camp in camps:
        table.add_column(" · ".join(map(wording.side, camp)), overflow="fold", ratio=1)
    for teller, title in TELLERS.items():
        cells = [
            _told(facing.of(camp), teller, several=len(camp) > 1) for camp in camps
        ]
        if any(cells):
            table.add_row(title, *(cell or Text("–", style="dim") for cell in cells))
    table.add_row()
    cells = [_ranges(facing.of(camp), claims, several=len(camp) > 1) for camp in camps]
    table.add_row("low / best / high", *cells)
    return table


def _told(losses: Iterable[OneLoss], teller: str, *, several: bool) -> Text | None:
    """What one kind of teller says of a camp: a line for each loss."""
    lines = []
    for loss in losses:
        face = loss.faces.get(teller)
        if face is None:
            continue
        words = f"{figure(face)} {loss.what}"
        if face.undisclosed:
            known = "" if face.low is None else f"{figure(face)}; "
            words = f"{loss.what}: {known}not disclosed"
        if several:
            words = f"{wording.side(loss.side)}: {words}"
        if teller == "third" and face.said_by:
            words += f" ({', '.join(map(one_line, face.said_by))})"
        lines.append(words)
    return Text("\n".join(lines)) if lines else None


def _ranges(
    losses: Iterable[OneLoss], claims: Mapping[str, Claim], *, several: bool
) -> Text:
    text = Text()
    for loss in losses:
        for toll in loss.tolls:
            low, best, high = wording.bounds(toll, claims)
            if text:
                text.append("\n")
            if several:
                text.append(f"{wording.side(loss.side)}: ")
            text.append(f"{low} / ")
            text.append(best, style="bold")
            text.append(f" / {high} {loss.what}")
            if toll.undisclosed and toll.best is None:
                text.append(" (unknown, not zero)", style="dim")
            notes = [where(toll), toll.grade or ""]
            text.append("".join(f", {note}" for note in notes if note))
    return text


def _listed(losses: Sequence[OneLoss], claims: Mapping[str, Claim]) -> Table:
    """Those whom no camp holds: both sides, third parties, a side not stated."""
    rows = []
    for loss in losses:
        for toll in loss.tolls:
            low, best, high = wording.bounds(toll, claims)
            period = wording.period(toll.period.start, toll.period.end)
            who = people(loss.status, loss.outcome)
            rows.append(
                [
                    Text(wording.side(loss.side)),
                    Text(who),
                    Text(low),
                    Text(best, style="bold"),
                    Text(high),
                    Text(", ".join(filter(None, (where(toll), period)))),
                    Text(toll.grade or wording.teller(toll)),
                ]
            )
    titles = ("side", "", "low", "best", "high", "where, when", "best is by")
    return filled(titles, rows, right=("low", "best", "high"))


def _closing(
    account: Account, tellings: Sequence[Telling], claims: Mapping[str, Claim]
) -> list[RenderableType]:
    """The balance, what cannot both be right, what does not add up."""
    lines: list[RenderableType] = []
    for line in wording.balance_lines(account, claims):
        good = line.startswith("The figures balance")
        lines.append(Text(line, style="bold green" if good else "bold red"))
    reports = {telling.claim.id: telling.card.id for telling in tellings}
    pairs = account.contradictions
    for one, other in pairs[:_SHOWN]:
        if one in claims and other in claims:
            said = [
                f"“{one_line(claims[c].evidence)}” ({reports[c]})" for c in (one, other)
            ]
            lines.append(Text(f"Disagree: {said[0]} and {said[1]}.", style="yellow"))
    for flag in account.flags[:_SHOWN]:
        lines.append(Text(flag.note, style="yellow"))
    hidden = max(len(pairs) - _SHOWN, 0) + max(len(account.flags) - _SHOWN, 0)
    if hidden:
        words = f"{hidden:,} more; `herodotus contradictions` shows all."
        lines.append(Text(words, style="dim"))
    if account.tolls:
        note = "Range of claims, not a confidence interval."
        lines.append(Text(note, style="dim"))
    return lines
