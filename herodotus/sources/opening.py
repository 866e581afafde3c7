"""The opening of a report: what it says of itself before the prose begins.

Wire copy and web archives print a date, a place, a byline, an agency and notes to
editors above the prose or at its head. `read_opening` finds them in the first lines.
Headlines stay: they are text, and make claims like any other sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from herodotus.sources.authors import author_name
from herodotus.sources.dateline import Dateline, match_dateline
from herodotus.sources.dates import (
    PrintedDate,
    find_date,
    has_clock,
    match_date,
    skip_clock,
    without_dates,
)
from herodotus.sources.places import as_place, match_place
from herodotus.sources.wording import wording

_LINES = 16
_PROSE_LINES = 3
_REACH = 6000
_WRAP = 50

_STAMP = re.compile(
    r"\s*date[ \t:]+(?P<date>(?:1[89]|20)\d\d(?:-\d\d){0,2})(?![\d-])[ \t]*"
)
_LABEL = re.compile(
    r"(?i)(?P<label>(?:(?:first |originally |date )?(?:published|posted|issued)"
    r"(?:[ ]date)?(?:[ ](?:on|at))?|publication date|release date|last (?:updated|"
    r"modified|edited)|updated(?:[ ](?:on|at))?|created|date(?:line)?|dated|place|"
    r"location|city|country|source|publisher|agency|newspaper|author|byline|reporter|"
    r"by|filed by))[ \t]*(?P<colon>:)?[ \t]*(?P<value>.*)"
)
_BYLINE = re.compile(
    r"(?:By|by|BY|From|FROM|Reporting by|Written by)[ \t]+(?P<names>\S.*)"
)
_URL = re.compile(r"(?:(?:URL|Link|Source)[ \t]*:[ \t]*)?(https?://[^\s<>]+)")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*\.?|&")
_SMALL = frozenset(
    {"and", "in", "at", "of", "for", "the", "de", "la", "al", "bin", "van"}
)
_MINOR = re.compile(
    r"(?i)\b(?:published|posted|updated|last|modified|edited|on|at|by|date)\b"
)


@dataclass
class Opening:
    """What a report says of itself, and the stretches that say it.

    Attributes:
        headers: stretches that are no prose: date lines, bylines, notes to editors.
        dateline: the dateline, wherever it stands.
        body_start: where the text proper begins, past a header or dateline that opens
            it; 0 if it opens with a headline or prose.
    """

    date: PrintedDate | None = None
    place: str | None = None
    agency: str | None = None
    author: str | None = None
    url: str | None = None
    headers: list[tuple[int, int]] = field(default_factory=list)
    dateline: Dateline | None = None
    body_start: int = 0


def read_opening(text: str) -> Opening:
    """Find the header, byline and dateline in the first lines of a report.

    >>> opening = read_opening(" date 2020-09-30 Goris\\n\\nShells fell at dawn.")
    >>> opening.date, opening.place, opening.body_start
    (PrintedDate(year=2020, month=9, day=30), 'Goris', 24)
    """
    head = text[:_REACH]
    opening = Opening()
    at = _stamp(head, opening)
    shouted = _is_shouted(head)
    prose = 0
    for _ in range(_LINES):
        at = _skip_space(head, at)
        line_end = head.find("\n", at)
        line_end = len(head) if line_end < 0 else line_end
        if at >= line_end or prose == _PROSE_LINES:
            break
        line = head[at:line_end].strip()
        if (
            _is_note(line, opening, shouted=shouted)
            or _labelled(line, opening)
            or _byline(line, opening)
        ):
            opening.headers.append((at, line_end))
        elif dateline := match_dateline(head, at, shouted=shouted):
            strong = dateline.agency or dateline.date
            if strong or (prose == 0 and not _is_wrapped(head, at)):
                opening.dateline = dateline
                _signature(head, opening)
                break
            prose += 1
        elif _date_line(line, opening):
            opening.headers.append((at, line_end))
        else:
            _within_headline(head, at, line_end, opening)
            prose += _is_prose(head[at:line_end])
        at = line_end
    opening.body_start = _body_start(text, opening)
    return opening


def _stamp(text: str, opening: Opening) -> int:
    """The archive's own line, " date 2020-09-30 Goris"; where the rest begins."""
    found = _STAMP.match(text)
    if not found:
        return 0
    opening.date = PrintedDate(*(int(part) for part in found["date"].split("-")))
    end = found.end()
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    place = _whole_place(text[end:line_end].strip())
    if place:
        opening.place = place
        end = line_end
    opening.headers.append((found.start(), end))
    return end


def _is_note(line: str, opening: Opening, *, shouted: bool) -> bool:
    """A note to editors, an address, or an agency's name, alone on a line."""
    words = wording()
    if address := _URL.fullmatch(line):
        opening.url = opening.url or address[1]
        return True
    if words.slug_note.fullmatch(line) or (not shouted and words.slug_line.match(line)):
        return True
    agency = words.agency(line.strip("()[]:-–— "))
    opening.agency = opening.agency or agency
    return agency is not None


def _labelled(line: str, opening: Opening) -> bool:
    """A line such as "Published On 30 Sep 2020" or "Source: Agency"."""
    found = _LABEL.fullmatch(line)
    if not found or len(line) > 120:
        return False
    label, value = found["label"].casefold(), found["value"].strip()
    if label.startswith(("place", "location", "city", "country")):
        place = _whole_place(value)
        if found["colon"] and place:
            opening.place = opening.place or place
            return True
        return False
    dated = find_date(value)
    if label.startswith(("source", "publisher", "agency", "newspaper")):
        if not found["colon"]:
            return False
        name = wording().agency(without_dates(value).strip(" ,.|-–—"))
        opening.agency = opening.agency or name
    elif label in {"author", "byline", "reporter", "by", "filed by"}:
        if not found["colon"]:
            return False
        opening.author = opening.author or _author(value)
    elif not dated or len(without_dates(value).split()) > 6:
        return False
    if dated:
        _keep_date(dated[0], opening)
    return True


