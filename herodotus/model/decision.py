"""A decision: a reviewer's dated, signed judgement of a claim; only ever added."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Verdict = Literal["accept", "reject", "edit", "merge", "skip", "undo"]


class Decision(BaseModel):
    """What a reviewer holds of one claim, or, as `undo`, takes back.

    `changes` are the fields that an `edit` sets anew; `into` is the claim that a
    `merge` holds to be the same; `undoes` is the id of the decision that an `undo`
    takes back. Nothing is overwritten: the last decision that stands counts.
    """

    model_config = ConfigDict(frozen=True)

    id: str = ""
    claim: str
    verdict: Verdict
    reviewer: str
    moment: datetime
    changes: dict[str, Any] = {}  # values are those of the claim's own fields
    into: str | None = None
    undoes: str | None = None
    note: str | None = None

    def identified(self) -> Decision:
        """This decision with its id: a hash of all that it says."""
        said = self.model_dump(mode="json", exclude={"id"})
        key = json.dumps(said, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.model_copy(update={"id": digest[:16]})
