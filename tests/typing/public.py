"""The public interface as a user's program sees it; type-checked and never run."""

from __future__ import annotations

import datetime
from typing import assert_type

import herodotus
from herodotus.model import Outcome, Stance, VictimStatus

report = herodotus.open("report.txt", date=datetime.date(2020, 9, 28), place="Baku")
assert_type(report, herodotus.Report)
assert_type(report.text, str)
assert_type(report.date, datetime.date | None)

reader = herodotus.Reader.load()
reading = herodotus.read(report, reader=reader)
assert_type(reading, herodotus.Reading)
assert_type(herodotus.read("Three soldiers were killed."), herodotus.Reading)

for claim in reading.claims:
    assert_type(claim.evidence, str)
    assert_type(claim.attributed_to, str | None)
    assert_type(claim.stance, Stance)
    if claim.kind == "casualty":
        assert_type(claim, herodotus.CasualtyClaim)
        assert_type(claim.outcome, Outcome)
        assert_type(claim.high, int | None)
    else:
        assert_type(claim, herodotus.NondisclosureClaim)
        assert_type(claim.victim_status, VictimStatus)

account = herodotus.reconcile(reading.claims, policy="acled")
assert_type(account, herodotus.Account)
for toll in account.tolls:
    assert_type(toll.best, int | None)
    assert_type(toll.reasons, tuple[str, ...])
for balance in account.balance:
    assert_type(balance.holds, bool)
