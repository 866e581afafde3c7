"""The public interface as a user's program sees it; type-checked and never run."""

from __future__ import annotations

import datetime
from typing import assert_type

import herodotus
from herodotus.model import Action, Item, Outcome, Stance, VictimStatus

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
    elif claim.kind == "nondisclosure":
        assert_type(claim, herodotus.NondisclosureClaim)
        assert_type(claim.victim_status, VictimStatus)
    elif claim.kind == "materiel":
        assert_type(claim, herodotus.MaterielClaim)
        assert_type(claim.item, Item)
    elif claim.kind == "control":
        assert_type(claim, herodotus.ControlClaim)
        assert_type(claim.action, Action)
    else:
        assert_type(claim, herodotus.EventClaim)
        assert_type(claim.initiators, tuple[herodotus.Party, ...])
    assert_type(claim.attribution.party, str | None)
    assert_type(claim.span, herodotus.Span)

account = herodotus.reconcile(reading.claims, policy="acled")
assert_type(account, herodotus.Account)
for toll in account.tolls:
    assert_type(toll.best, int | None)
    assert_type(toll.reasons, tuple[str, ...])
assert_type(account.killed.by("Mali").best, int | None)
for balance in account.balance:
    assert_type(balance.holds, bool)
