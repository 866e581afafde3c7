"""How fast: words a second on one core, and seconds to the first claim.

`python -m evaluation.bench SHARED` joins the reports of the development set to texts
of about 500 words and reads them, model and rules together, as `herodotus read` does,
on one core. Then it starts `herodotus read` on the sample report several times, each
time as a new process, and stops the clock at the first claim. Last it opens the
gazetteer, each time in a new process. Medians are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.claims import SAMPLE
from evaluation.run import records

WORDS_A_REPORT = 500
PASSES = 5
STARTS = 7

#: Least and aim, as in the table of `make evaluate`.
SPEED = (2500, 6000)
START = (2.5, 1.2)
OPEN = (0.5, 0.1)
MEMORY = (150, 50)


def main() -> None:
    """Measure and print; machines differ, so nothing fails here."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench")
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    shared = parser.parse_args().shared
    seconds = seconds_to_first_claim(shared / "reports" / f"{SAMPLE}.txt")
    rows = records((shared / "gold" / "reports" / "dev.jsonl").read_bytes())
    texts = list(joined(row["text"] for row in rows))
    speeds = words_a_second(texts)
    print(f"{len(texts)} reports of about {WORDS_A_REPORT} words, one core")
    _show("words a second", speeds, SPEED, "at least", ".0f")
    _show("seconds to the first claim", seconds, START, "at most", ".2f")
    opened = [gazetteer_opened() for _ in range(STARTS)]
    _show("seconds to the first place", [s for s, _ in opened], OPEN, "at most", ".3f")
    _show("MB after 5,000 names", [mb for _, mb in opened], MEMORY, "at most", ".0f")


def joined(texts: Iterable[str], words: int = WORDS_A_REPORT) -> Iterator[str]:
    """Texts put together, in order, until each has at least so many words.

    >>> list(joined(["a b", "c", "d e", "f"], words=3))
    ['a b\\n\\nc', 'd e\\n\\nf']
    """
    kept: list[str] = []
    for text in texts:
        kept.append(text)
        if sum(len(part.split()) for part in kept) >= words:
            yield "\n\n".join(kept)
            kept = []
    if kept:
        yield "\n\n".join(kept)


def words_a_second(texts: list[str], passes: int = PASSES) -> list[float]:
    """The speed of each pass over the texts, on one core, after one warm-up text."""
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the system decides
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    # Imported late, so that the libraries count the cores that they may use.
    from herodotus.reading import Reader
    from herodotus.reconciliation import reconcile, relate
    from herodotus.sources import report_from_text

    reader = Reader.load()

    def read(text: str) -> None:
        reading = reader.read(report_from_text(text))
        reconcile(relate(reading.claims))

    words = sum(len(text.split()) for text in texts)
    read(texts[0])
    speeds = []
    for _ in range(passes):
        start = time.perf_counter()
        for text in texts:
            read(text)
        speeds.append(words / (time.perf_counter() - start))
    return speeds


def seconds_to_first_claim(report: Path, starts: int = STARTS) -> list[float]:
    """How long `herodotus read` takes to print its first line, each time anew."""
    command = [sys.executable, "-m", "herodotus", "read", str(report), "--json"]
    taken = []
    for _ in range(starts):
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            taken.append(time.perf_counter() - start)
        if not line or process.returncode:
            raise SystemExit("herodotus read failed on the sample report")
    return taken


#: Finds a first place, then the places of many names, as a long run would.
_GAZETTEER = """\
import pathlib, resource, time
from herodotus.gazetteer import find_place, places_named
from herodotus.gazetteer.tables import rows

def used():  # the peak that getrusage gives is the parent's on Linux
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(l for l in lines if l.startswith("VmRSS")).split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

before, start = used(), time.perf_counter()
find_place("Terter")
taken = time.perf_counter() - start
names = [row["name"] for row in rows("places.tsv")]
parts = ("", "San ", "New ", "Al ", "Saint ")
for part in parts:
    for name in names:
        places_named(part + name)
print(taken, used() - before)
"""


def gazetteer_opened() -> tuple[float, float]:
    """Seconds to the first place found, and megabytes after some thousand names."""
    done = subprocess.run(
        [sys.executable, "-c", _GAZETTEER], capture_output=True, text=True, check=True
    )
    seconds, size = map(float, done.stdout.split())
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    return seconds, size / unit


def _show(
    name: str, figures: list[float], asked: tuple[float, float], word: str, form: str
) -> None:
    middle, low, high = statistics.median(figures), min(figures), max(figures)
    print(
        f"{name:28}{middle:>8{form}}   ({low:{form}} to {high:{form}} in "
        f"{len(figures)} runs; {word} {asked[0]:g}, aim {asked[1]:g})"
    )


if __name__ == "__main__":
    main()
