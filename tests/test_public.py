"""The promise of the package: what is exported is there, and nothing else."""

from __future__ import annotations

import importlib
import inspect
import pickle
import subprocess
import sys

import pytest

import herodotus
from herodotus import errors

PACKAGES = (
    "herodotus",
    "herodotus.cli",
    "herodotus.gazetteer",
    "herodotus.language",
    "herodotus.ledger",
    "herodotus.model",
    "herodotus.reading",
    "herodotus.reconciliation",
    "herodotus.sources",
)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_exported_name_can_be_imported(name: str) -> None:
    package = importlib.import_module(name)
    assert [n for n in package.__all__ if not hasattr(package, n)] == []


def test_the_exports_are_sorted_and_are_what_the_package_shows() -> None:
    assert herodotus.__all__ == sorted(set(herodotus.__all__))
    shown = {name for name in dir(herodotus) if name == "__version__" or name[0] != "_"}
    assert shown == set(herodotus.__all__)


def test_a_name_that_is_not_exported_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        herodotus.__getattr__("nothing")


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = (
        "import sys, herodotus\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'pydantic', 'rich', 'jinja2',"
        "'sqlalchemy', 'alembic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def every_error() -> list[type[errors.HerodotusError]]:
    found = [value for value in vars(errors).values() if inspect.isclass(value)]
    return [kind for kind in found if issubclass(kind, errors.HerodotusError)]


@pytest.mark.parametrize("kind", every_error())
def test_an_error_survives_pickling_with_its_facts(
    kind: type[errors.HerodotusError],
) -> None:
    error = kind("What is wrong; what to do.", report="r1", line=7)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == "What is wrong; what to do."
    assert (again.report, again.line) == ("r1", 7)
    with pytest.raises(AttributeError):
        _ = again.unknown


@pytest.mark.parametrize("kind", every_error())
def test_an_error_stands_in_the_tree_that_its_module_draws(
    kind: type[errors.HerodotusError],
) -> None:
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__
    assert kind.__doc__
