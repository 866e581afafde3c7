"""The command as a process: help, version, what it loads, exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import herodotus
from herodotus.cli import main

HEAVY = (
    "numpy",
    "onnxruntime",
    "tokenizers",
    "pydantic",
    "rich",
    "jinja2",
    "sqlalchemy",
)


def run(*arguments: str, input: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "herodotus", *arguments]
    return subprocess.run(
        command,
        input=input,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from herodotus.cli import main\n"
        f"try: main({arguments!r}, prog_name='herodotus')\n"
        "except SystemExit as end: assert not end.code\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_has_help_with_examples(verb: str) -> None:
    result = CliRunner().invoke(main, [verb, "--help"])
    assert result.exit_code == 0
    assert f"  herodotus {verb} " in result.stdout
    for parameter in main.commands[verb].params:
        if isinstance(parameter, click.Option):
            assert parameter.help


def test_help_names_the_exit_codes() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert "Exit codes:" in result.stdout
    assert "some reports failed" in result.stdout


def test_version_is_the_package_version() -> None:
    result = run("--version")
    assert result.stdout == f"herodotus {herodotus.__version__}\n"


def test_wrong_usage_as_a_process() -> None:
    result = run("read")
    assert result.returncode == 2
    assert "Usage: herodotus read" in result.stderr


def test_nothing_read_as_a_process(tmp_path: Path) -> None:
    result = run("read", str(tmp_path / "gone.txt"), "--json")
    assert result.returncode == 3
    assert "gone.txt" in result.stderr
    assert '"failure": {' in result.stdout