def _byline(line: str, opening: Opening) -> bool:
    """A line such as "By A. Writer, Agency | Sept 30, 2020 10:15 AM"."""
    found = _BYLINE.fullmatch(line)
    if not found or len(line) > 120 or line.endswith((".", "!", "?")):
        return False
    names = without_dates(found["names"])
    words = _NAME.findall(names)
    if not words or not all(
        word[0].isupper() or word in _SMALL or word == "&" for word in words
    ):
        return bool(wording().agency(names.strip(" ,|-–—()")))
    if len(words) > 12:
        return False
    for part in re.split(r"[|,/()·•–—]| - ", names):
        known = wording().agency(part.strip())
        opening.agency = opening.agency or known
    opening.author = opening.author or _author(line)
    dated = find_date(found["names"])
    if dated:
        _keep_date(dated[0], opening)
    return True


def _author(byline: str) -> str | None:
    """Who wrote it, as a byline says, without an agency that is named beside."""
    parts = re.split(r"([|,/()·•–—]| - )", without_dates(byline))
    names = filter(None, map(author_name, parts[::2]))
    people = [name for name in names if not wording().agency(name)]
    return ", ".join(people[:1] if "|" in parts else people) or None


def _date_line(line: str, opening: Opening) -> bool:
    """A line that is a date, with a clock time, an agency or a section beside it."""
    if len(line) > 120:
        return False
    dated = find_date(line)
    if not dated or dated[0].year is None:
        return False
    rest = _MINOR.sub(" ", without_dates(line))
    agency = next(
        (
            name
            for part in re.split(r"[|,/()·•–—]| - ", rest)
            if (name := wording().agency(part.strip()))
        ),
        None,
    )
    left = re.findall(r"[^\W_]+", rest)
    if not agency and (len(left) > 2 or not all(word[0].isupper() for word in left)):
        return False
    if agency and len(left) > 8:
        return False
    if line.endswith(".") and left and not agency:
        return False
    opening.agency = opening.agency or agency
    _keep_date(dated[0], opening)
    return True


def _within_headline(text: str, start: int, end: int, opening: Opening) -> None:
    """A mark before a headline ("UPDATE 2-"), a date and time after it."""
    line = text[start:end]
    mark = wording().slug_mark.match(line)
    if mark:
        opening.headers.append((start, start + mark.end()))
    for found in re.finditer(r"(?<=[ \t(|,])(?=[A-Z\d])", line):
        dated = match_date(line, found.start())
        if not dated or dated[0].year is None:
            continue
        stop = skip_clock(line, dated[1])
        if has_clock(line[dated[1] : stop]) and not line[stop:].strip(" \t|)."):
            _keep_date(dated[0], opening)
            opening.headers.append((start + found.start(), end))
            return


def _signature(text: str, opening: Opening) -> None:
    """Take over what the dateline says, and an agency alone on the next line."""
    dateline = opening.dateline
    if dateline is None:
        return
    at = _skip_space(text, dateline.end)
    line_end = text.find("\n", at)
    if not dateline.agency and line_end > at and "\n" in text[dateline.end : at]:
        agency = wording().agency(text[at:line_end].strip("()[]: -–—"))
        if agency:
            dateline.agency = agency
            opening.headers.append((at, line_end))
    opening.agency = dateline.agency or opening.agency


def _body_start(text: str, opening: Opening) -> int:
    spans = list(opening.headers)
    if opening.dateline:
        spans.append((opening.dateline.start, opening.dateline.end))
    at = 0
    for start, end in sorted(spans):
        if start > _skip_space(text, at):
            break
        at = max(at, end)
    return _skip_space(text, at) if at else 0


def _keep_date(found: PrintedDate, opening: Opening) -> None:
    """Keep a whole date; one that an earlier, coarser date agrees with refines it."""
    known = opening.date
    if known is None or known.day is None:
        opening.date = found


def _whole_place(value: str) -> str | None:
    """The place that `value` is, if it is one and nothing else."""
    found = match_place(value, 0)
    if not found:
        return None
    name, _, end = found
    rest = value[end:].strip()
    if rest.startswith(","):
        region = match_place(rest[1:].strip(), 0)
        if not region or region[2] != len(rest[1:].strip()):
            return None
        name = f"{as_place(name)}, {as_place(region[0])}"
    elif rest:
        return None
    words = wording()
    plain = set(re.findall(r"[\w'’]+", name.casefold()))
    if name.casefold() in words.not_places or plain & words.never_in_places:
        return None
    return as_place(name)


def _is_prose(line: str) -> bool:
    line = line.rstrip()
    return len(line) >= 160 or (
        len(line) >= 40 and line.endswith((".", "!", "?", ".”", '."', ".'", ".’"))
    )


def _is_wrapped(text: str, start: int) -> bool:
    """Whether the line at `start` may run on from the one right above it."""
    above = text[:start].rstrip(" \t")
    line = above[above.rfind("\n", 0, len(above) - 1) + 1 :]
    return line.endswith("\n") and len(line) > _WRAP and line[-2] not in '.!?"”'


def _is_shouted(text: str) -> bool:
    letters = [char for char in text[:1500] if char.isalpha()]
    return sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
