"""Pictures of every page, to be looked at: light, dark and on a phone.

python -m tests.journeys.screenshots FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from evaluation.browser import started
from evaluation.serving import served
from herodotus.ledger import Ledger
from tests.journeys import ledgers
from tests.journeys.browser import PHONE, WIDE, go, visit

#: How each page is looked at.
LOOKS = {
    "light": {"size": WIDE},
    "dark": {"size": WIDE, "dark": True},
    "phone": {"size": PHONE, "device_scale_factor": 2},
}


def main(folder: Path) -> None:
    """Take the pictures, and say where they are."""
    with tempfile.TemporaryDirectory() as data:
        where = Path(data, "ledger.db")
        ledgers.fill(where, data=Path(data))
        with Ledger(where) as ledger:
            places = ledgers.places(ledger)
        with served(str(where), data) as server, started() as browser:
            for look, given in LOOKS.items():
                (folder / look).mkdir(parents=True, exist_ok=True)
                with visit(browser, server.address, **given) as page:  # type: ignore[arg-type]
                    for name, address in places:
                        go(page, address)
                        page.wait_for_load_state("networkidle")
                        page.screenshot(
                            path=folder / look / f"{name}.png", full_page=True
                        )
    print(f"{len(places) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
