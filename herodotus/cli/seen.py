"""What the reader saw, sentence by sentence, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from herodotus.cli.tables import show
from herodotus.exports import conduct, wording
from herodotus.exports.visible import one_line
from herodotus.model import CasualtyClaim, Claim, NondisclosureClaim, Report

Found = dict[str, Any]  # the fields of the inspect contract, any JSON


def show_seen(
    report: Report, found: Found, claims: Sequence[Claim], *, console: Console
) -> None:
    """Print each sentence with the names, times, voices and claims found in it."""
    line = Text(wording.heading(report), style="bold")
    line.append(f" · {wording.count(len(found['sentences']), 'sentence')}")
    line.append(f" · {wording.count(len(claims), 'claim')}", style="not bold")
    if found["topic"]:
        line.append(f" · {found['topic']['sub_event_type']}", style="not bold")
    parts: list[RenderableType] = [line]
    trees = found.get("tokens") or [[] for _ in found["sentences"]]
    for place, (start, end) in enumerate(found["sentences"]):
        sentence = Text(f"\n{place + 1:>3}  ", style="dim")
        sentence.append(one_line(report.text[start:end]), style="not dim bold")
        sentence.append(f"  {start}–{end}", style="dim")
        parts.append(sentence)
        rows = [
            *_things(report, found, start, end),
            *_voices(report, found, start, end),
            *_claims(claims, start, end),
        ]
        if rows:
            parts.append(Padding(_table(rows), (0, 0, 0, 5), expand=False))
        if trees[place]:
            tree = _tree(report, trees[place])
            parts.append(Padding(tree, (0, 0, 0, 5), expand=False))
    show(Group(*parts), console=console)


def _things(report: Report, found: Found, start: int, end: int) -> Iterable[list[str]]:
    """Names, times and places of one sentence."""
    for thing in _within(found["names"], start, end):
        yield [thing["label"], _words(report, thing), ""]
    for thing in _within(found["timexes"], start, end):
        yield ["time", _words(report, thing), f"{thing['type']} {thing['value']}"]
    for thing in _within(found["toponyms"], start, end):
        where = "not resolved"
        if thing["lat"] is not None:
            where = f"{one_line(thing['name'])} {thing['lat']:.2f}, {thing['lon']:.2f}"
        yield ["place", _words(report, thing), where]


def _voices(report: Report, found: Found, start: int, end: int) -> Iterable[list[str]]:
    """Who says what, for the attributions whose first word of saying is here."""
    for attribution in found["attributions"]:
        first = min(attribution["cue"] or attribution["content"], default=None)
        if first is None or not start <= first[0] < end:
            continue
        source, cue, content = (
            " … ".join(one_line(report.text[s:e]) for s, e in attribution[role])
            for role in ("source", "cue", "content")
        )
        yield ["says", f"{source or '(nobody named)'} “{cue}”", content]


def _claims(claims: Iterable[Claim], start: int, end: int) -> Iterable[list[str]]:
    """The claims that begin in one sentence, each with the rule that made it."""
    for claim in claims:
        if not start <= claim.start < end:
            continue
        if isinstance(claim, CasualtyClaim):
            words = f"{wording.side(claim.victim_side)}: {wording.figure(claim)}"
        elif isinstance(claim, NondisclosureClaim):
            words = f"{wording.side(claim.side)}: {wording.not_disclosed(claim)}"
        else:
            parts = conduct.deed(claim).what, conduct.in_words(claim)
            words = ": ".join(filter(None, (claim.kind, " ".join(filter(None, parts)))))
        rule = f"rule {claim.rule or 'not named'}; {wording.said_by(claim)}"
        yield ["CLAIM", words, rule]


def _table(rows: Iterable[list[str]]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", overflow="fold")
    for kind, words, rest in rows:
        style = "bold" if kind == "CLAIM" else ""
        table.add_row(Text(kind, style=style), Text(words, style=style), Text(rest))
    return table


def _tree(report: Report, tokens: Sequence[Found]) -> Table:
    """The words of a sentence, each with its tags and the word that governs it."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    for name in ("", "word", "lemma", "tag", "relation", "of"):
        table.add_column(name, justify="right" if not name else "left")
    for place, token in enumerate(tokens):
        head = token["head"]
        governor = "—" if head < 0 else f"{_words(report, tokens[head])} {head + 1}"
        cells = [_words(report, token), one_line(token["lemma"]), token["upos"]]
        cells += [token["deprel"], governor]
        table.add_row(str(place + 1), *(Text(cell) for cell in cells))
    return table


def _within(things: Iterable[Found], start: int, end: int) -> Iterable[Found]:
    return (thing for thing in things if start <= thing["start"] < end)


def _words(report: Report, thing: Found) -> str:
    return one_line(report.text[thing["start"] : thing["end"]])
