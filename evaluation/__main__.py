"""`python -m evaluation SHARED`: measure, print one table, hold the floors."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from evaluation.attribution import attributions
from evaluation.checks import checks
from evaluation.claims import reports, sample
from evaluation.copies import copies
from evaluation.counts import counts
from evaluation.events import events
from evaluation.extraction import extraction
from evaluation.floors import complaints, load_floors, raised, save_floors
from evaluation.measure import Measure, targets
from evaluation.mutations import mutations
from evaluation.names import names
from evaluation.parser import parser
from evaluation.places import places
from evaluation.table import table
from evaluation.times import times
from evaluation.war import war
from evaluation.wars import wars
from evaluation.wire import wire

#: Each set: from the shared folder and a work folder to its measures.
SETS: dict[str, Callable[[Path, Path], Iterator[Measure]]] = {
    "sample": sample,
    "reports": reports,
    "wire": wire,
    "counts": counts,
    "events": events,
    "parser": parser,
    "attribution": attributions,
    "time": times,
    "places": places,
    "names": names,
    "war": war,
    "wars": wars,
    "copies": copies,
    "checks": checks,
    "pages": extraction,
    "damage": mutations,
}

#: Sets that take long and change seldom, measured when they are asked for, each with
#: what the names of its measures begin with.
ON_DEMAND = {"damage": "damaged inputs"}


def main() -> int:
    """Measure, print, compare; 1 when a floor is broken."""
    options = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    options.add_argument("shared", type=Path, help="the folder that holds gold/")
    options.add_argument("--only", choices=SETS, action="append", help="a set, not all")
    options.add_argument(
        "--raise",
        dest="lift",
        action="store_true",
        help="raise the pinned floors to what is measured now; lowers none",
    )
    asked = options.parse_args()
    usual = [name for name in SETS if name not in ON_DEMAND]
    measures = list(_measured(asked.shared, asked.only or usual))
    wanted, floors = targets(), load_floors()
    if asked.only:
        names_measured = {measure.name for measure in measures}
        held = {name: floors[name] for name in floors if name in names_measured}
    else:
        held = {
            name: floor
            for name, floor in floors.items()
            if name.partition(":")[0] not in ON_DEMAND.values()
        }
    print(table(measures, wanted, floors))
    broken = complaints(measures, held, wanted)
    for complaint in broken:
        print(f"FLOOR BROKEN  {complaint}")
    if asked.lift:
        save_floors(raised(measures, floors, wanted))
        print("Floors raised: evaluation/floors.toml")
    elif not broken:
        print(f"All {len(held)} pinned floors hold.")
    return 1 if broken else 0


def _measured(shared: Path, chosen: list[str]) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as work:
        for name in chosen:
            start = time.perf_counter()
            yield from SETS[name](shared, Path(work))
            taken = time.perf_counter() - start
            print(f"{name}: {taken:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
