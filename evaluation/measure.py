"""What a measurement is, and the two files that say what is asked of it."""

from __future__ import annotations

import resource
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Measure:
    """One figure, by name, with the digest of the gold and scorer it came from."""

    name: str
    value: float
    data: str


@dataclass(frozen=True)
class Target:
    """What is asked of a measure: the least, the aim, and the best published figure.

    `whole` is for counts (claims found, false claims): printed and pinned as they
    are. `lower` is for counts of faults, where less is better.
    """

    least: float | None = None
    aim: float | None = None
    published: str = ""
    whole: bool = False
    lower: bool = False

    def better(self, value: float, than: float) -> bool:
        """Whether `value` is strictly better than another."""
        return value < than if self.lower else value > than

    def shown(self, value: float | None) -> str:
        """The figure as the table prints it.

        >>> Target().shown(0.8234), Target(whole=True).shown(11.0), Target().shown(None)
        ('.823', '11', '')
        """
        if value is None:
            return ""
        if self.whole:
            return f"{value:g}"
        return f"{value:.3f}".removeprefix("0")


def peak_memory() -> int:
    """The most memory that this process has held, in bytes.

    What `getrusage` gives on Linux starts from the peak of the process that began this
    one, so the kernel's own count is asked first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text("utf-8").splitlines()
        return 1024 * next(int(li.split()[1]) for li in lines if li.startswith("VmHWM"))
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def targets(path: Path = HERE / "targets.toml") -> dict[str, Target]:
    """What is asked of each measure, in the order of the table."""
    with path.open("rb") as file:
        return {name: Target(**asked) for name, asked in tomllib.load(file).items()}
