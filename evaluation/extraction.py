"""How well the report is told from the page around it, over the layouts of `pages/`.

Each layout is a page as one content system writes it, with its own menus, captions,
advertisements, links to other stories and comments. Six stories are set into each.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from evaluation.measure import HERE, Measure
from evaluation.run import digest, herodotus, records, write_records
from evaluation.stories import Story, story

LAYOUTS = HERE / "pages"
STORIES = 6
_WORD = re.compile(r"\w+")


class Extracted(NamedTuple):
    """What came out of one page, beside what should have."""

    layout: str
    wanted: Story
    text: str | None
    day: str | None
    title: str | None


def extraction(shared: Path, work: Path) -> Iterator[Measure]:
    """F1 of words, over all pages and in the worst layout; claims from surroundings."""
    found = list(extracted())
    data = digest(*sorted(LAYOUTS.glob("*.html")), HERE / "stories.py")
    scores: dict[str, list[float]] = collections.defaultdict(list)
    for page in found:
        scores[page.layout].append(f1(page.text or "", page.wanted.text))
    each = [score for layout in scores.values() for score in layout]
    worst = min(sum(layout) / len(layout) for layout in scores.values())
    dated = [str(page.wanted.date) == page.day for page in found]
    yield Measure("pages: words, F1", sum(each) / len(each), data)
    yield Measure("pages: words, F1, worst layout", worst, data)
    yield Measure(
        "pages: date of publication, share right", sum(dated) / len(dated), data
    )
    yield Measure(
        "pages: claims from around the report", float(strays(found, work)), data
    )


def extracted() -> Iterator[Extracted]:
    """Every story in every layout, read back."""
    from herodotus.model import Report
    from herodotus.sources import read_inputs

    for number, path in enumerate(sorted(LAYOUTS.glob("*.html"))):
        for seed in range(number * STORIES, (number + 1) * STORIES):
            wanted = story(seed)
            (read,) = read_inputs(["-"], stdin=BytesIO(page(path, wanted)))
            if isinstance(read, Report):
                yield Extracted(
                    path.stem, wanted, read.text, str(read.date), read.title
                )
            else:
                yield Extracted(path.stem, wanted, None, None, None)


def page(layout: Path, of: Story) -> bytes:
    """A story set into a layout, in the encoding that the layout declares."""
    from jinja2 import Environment

    source = layout.read_text("utf-8")
    html = Environment(autoescape=True).from_string(source)
    slug = re.sub(r"\W+", "-", of.title.lower())
    text = html.render(
        **of._asdict(),
        url=f"https://paper.example/world/{slug}",
        iso=f"{of.date.isoformat()}T10:12:00+04:00",
        long_date=f"{of.date:%A}, {of.date.day} {of.date:%B %Y}",
        dotted_date=f"{of.date:%d.%m.%Y}",
    )
    narrow = re.search(r"charset=(windows-1252|iso-8859-1)", source)
    return text.encode("cp1252" if narrow else "utf-8")


def f1(text: str, wanted: str) -> float:
    """The F1 of the words of a text against those wanted, each as often as it stands.

    >>> f1("Ten men died", "Ten men died on Monday")
    0.75
    """
    ours, theirs = (
        collections.Counter(_WORD.findall(words.casefold())) for words in (text, wanted)
    )
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def strays(found: list[Extracted], work: Path) -> int:
    """How many claims are read from paragraphs that are not the report's."""
    suspect = {
        f"{page.layout}-{number}": (page.text, lines)
        for number, page in enumerate(found)
        if page.text and (lines := surplus(page.text, page.wanted.text))
    }
    if not suspect:
        return 0
    asked = write_records(
        work / "pages.jsonl",
        ({"id": id_, "text": text} for id_, (text, _) in suspect.items()),
    )
    count = 0
    for reading in records(herodotus("read", asked, failures=True)):
        _, lines = suspect[reading["id"]]
        count += sum(
            any(start <= claim["start"] < end for start, end in lines)
            for claim in reading["claims"]
        )
    return count


def surplus(text: str, wanted: str) -> list[tuple[int, int]]:
    """The stretches of the lines that are not in the report.

    >>> surplus("Ten died.\\nMenu", "Ten died.")
    [(10, 14)]
    """
    known = " ".join(_WORD.findall(wanted))
    found = []
    for line in re.finditer(r"[^\n]+", text):
        words = " ".join(_WORD.findall(line[0]))
        if words and words not in known:
            found.append(line.span())
    return found
