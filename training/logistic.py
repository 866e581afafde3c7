"""Logistic regression on named signs: small, exact, the same every time.

For a few hundred examples Newton's steps need no library but numpy. The penalty draws
each weight to nothing, so that a sign seen twice says little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from herodotus.reading.confidence import LEAST, MOST, Weights

Numbers = NDArray[np.float64]

#: How strongly weights are drawn to nothing: by cross-validation 2 to 16 do as well.
PENALTY = 8.0
#: A sign that fewer claims show is not weighed.
RARE = 4
#: Of a kind with fewer claims only the rules are weighed, not what else is seen.
SCANT = 100


class Example(NamedTuple):
    """One claim that was judged: its report, its signs, and whether it was right."""

    set: str
    report: str
    kind: str
    signs: frozenset[str]
    right: bool


def fit_kind(examples: Sequence[Example]) -> Weights:
    """The weights of one kind of claim: of all signs, or where few are judged of rules.

    >>> claims = [Example("s", "r", "control", frozenset({"history"}), True)] * 9
    >>> fit_kind(claims).signs
    {}
    """
    if len(examples) >= SCANT:
        return fit(examples)
    rules = [
        example._replace(
            signs=frozenset(s for s in example.signs if s.startswith("rule "))
        )
        for example in examples
    ]
    return fit(rules)


def fit(examples: Sequence[Example], *, penalty: float = PENALTY) -> Weights:
    """The weights that make the judgements likeliest, under the penalty.

    The base is not penalised: without signs the chance is that of the examples.
    """
    signs = frequent((e.signs for e in examples), at_least=RARE)
    right = np.array([e.right for e in examples], dtype=np.float64)
    seen = np.array(
        [[1.0, *(sign in e.signs for sign in signs)] for e in examples],
        dtype=np.float64,
    ).reshape(len(examples), 1 + len(signs))
    found = newton(seen, right, penalty=penalty)
    return Weights(
        float(found[0]), {s: float(w) for s, w in zip(signs, found[1:], strict=True)}
    )


def newton(seen: Numbers, right: Numbers, *, penalty: float) -> Numbers:
    """Ridge logistic regression; the first column is the base.

    Half a claim right and half a claim wrong are added to the base, so that it stays
    finite where all examples agree. Steps are kept short, so that none overshoots.
    """
    ridge = np.full(seen.shape[1], penalty)
    ridge[0] = 0.0
    base = np.zeros((1, seen.shape[1]))
    base[0, 0] = 1.0
    rows = np.vstack([seen, base])
    wanted = np.append(right, 0.5)
    found = np.zeros(seen.shape[1])
    for _ in range(100):
        given = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (wanted - given) - ridge * found
        curve = (rows * (given * (1 - given))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        longest = float(np.abs(step).max())
        found = found + step * min(1.0, 2.0 / max(longest, 1e-12))
        if longest < 1e-9:
            break
    return found


def frequent(signs: Iterable[frozenset[str]], *, at_least: int) -> list[str]:
    """The signs that so many show, by name.

    >>> frequent([frozenset("ab"), frozenset("a")], at_least=2)
    ['a']
    """
    counted = Counter(sign for shown in signs for sign in shown)
    return sorted(sign for sign, times in counted.items() if times >= at_least)


def folds(reports: Iterable[str], *, parts: int = 10) -> dict[str, int]:
    """To which part each report belongs: dealt out in the order of their names.

    >>> folds(["b", "a", "c", "a"], parts=2)
    {'a': 0, 'b': 1, 'c': 0}
    """
    return {report: n % parts for n, report in enumerate(sorted(set(reports)))}


def cross_validated(examples: Sequence[Example], *, parts: int = 10) -> list[float]:
    """The chance of each example by weights fitted without any claim of its report."""
    part = folds((e.report for e in examples), parts=parts)
    fitted = {
        held: fit_kind([e for e in examples if part[e.report] != held])
        for held in set(part.values())
    }
    return [likely(fitted[part[e.report]], e.signs) for e in examples]


def likely(weighed: Weights, signs: frozenset[str]) -> float:
    """The chance by some weights, before it is rounded."""
    return float(np.clip(1 / (1 + np.exp(-weighed.odds(signs))), LEAST, MOST))
