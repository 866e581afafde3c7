"""Datelines: the place, the day and the agency at the head of a story.

A dateline is read part by part, since every house orders the parts in its own way:

    BAKU, Sept 28 (Agency) - …          KIEV (Agency) - …
    MOSCOW. Sept 28 (Agency) - …        MOSCOW, September 28. /AGENCY/. …
    STEPANAKERT, 28 SEPTEMBER, AGENCY: …  Baku, September 28, AGENCY
    NAIROBI, Kenya (AGENCY) _ …         ISLAMABAD/KABUL (Agency) - …
    SAN SALVADOR, 3 JAN 90 (RADIO) -- [REPORT] [TEXT] …

What follows the parts, and how much they say, then decides whether it is a dateline at
all: "NATO: …" and "Free Syrian Army (FSA) – …" are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from herodotus.sources.dates import PrintedDate, match_date, skip_clock
from herodotus.sources.places import as_place, match_place
from herodotus.sources.wording import wording

_GAP = re.compile(r"[ \t]*(?:[,.;][ \t]*)*")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]|/ ?([^/\n]{2,40}?) ?/")
_DASH = re.compile(r"[.,]?[ \t]*(?:-{1,3}|–|—|―|−|_|:-)(?=[\s\[(\"“”'‘]|[^\W\d_]|\d|$)")
_COLON = re.compile(r"[ \t]*:(?=\s|$)")
_STOP = re.compile(r"[ \t]*\.(?=\s|$)")
_LINE_END = re.compile(r"[.,:]?[ \t]*(?=\n|$)")
_SITE = re.compile(r"[A-Za-z][\w-]*\.(?:net|com|org|info|news|tv|[a-z]{2})\b(?!\.\w)")
_BY = re.compile(r"(?i:by)\s")
_SLASH = re.compile(r"[ \t]*/(?=[ \t])")
_DATED = re.compile(r",[ ]?(?:\d|NO DATE|[A-Z][a-z]{2,8}\.? \d)")
_SPACED_DASH = re.compile(r"[ \t]+(?:--|–|—)[ \t]")
_UNDATED = re.compile(r"(?:NO DATE|no date)\b")  # a monitor's
_LONG_LINE = 60


@dataclass
class Dateline:
    """What a dateline says, and the stretch of text that it takes up."""

    start: int
    end: int = 0
    place: str | None = None
    date: PrintedDate | None = None
    agency: str | None = None


@dataclass
class _Parts:
    """The parts read so far, and how each was printed."""

    at: int
    place: str | None = None
    capitals: bool = False
    region: str | None = None
    date: PrintedDate | None = None
    agency: str | None = None
    known: bool = False  # the agency is one that we know
    bracketed: str | None = None
    hidden: bool = False  # the place is a monitor's word for "unknown"
    order: list[str] = field(default_factory=list)


def match_dateline(text: str, start: int, *, shouted: bool = False) -> Dateline | None:
    """The dateline that opens the line at `start`, if one does.

    `shouted` says that the whole text is in capitals, so that capitals prove nothing.

    >>> found = match_dateline("GORIS, Sept 30 (AFP) - Shells fell at dawn.", 0)
    >>> found.place, found.date.day, found.agency, found.end
    ('Goris', 30, 'AFP', 22)
    """
    words = wording()
    note = words.slug_note.match(text, start)
    parts = _parts(text, note.end() if note else start)
    if not parts.order:
        return None
    if shouted:
        parts.capitals = False
    end = _end(text, start, parts)
    if end is None:
        return None
    end = _late_date(text, end, parts)
    end = _skip_tags(text, end)
    place = ", ".join(name for name in (parts.place, parts.region) if name)
    found = Dateline(start, end, place or None, parts.date, parts.agency)
    alone = parts.agency and not place and not parts.date
    return _joined(text, found) if alone else found


def _late_date(text: str, end: int, parts: _Parts) -> int:
    """Past a date between the dash and the prose: "CAIRO – 25 July 2022: …"."""
    at = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip(" "))
    dated = match_date(text, at) if parts.date is None else None
    closed = dated and (_DASH.match(text, dated[1]) or _COLON.match(text, dated[1]))
    if not dated or not closed:
        return end
    parts.date = dated[0]
    return closed.end()


def _joined(text: str, first: Dateline) -> Dateline:
    """A signature and the dateline after it: "(AGENCY) - Rome, September 28 - …"."""
    at = first.end
    while text[at : at + 1] in {" ", "\t"}:
        at += 1
    second = match_dateline(text, at)
    if second is None or second.place is None:
        return first
    first.end, first.place = second.end, second.place
    first.date = second.date
    return first


def _parts(text: str, start: int) -> _Parts:
    parts = _Parts(start)
    while len(parts.order) < 6:
        gap = _GAP.match(text, parts.at)
        at = gap.end() if gap else parts.at
        sep = text[parts.at : at].strip()
        kind = _next_part(text, at, sep, parts)
        if kind is None:
            break
        parts.order.append(kind)
    return parts


def _next_part(text: str, at: int, sep: str, parts: _Parts) -> str | None:
    """Read one part at `at` into `parts`; its kind, or None if none is there."""
    if parts.date is None and "undated" not in parts.order:
        dated = match_date(text, at)
        if dated:
            parts.date, parts.at = dated
            parts.at = skip_clock(text, parts.at)
            return "date"
    if undated := _UNDATED.match(text, at):
        parts.at = undated.end()
        return "undated"
    bracket = _BRACKET.match(text, at)
    if bracket:
        return _bracket(bracket, parts)
    if not parts.agency and _bare_agency(text, at, parts):
        return "agency"
    if parts.place is None:
        found = match_place(text, at)
        if found:
            name, parts.capitals, parts.at = found
            parts.place = as_place(name)
            return "place"
    elif parts.region is None and sep == "," and parts.order[-1] == "place":
        found = match_place(text, at, words=4)
        if found:
            short = len(found[0]) <= 3  # "MO", "UK"
            parts.region = found[0] if short else as_place(found[0])
            parts.at = found[2]
            return "region"
    return None


def _bracket(bracket: re.Match[str], parts: _Parts) -> str | None:
    inner = next(group for group in bracket.groups() if group).strip()
    dated = match_date(inner, 0)
    if dated and dated[1] == len(inner) and parts.date is None:
        parts.date, parts.at = dated[0], bracket.end()
        return "date"
    signature = as_place(inner) if " " in inner else inner  # "(RADIO CENTRAL)"
    known = wording().agency(inner) or _known_start(inner)
    if known and not parts.known:
        parts.agency, parts.known = known, True
    elif not known and parts.order == ["place"] and bracket[2] is None:
        named, rest = match_place(inner, 0), bracket.string[bracket.end() :]
        square = bracket[0].startswith("[")
        whole = named is not None and named[2] == len(inner)
        if whole and (square or not inner.isupper() or _DATED.match(rest)):
            parts.bracketed = inner
            parts.region = as_place(inner)
        else:
            parts.bracketed, parts.agency = inner, signature
    elif parts.agency is None and not inner.isdigit() and not _BY.match(inner):
        parts.bracketed, parts.agency = inner, signature
    elif not known and not _BY.match(inner):
        return None
    parts.at = bracket.end()
    return "bracket"


def _known_start(inner: str) -> str | None:
    """A known agency before a comma or slash: "(Agency/Paper)", "(Agency, local)"."""
    return wording().agency(re.split(r"[/,;|]| - ", inner)[0].strip())


def _bare_agency(text: str, at: int, parts: _Parts) -> bool:
    words = wording()
    found = words.bare_agency.match(text, at)
    name = words.agency(found[0]) if found else None
    if not found:
        found = _SITE.match(text, at)
        name = found[0] if found else None
    if not found or not name:
        return False
    end = found.end()
    first = not parts.order
    after = [_DASH, _COLON, *([_SLASH] if first else [_STOP, _LINE_END])]
    if len(found[0]) < 3:
        after = [_SPACED_DASH]
    listed = not first and text[end : end + 1] in {",", "/"}
    if not listed and not any(ending.match(text, end) for ending in after):
        return False
    parts.agency, parts.known, parts.at = name, True, end
    return True


def _end(text: str, start: int, parts: _Parts) -> int | None:
    """Where the dateline ends, or None if what was read is no dateline after all."""
    if not _may_be_place(parts):
        return None
    at = parts.at
    dash = _DASH.match(text, at)
    if not dash and parts.order == ["agency"]:
        dash = _SLASH.match(text, at)
    if dash:
        return _outlet_line(text, start, dash.end(), parts) or (
            dash.end() if _dash_proves(text, start, dash, parts) else None
        )
    signed = parts.known or (parts.bracketed is not None and parts.agency is not None)
    colon = _COLON.match(text, at)
    if colon:
        proved = parts.known or (parts.date and parts.place)
        if proved or (parts.capitals and _is_long(text, start)):
            return colon.end()
        return None
    stop = _STOP.match(text, at)
    if stop and parts.place and parts.date and (parts.known or parts.capitals):
        return stop.end()
    if stop and parts.place and parts.known:
        return stop.end()
    line_end = _LINE_END.match(text, at)
    if line_end and parts.place and (parts.date or parts.known):
        return line_end.end()
    if parts.place and parts.date and signed:
        return at
    if parts.place and parts.capitals and parts.known:
        return at
    return None


def _may_be_place(parts: _Parts) -> bool:
    if parts.place is None:
        signed = parts.known and "bracket" in parts.order
        return signed or parts.order == ["agency"]
    words = wording()
    plain = parts.place.casefold()
    if plain in {"clandestine", "no city"}:  # a monitor's words for a hidden voice
        parts.place, parts.hidden = None, True
        return parts.date is not None or "undated" in parts.order
    if plain in words.not_places and not (parts.date and parts.agency):
        return False
    return not words.never_in_places & set(re.findall(r"[\w'’]+", plain))


def _dash_proves(text: str, start: int, dash: re.Match[str], parts: _Parts) -> bool:
    if parts.date and (parts.place or parts.agency):
        return True
    if parts.hidden or "undated" in parts.order:
        return True
    if parts.known:
        return True
    if parts.place is None:
        return False
    tight = text[dash.start()] not in " \t.," and dash[0] in {"-", "_"}
    if tight and not parts.agency:  # a hyphen inside a name
        return False
    if parts.agency and parts.bracketed:
        return parts.capitals or _unlike_initials(parts.place, parts.bracketed)
    alone = text[dash.end() : dash.end() + 1] in {"", "\n"}
    if parts.capitals and (alone or parts.region):
        return True
    few = len(parts.place.split()) <= 3
    if not few or not _is_long(text, start):
        return False
    if parts.capitals:
        return True
    following = text[dash.end() : dash.end() + 3].lstrip()
    return bool(following) and (not following[0].islower())


def _unlike_initials(place: str, inner: str) -> bool:
    """Whether a bracket after a name is more than its own short form.

    >>> _unlike_initials("Free Syrian Army", "FSA"), _unlike_initials("Homs", "ARA")
    (False, True)
    """
    letters = [char for char in inner.casefold() if char.isalpha()]
    initials = [word[0].casefold() for word in re.split(r"[\s-]+", place) if word]
    return bool(letters) and letters[0] != initials[0] and inner[:1].isupper()


def _outlet_line(text: str, start: int, at: int, parts: _Parts) -> int | None:
    """The end of a line that holds nothing but a place and an outlet."""
    if parts.agency or not parts.place:
        return None
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    outlet = text[at:line_end].strip()
    if not outlet or len(outlet) > 40 or not (known := wording().agency(outlet)):
        return None
    parts.agency, parts.known = known, True
    return line_end


def _is_long(text: str, start: int) -> bool:
    """Whether the line reads on as prose does, unlike a headline."""
    line_end = text.find("\n", start)
    line = text[start : len(text) if line_end < 0 else line_end].rstrip()
    return len(line) >= _LONG_LINE or line.endswith((".", '."', ".”"))


def _skip_tags(text: str, end: int) -> int:
    """Past a monitor's tags, "[REPORT] [PRESS OFFICE] [TEXT]", if there are any."""
    ahead = re.compile(r"\s*\[([^\[\]]{1,300})\]")
    at, tagged = end, None
    while found := ahead.match(text, at):
        at = found.end()
        if wording().monitor_tag.match(text, found.start(1) - 1):
            tagged = at
    return tagged or end
