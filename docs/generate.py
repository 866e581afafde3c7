"""Write the generated pages of the reference, and the transcript of the README.

    python docs/generate.py [--check]

`--check` writes nothing and compares the pages. The transcript is not compared: a
reader that got better says something else, and the README is brought up to it here.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from herodotus.cli import main as herodotus

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "cli.md"
README = ROOT / "README.md"

HEAD = """\
# Command line

Generated from the program's own help by `make docs`; a test fails when it is old. The
fields that are printed are described in the [codebook](../codebook.md).
"""

#: A console block that opens with a command: the command, then what it printed.
TRANSCRIPT = re.compile(
    r"(```console\n\$ herodotus ([a-z]+ [^\n|>]+)\n).*?(?=```)", re.S
)


def main() -> int:
    """Write the pages, or say which is old."""
    page = cli_reference()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
        text = README.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:  # one ledger, command by command
            told = partial(_transcript, ledger=Path(folder) / "ledger.db")
            README.write_text(TRANSCRIPT.sub(told, text), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print(f"{PAGE.name} is not what the program says; run make docs")
        return 1
    return 0


def cli_reference() -> str:
    """The help of the program and of every verb, as Markdown."""
    sections = [
        f"## {path}\n\n```text\n{text.rstrip()}\n```\n"
        for path, text in helps(herodotus, "herodotus")
    ]
    return "\n".join([HEAD, *sections])


def helps(
    command: click.Command, path: str, above: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """The command and its verbs, each with its help at 80 columns."""
    context = click.Context(
        command,
        info_name=path.split()[-1],
        parent=above,
        terminal_width=80,
        **command.context_settings,
    )
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            verb = command.get_command(context, name)
            if verb is not None and not verb.hidden:
                yield from helps(verb, f"{path} {name}", context)


def _transcript(block: re.Match[str], *, ledger: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "herodotus", *shlex.split(block[2])],
        cwd=ROOT,
        env={
            **os.environ,
            "COLUMNS": "110",
            "NO_COLOR": "1",
            "HERODOTUS_LEDGER": str(ledger),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    printed = done.stdout.replace(str(ledger), "karabakh.db")
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    return block[1] + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
