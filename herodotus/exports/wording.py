"""Claims and accounts in words: what tables and pages say of them, in one voice.

These are words for people. Nothing is decided here: which claims relate, and what an
account comes to, is the work of `reconciliation`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from herodotus.exports.visible import one_line
from herodotus.model import (
    Account,
    Balance,
    CasualtyClaim,
    Claim,
    MaterielClaim,
    NondisclosureClaim,
    Report,
    Toll,
)

#: A claim less sure than this is marked: rather wrong than right.
UNSURE = 0.5

OUTCOMES = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "captured": "captured",
    "displaced": "displaced",
    "killed_or_injured": "killed or injured",
    "killed_or_injured_or_captured": "killed, injured or captured",
    "killed_or_injured_or_missing": "killed, injured or missing",
    "casualty": "casualties",
}

STATUSES = {
    "combatant": "combatants",
    "civilian": "civilians",
    "mixed": "combatants and civilians",
    "unknown": "status not stated",
}

#: Whom a figure is of: anybody, where the status is not stated.
PEOPLE = {**STATUSES, "unknown": "people"}

#: As `PEOPLE`, for one status alone.
_OF_ONE_STATUS = {name: STATUSES[name] for name in ("combatant", "civilian")}

_RELATIONS = {
    "part_of": "part of",
    "repeats": "same as",
    "adds_to": "adds to",
    "supersedes": "replaces",
    "contradicts": "disagrees with",
    "consistent_with": "fits",
}

_STANCES = {
    "confirms": "the source confirms it",
    "denies": "the source denies it",
    "accuses": "an accusation",
    "doubts": "the source doubts it",
}

_VAGUE = re.compile(
    r"\b(?:dozens?|scores|hundreds|thousands|tens|several|many|numerous|few|"
    r"handful|number|couple|some)\b",
    re.IGNORECASE,
)


def labels(claims: Iterable[Claim]) -> dict[str, str]:
    """Short names for the claims of one report, in text order: c1, c2, ..."""
    return {claim.id: f"c{place}" for place, claim in enumerate(claims, start=1)}


def heading(report: Report) -> str:
    """Where and when a report stands: "Baku, Monday 28 September 2020".

    >>> heading(Report.of("text", date=date(2020, 9, 28), place="Baku"))
    'Baku, Monday 28 September 2020'
    >>> heading(Report.of("text"))
    'place and date not stated'
    """
    day = full_date(report.date) if report.date else None
    if report.place:
        return f"{one_line(report.place)}, {day or 'date not stated'}"
    return day or "place and date not stated"


def full_date(day: date) -> str:
    """A day with its weekday.

    >>> full_date(date(2020, 9, 28))
    'Monday 28 September 2020'
    """
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "claim"), count(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def number(claim: CasualtyClaim | MaterielClaim) -> str:
    """The number of a claim as bounds in words, without what is counted.

    >>> word = dict(start=0, end=6, evidence="dozens", outcome="killed")
    >>> number(CasualtyClaim(**word, low=24, text="dozens"))
    'dozens'
    >>> number(CasualtyClaim(**word, low=13, text="more than 12"))
    '13 or more'
    >>> number(CasualtyClaim(**word, low=40, high=40, approx=True, text="some 40"))
    'about 40'
    """
    low, high = claim.low, claim.high
    if low is None and high is None:
        words = one_line(claim.text).lower() or "a number not stated"
    elif low is None or (low == 0 and high):
        words = f"up to {high:,}"
    elif high is None:
        vague = _VAGUE.search(claim.text) and not re.search(r"\d", claim.text)
        words = one_line(claim.text).lower() if vague else f"{low:,} or more"
    elif low == high:
        words = f"{low:,}"
    else:
        words = f"{low:,} to {high:,}"
    if claim.approx and not words.startswith(("about", "some", "around", "up to")):
        words = f"about {words}"
    return words


def figure(claim: CasualtyClaim) -> str:
    """The number, the outcome and the way of counting: "32 killed in all"."""
    words, outcome = number(claim), OUTCOMES[claim.outcome]
    if claim.counting == "new":
        more = words if re.search(r"\bmore\b", words) else f"{words} more"
        if re.search(r"\bor more\b", words):
            more = f"another {words}"
        return f"{more} {outcome}"
    if claim.counting == "cumulative":
        return f"{words} {outcome} in all"
    return f"{words} {outcome}"


def who(claim: CasualtyClaim) -> str:
    """Whom a claim counts, in the report's words where it has some."""
    words, counted = one_line(claim.victims), one_line(claim.text)
    named = re.match(r"(?:an?|the|his|her|their)\b", words, re.IGNORECASE)
    if words.lower().startswith(counted.lower()) and not named:
        words = words[len(counted) :].strip(" ,")
    words = re.sub(r"^of\s+", "", words)
    if words.lower() in ("", "both", "both sides"):
        return _OF_ONE_STATUS.get(claim.victim_status, "people")
    return words


