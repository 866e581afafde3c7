"""Build the wheel, look into it, and read a report with it in a clean environment.

    python tests/wheel/check.py EXAMPLE

The environment is made outside the source tree from the locked versions; the report is
read with every way to the network closed. Prints one line a step; stops at the first
thing that is not as a user needs it.
"""

from __future__ import annotations

import email
import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: The wheel carries the language model, so this is mostly its weight.
LARGEST = 40_000_000

WANTED = (
    "herodotus/py.typed",
    "herodotus/cli/__init__.py",
    "herodotus/data/policies/default.toml",
    "herodotus/ledger/migrations/versions/m0001_tables.py",
    "licenses/LICENSE",
    "licenses/NOTICE",
)

#: Runs the command with sockets closed: who calls out, fails.
OFFLINE = """\
import sys

def closed(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "urllib.Request"}:
        raise RuntimeError(f"the network was asked for: {event} {arguments}")

sys.addaudithook(closed)
from herodotus.cli import main
sys.argv[0] = "herodotus"
main()
"""


def main() -> None:
    """Build, inspect, install, read."""
    example = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="herodotus-wheel-") as folder:
        work = Path(folder)
        wheel = build(work)
        inspect(wheel)
        python = install(wheel, work / "clean")
        read(python, example, work)


def build(work: Path) -> Path:
    """The wheel of this tree."""
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", work], ROOT)
    (wheel,) = work.glob("*.whl")
    return wheel


def inspect(wheel: Path) -> None:
    """Nothing is missing from the wheel, and nothing is in it that should not be."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(about))
    for wanted in WANTED:
        _demand(any(name.endswith(wanted) for name in names), f"{wanted} is missing")
    _demand(any(name.endswith(".onnx") for name in names), "the model is missing")
    for name in names:
        top = name.split("/")[0]
        owner = top == "herodotus" or top.endswith(".dist-info")
        _demand(owner, f"{name} does not belong into the wheel")
        _demand("__pycache__" not in name, f"{name} is a left-over")
    asked = " ".join(metadata.get_all("Requires-Dist") or ())
    _demand("torch" not in asked, "torch is asked for at run time")
    _demand(metadata["License-Expression"] == "Apache-2.0", "the licence is not named")
    size = wheel.stat().st_size
    _demand(size <= LARGEST, f"{size} bytes is too large")
    print(f"wheel: {wheel.name}, {len(names)} files, {size / 1e6:.1f} MB")


def install(wheel: Path, folder: Path) -> Path:
    """A clean environment with the wheel and the locked versions; its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
    ]
    locked = ROOT / "requirements" / "run.txt"
    _run([*pip, "install", "--require-hashes", "-r", locked], folder)
    _run([*pip, "install", "--no-deps", "--no-index", wheel], folder)
    _run([*pip, "check"], folder)
    print("wheel: installed into a clean environment; no requirement is missing")
    return python


def read(python: Path, example: Path, work: Path) -> None:
    """The installed command reads a report, without the network or the source tree."""
    printed = _run([python.with_name("herodotus"), "read", example], work)
    _demand(bool(printed.strip()), "herodotus read printed nothing")
    line = _run([python, "-c", OFFLINE, "read", example, "--json"], work)
    reading = json.loads(line)
    text = example.read_text(encoding="utf-8")
    claims = reading["claims"]
    _demand(bool(claims), f"no claims were found in {example.name}")
    for claim in claims:
        words = text[claim["start"] : claim["end"]]
        _demand(words == claim["evidence"], f"{claim['evidence']!r} is not in place")
    print(f"wheel: read {example.name} offline, {len(claims)} claims")


def _run(command: list[str | Path], folder: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(
            f"{Path(command[0]).name} ended {done.returncode}\n{done.stderr[-3000:]}"
        )
    return done.stdout


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SystemExit(f"wheel: {otherwise}")


if __name__ == "__main__":
    main()
