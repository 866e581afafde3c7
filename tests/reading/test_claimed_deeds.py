"""What somebody claims to have done is theirs to answer for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim

Read = Callable[[str], list[CasualtyClaim]]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            (
                "COLOMBO, 5 May 2008 - The Sri Lankan army claimed to have killed 40 "
                "rebels near Mannar on Monday."
            ),
            "Sri Lanka army",
        ),
        (
            (
                "ADDIS ABABA, 8 June 2000 - Ethiopia claimed to have killed 3,000 "
                "Eritrean troops on the Zalambessa front."
            ),
            "Ethiopia",
        ),
        (
            (
                "MARIB, 9 October 2021 - The Houthis claimed to have captured 60 "
                "government soldiers in Marib."
            ),
            "Houthis",
        ),
        # not whoever leads the army
        (
            (
                "TRIPOLI, 9 April 2019 - The Libyan National Army, led by Khalifa "
                "Haftar, said 14 of its fighters had been killed."
            ),
            "Libyan National Army",
        ),
        (
            (
                "KHARTOUM, 21 April 2023 - The army, commanded by Gen. Abdel Fattah "
                "Burhan, claimed to have killed 30 RSF fighters in Khartoum."
            ),
            "Sudan army",
        ),
    ],
)
def test_who_claims_a_deed_answers_for_it(text: str, party: str, tolls: Read) -> None:
    (claim,) = tolls(text)
    assert claim.attributed_to == party


@pytest.mark.parametrize(
    "text",
    [
        "GOMA, 3 May 2013 - The clashes claimed 12 lives near Goma on Friday.",
        (
            "MOGADISHU, 3 May 2013 - Al-Shabaab claimed the bombing that killed 12 "
            "soldiers in Mogadishu."
        ),
    ],
)
def test_who_claims_no_figure_answers_for_none(text: str, tolls: Read) -> None:
    (claim,) = tolls(text)
    assert claim.attributed_to is None
