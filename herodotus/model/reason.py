"""A reason: why a figure is what it is, as a tree that ends in words of reports."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

#: How a node of the tree stands to the one above it:
#: `figure` a figure of the account; `counted` a claim whose number is in the figure;
#: `part` a part of a stated total; `within` people counted in it already, so not added;
#: `agrees` another telling of the same; `replaced` an older or mistaken figure;
#: `differs` another voice's figure, which the policy did not choose; `raises` a voice
#: that may raise `high` and nothing else; `silent` a side that says nothing;
#: `aside` not counted (background, denied); `check` a stated total that the parts are
#: compared with; `flag` what does not add up; `dispute` what contradicts it.
Role = Literal[
    "figure",
    "counted",
    "part",
    "within",
    "agrees",
    "replaced",
    "differs",
    "raises",
    "silent",
    "aside",
    "check",
    "flag",
    "dispute",
]


class Reason(BaseModel):
    """One node: a figure, a claim or a check, and what it rests on in turn.

    `value` is the figure of a node that has one. `claim` and `report` name the claim
    and the report (its key) whose words from `start` to `end` are `quote`.
    """

    model_config = ConfigDict(frozen=True)

    role: Role
    value: int | None = None
    note: str = ""
    claim: str | None = None
    report: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    children: tuple[Reason, ...] = ()