def side(name: str | None) -> str:
    """The name of a side; `both` and unknown in words."""
    if name is None:
        return "not stated"
    return "both sides" if name == "both" else one_line(name)


def said_by(claim: Claim) -> str:
    """Who says it, by which speaker, with which word, relayed by whom.

    >>> words = dict(start=0, end=1, evidence="x", outcome="killed", text="x")
    >>> said_by(CasualtyClaim(**words))
    'the report itself'
    """
    if claim.attributed_to is None:
        says = "not attributed" if claim.attribution_cue else "the report itself"
        if claim.speaker:
            says = one_line(claim.speaker)
    else:
        says = one_line(claim.attributed_to)
        if claim.speaker and claim.speaker not in claim.attributed_to:
            says = f"{one_line(claim.speaker)}, {says}"
    if claim.attribution_cue:
        says += f" “{one_line(claim.attribution_cue)}”"
    if claim.relayed_by:
        says += f", relayed by {one_line(claim.relayed_by)}"
    return says


def remarks(claim: Claim) -> list[str]:
    """What to bear in mind about a claim: denied, disputed, confirmed; hardly sure."""
    notes: list[str] = []
    if claim.stance != "asserts":
        notes.append(_STANCES[claim.stance])
    if claim.denied:
        notes.append("disputed in the report")
    if claim.confidence is not None and claim.confidence < UNSURE:
        notes.append(f"unsure ({sureness(claim.confidence)})")
    return notes


def sureness(confidence: float) -> str:
    """A confidence in hundredths.

    >>> sureness(0.4)
    '.40'
    """
    return f"{confidence:.2f}".removeprefix("0")


def where_when(claim: Claim, report: Report) -> str:
    """Place and period of a claim, as short as the report's own date allows."""
    when = period(claim.date_start, claim.date_end, beside=report.date)
    return ", ".join(filter(None, (one_line(claim.place or ""), when)))


def period(start: date | None, end: date | None, *, beside: date | None = None) -> str:
    """A period in words; the year is left out where it is that of `beside`.

    >>> day = date(2020, 9, 28)
    >>> period(date(2020, 9, 27), day, beside=day)
    '27–28 Sep'
    >>> period(None, day), period(date(1990, 1, 1), date(1994, 12, 31))
    ('by 28 Sep 2020', '1990–1994')
    """
    if start is None and end is None:
        return ""
    if start is None:
        return f"by {_day(end, beside)}"
    if end is None:
        return f"from {_day(start, beside)}"
    if start == end:
        return _day(start, beside)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        if start.year == end.year:
            return str(start.year)
        return f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        if start.day == 1 and _last_of_month(end):
            return f"{end:%b} {end.year}"
        return f"{start.day}–{_day(end, beside)}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {_day(end, beside)}"
    return f"{_day(start, None)} – {_day(end, None)}"


def _last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _day(day: date | None, beside: date | None) -> str:
    if day is None:
        return ""
    year = "" if beside is not None and beside.year == day.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def relation_notes(
    claim: Claim, names: Mapping[str, str], account: Account
) -> list[str]:
    """How a claim stands to others, and whether its parts make it up."""
    notes = []
    sums = [balance for balance in account.balance if balance.whole == claim.id]
    for balance in sums:
        parts = " + ".join(names.get(part, "?") for part in balance.parts)
        notes.append(
            f"= {parts} ✓" if balance.holds else f"≠ {parts} ({balance.sum:,})"
        )
    beside = {
        part
        for balance in account.balance
        if claim.id in balance.parts
        for part in balance.parts
    }
    for kind, words in _RELATIONS.items():
        others = [
            names[relation.claim]
            for relation in claim.relations
            if relation.type == kind
            and relation.claim in names
            # That parts of one sum add up is said where the sum is.
            and not (kind == "adds_to" and relation.claim in beside)
        ]
        if others:
            notes.append(f"{words} {', '.join(others)}")
    if not sums:
        whole = [
            names[relation.claim]
            for relation in claim.relations
            if relation.type == "sums" and relation.claim in names
        ]
        if whole:
            notes.append(f"= {' + '.join(whole)}")
    return notes


