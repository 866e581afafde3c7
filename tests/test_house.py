"""Rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 600

CODE = sorted(
    path
    for folder in ("herodotus", "evaluation", "training", "tests", "docs")
    for path in (ROOT / folder).rglob("*.py")
)
DATA = sorted(
    path
    for path in (ROOT / "herodotus" / "data").rglob("*")
    if path.suffix in {".toml", ".tsv"}
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_module_is_longer_than_one_idea() -> None:
    long = {named(p): len(p.read_text("utf-8").splitlines()) for p in CODE}
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        named(path)
        for path in CODE
        if path.read_text("utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_nothing_is_left_unfinished() -> None:
    words = re.compile(r"\b(TODO|FIXME|NotImplementedError)\b|mark\.(skip|xfail)\b")
    here = Path(__file__)
    assert [
        named(path)
        for path in CODE
        if path != here and words.search(path.read_text("utf-8"))
    ] == []


def test_the_nouns_know_the_standard_library_and_pydantic_only() -> None:
    folder = ROOT / "herodotus" / "model"
    foreign = [(named(p), third_party(p) - {"pydantic"}) for p in folder.glob("*.py")]
    assert [(name, libraries) for name, libraries in foreign if libraries] == []


@pytest.mark.parametrize("path", DATA, ids=named)
def test_a_data_file_says_where_it_comes_from_and_can_be_read(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("#"), "a header says what it is and where it comes from"
    if path.suffix == ".toml":
        assert tomllib.loads(text)


def test_what_the_package_imports_it_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = settings["project"]["optional-dependencies"].values()
    wanted = asked(settings["project"]["dependencies"]).union(*map(asked, extras))
    homes = packages_distributions()
    missing = []
    for path in (ROOT / "herodotus").rglob("*.py"):
        for top in third_party(path):
            given = {name.lower().replace("_", "-") for name in homes.get(top, [top])}
            if not given & wanted:
                missing.append((named(path), top))
    assert missing == []


def third_party(path: Path) -> set[str]:
    """The libraries that a module of the package imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found - set(sys.stdlib_module_names) - {"herodotus"}


def locked(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return {found.lower() for found in re.findall(r"(?m)^([A-Za-z0-9_.-]+)==", text)}


def asked(requirements: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for line in requirements)
    return {name.group().lower().replace("_", "-") for name in names if name}


def test_what_the_package_asks_for_is_locked() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = settings["dependency-groups"]
    assert asked(settings["project"]["dependencies"]) <= locked("run.txt")
    for group, file in (
        ("build", "build.txt"),
        ("dev", "dev.txt"),
        ("train", "train.txt"),
    ):
        assert asked(groups[group]) <= locked(file), f"run make locks for {file}"


def test_reading_needs_no_training_library() -> None:
    heavy = {"torch", "transformers", "onnx", "scipy", "scikit-learn"}
    assert not heavy & (locked("run.txt") | locked("build.txt") | locked("dev.txt"))


def test_the_locks_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text("utf-8"), path.name
