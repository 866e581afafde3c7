"""Settings for every test."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import settings

from tests.databases import (  # noqa: F401 (fixtures of every test)
    bare_place,
    database,
    ledger,
    many,
    new_database,
    place,
    server,
    template_database,
    template_file,
    where,
)

# The same examples each time, so that a failure says something about the change at
# hand; HYPOTHESIS_PROFILE=explore tries new ones. No deadline: machines are busy.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
# What a user of this machine has added to the gazetteer counts in no test.
os.environ["HERODOTUS_DATA"] = str(Path(__file__).parent / "no-such-folder")

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
