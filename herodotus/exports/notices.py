"""Notices: an alert in words and as JSON, and the signature that it is sent with.

A notice has an id, which follows from its rule and its claims: who gets the same notice
twice, since a connection broke at the wrong moment, knows it by that.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from herodotus.exports.claims_lines import telling_record
from herodotus.exports.visible import one_line
from herodotus.exports.wording import count

if TYPE_CHECKING:
    from herodotus.reconciliation.alerts.changes import Alert

#: The headers of a notice that is sent to an address on the web.
SIGNATURE = "Herodotus-Signature"
NOTICE = "Herodotus-Notice"

#: So many claims are sent along; of more, their number is told.
_MOST = 100


def notice_of(
    alert: Alert, *, moment: datetime, ledger: str, told: Collection[str] = ()
) -> dict[str, Any] | None:  # any JSON
    """The notice of an alert, without claims that its rule has told of before.

    None, where nothing is left to be told: each claim is told once by each rule.
    """
    tellings = [one for one in alert.tellings if one.claim.id not in told]
    if not tellings:
        return None
    claims = list(dict.fromkeys(one.claim.id for one in tellings))
    said = json.dumps([alert.rule, alert.about, sorted(claims)], ensure_ascii=False)
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    toll = alert.toll
    return {
        "id": digest[:16],
        "rule": alert.rule,
        "moment": moment.isoformat(timespec="seconds"),
        "ledger": ledger,
        "summary": _summary(alert, len(claims)),
        "about": alert.about,
        "before": alert.before,
        "toll": toll.model_dump(mode="json") if toll else None,
        "claim_ids": claims,
        "claims": [telling_record(one) for one in tellings[:_MOST]],
    }


def notice_body(notice: dict[str, Any]) -> bytes:  # any JSON
    """A notice as bytes: those that are signed, sent, and given to a command."""
    text = json.dumps(notice, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """What the header Herodotus-Signature says of a body sent at a moment.

    >>> signature("secret", 1600000000, b"{}")[:22]
    't=1600000000,v1=1e56a1'
    """
    signed = str(timestamp).encode() + b"." + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def _summary(alert: Alert, claims: int) -> str:
    """The alert in one line: "51 killed, Second Nagorno-Karabakh war (3 claims)"."""
    toll = alert.toll
    if toll is None:
        what = f"{alert.about} " if alert.about else ""
        return one_line(f"{alert.rule}: {what}({count(claims, 'claim')})")
    figure = toll.best if toll.best is not None else toll.low
    shown = "?" if figure is None else f"{figure:,}"
    if toll.high is not None and toll.high != figure:
        shown += f" (up to {toll.high:,})"
    outcome = toll.outcome.replace("_", " ")
    of = f" of {toll.side}" if toll.side not in (None, "both") else ""
    where = f", {alert.about}" if alert.about else ""
    was = "" if alert.before is None else f"; before {alert.before:,}"
    return one_line(f"{alert.rule}: {shown} {outcome}{of}{where}{was}")