def not_disclosed(claim: NondisclosureClaim) -> str:
    """What a side has not said: "military casualties not announced"."""
    if claim.outcome == "casualty":
        kind = {"combatant": "military ", "civilian": "civilian "}
        return f"{kind.get(claim.victim_status, '')}casualties not announced"
    people = _OF_ONE_STATUS.get(claim.victim_status, "people")
    return f"number of {people} {OUTCOMES[claim.outcome]} not announced"


def bounds(toll: Toll, claims: Mapping[str, Claim]) -> tuple[str, str, str]:
    """Low, best and high of a toll: "?" is unknown, "24+" is open at the top.

    Where no bound is given at the top, the largest figure that any of its claims
    vouches for stands with a plus.
    """
    unknown = toll.best is None and not toll.low
    low = "?" if toll.low is None or unknown else f"{toll.low:,}"
    best = "?" if toll.best is None else f"{toll.best:,}"
    if toll.high is not None:
        return low, best, f"{toll.high:,}"
    floors = [toll.low or 0, toll.best or 0]
    for reason in toll.reasons:
        claim = claims.get(reason)
        if isinstance(claim, CasualtyClaim):
            floors.append(claim.low or 0)
    return low, best, f"{max(floors):,}+" if max(floors) else "?"


def teller(toll: Toll) -> str:
    """Whose word the best figure of a toll is."""
    if toll.undisclosed:
        return "not disclosed"
    if toll.said_by:
        return ", ".join(one_line(name) for name in toll.said_by)
    return "the report itself" if toll.best is not None else ""


def balance_lines(account: Account, claims: Mapping[str, Claim]) -> list[str]:
    """Whether the figures add up, one sentence for each total that is no part itself.

    "The figures balance: 32 fighters + 6 + 2 civilians = 40, the total the report
    gives."
    """
    by_whole = {balance.whole: balance for balance in account.balance}
    inner = {part for balance in account.balance for part in balance.parts}
    lines = []
    for balance in account.balance:
        if (
            balance.holds
            and balance.whole in inner
            and balance is by_whole.get(balance.whole)
        ):
            continue
        parts = " + ".join(_counted(_unfold(balance, by_whole), claims))
        stated = f"{balance.stated:,}"
        if balance.holds:
            lines.append(
                f"The figures balance: {parts} = {stated}, the total the report gives."
            )
        else:
            lines.append(
                f"The figures do not balance: {parts} = {balance.sum:,}, "
                f"but the report gives {stated}."
            )
    return lines


def _unfold(balance: Balance, by_whole: Mapping[str, Balance]) -> list[str]:
    """The smallest parts of a total: a part that is itself a sum gives its own."""
    if not balance.holds:
        return list(balance.parts)
    parts: list[str] = []
    waiting, seen = list(reversed(balance.parts)), {balance.whole}
    while waiting:
        part = waiting.pop()
        deeper = by_whole.get(part)
        if deeper is not None and deeper.holds and part not in seen:
            seen.add(part)
            waiting.extend(reversed(deeper.parts))
        else:
            parts.append(part)
    return parts


def _counted(parts: list[str], claims: Mapping[str, Claim]) -> list[str]:
    """Numbers with their nouns; a noun that the next part shares is said once."""
    words: list[tuple[str, str]] = []
    for part in parts:
        claim = claims.get(part)
        if not isinstance(claim, CasualtyClaim):
            words.append(("?", ""))
            continue
        noun = who(claim)
        plain = len(noun.split()) == 1 and noun.endswith(("s", "people"))
        status = _OF_ONE_STATUS.get(claim.victim_status, "")
        words.append((number(claim), noun if plain else status))
    said = []
    for place, (amount, noun) in enumerate(words):
        following = words[place + 1][1] if place + 1 < len(words) else None
        said.append(f"{amount} {noun}" if noun and noun != following else amount)
    return said


def disagreements(account: Account, names: Mapping[str, str]) -> list[str]:
    """One line for each pair of claims that cannot both hold."""
    return [
        f"{names[one]} and {names[other]} disagree; both are shown, neither wins."
        for one, other in account.contradictions
        if one in names and other in names
    ]
