"""What fitting writes: the weights as the package reads them, and the page."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluation.confidence import held_out
from herodotus.reading.confidence import Weights
from training.confidence import BLOCK, DATA, KINDS, PAGE, PICTURE, data, tables
from training.logistic import Example, fit_kind

ROOT = Path(__file__).parents[2]


def example(kind: str, number: int) -> Example:
    signs = frozenset({"rule act", *(["long sentence"] if number % 3 else [])})
    set_ = "dev" if number % 2 else "wire"
    return Example(set_, f"r{number // 3}", kind, signs, number % 4 > 0)


EXAMPLES = [example(kind, n) for kind in KINDS for n in range(120)]


def test_the_weights_are_read_as_they_were_written() -> None:
    held = {kind: held_out(EXAMPLES, kind) for kind in KINDS}
    fitted = {kind: fit_kind(held[kind].examples) for kind in KINDS}
    silent = {"nondisclosure": Weights(1.39, {})}
    text = data({**fitted, **silent}, held)
    told = tomllib.loads(text)
    assert list(told) == [*KINDS, "nondisclosure"]
    assert told["nondisclosure"] == {"base": 1.39}
    for kind, weighed in fitted.items():
        assert told[kind]["base"] == pytest.approx(weighed.base, abs=0.001)
        assert told[kind]["signs"] == pytest.approx(dict(weighed.signs), abs=0.001)
    assert "120 claims of wire, dev" in text


def test_the_page_tells_of_every_kind_and_every_set() -> None:
    held = {kind: held_out(EXAMPLES, kind) for kind in KINDS}
    fitted = fit_kind(held["casualty"].examples)
    block = tables(EXAMPLES, held, fitted)
    for kind in KINDS:
        assert f"| {kind} | 120 |" in block
    for set_ in ("dev", "wire"):
        assert f"| `{set_}`, other reports | 60 |" in block
    assert "| long sentence | 80 |" in block


def test_the_page_has_a_place_for_the_figures_and_its_picture() -> None:
    page = PAGE.read_text(encoding="utf-8")
    (block,) = BLOCK.findall(page)
    assert block
    assert PICTURE.name in page
    assert PICTURE.exists()


def test_the_page_has_the_figures_of_the_weights_that_ship() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if " claims of " in line:
            claims, right = line.split()[1], line.split()[-3]
            assert f"| {claims} | {right} |" in page
