"""The reliability diagram: an SVG drawn from bins, with nothing but text.

Confidence goes to the right, the share that is right goes up; on the diagonal both are
equal. A dot is a bin, its line Wilson's 95% interval; the bars below say how many
claims have which confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from evaluation.calibration import Bin

_LEFT, _TOP, _SIZE, _BARS = 70, 40, 360, 70
_WIDTH, _HEIGHT = 480, 570
_INK, _FAINT, _DOT = "#1a1a1a", "#d0d0d0", "#1f5f99"
_SLOTS = 20


def diagram(found: Sequence[Bin], told: Sequence[float], *, title: str) -> str:
    """The diagram of some bins, and of the confidences they were made of.

    >>> picture = diagram([Bin(0.4, 0.6, 20, 0.5, 0.55)], [0.5] * 20, title="Claims")
    >>> picture.count("<circle")
    1
    >>> "said .50, right .55, 20 claims" in picture
    True
    """
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="13" fill="{_INK}">'
    )
    lines = [
        opening,
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_WIDTH / 2, 22, title, size=15),
        *_axes(),
        *(line for one in found for line in _dot(one)),
        *_bars(told),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _axes() -> Iterator[str]:
    for tenth in range(0, 11, 2):
        share = tenth / 10
        label = f"{share:.1f}"
        yield _line(_x(0), _y(share), _x(1), _y(share), _FAINT)
        yield _line(_x(share), _y(0), _x(share), _y(1), _FAINT)
        yield _text(_x(0) - 18, _y(share) + 4, label)
        yield _text(_x(share), _y(0) + 18, label)
    yield _line(_x(0), _y(0), _x(1), _y(1), _INK, dashes="5 4")
    yield _text(_x(0.5), _y(0) + 38, "confidence")
    up = f"rotate(-90 18 {_y(0.5):.1f})"
    yield (
        f'<text x="18" y="{_y(0.5):.1f}" text-anchor="middle" transform="{up}">'
        "share of claims that are right</text>"
    )


def _dot(one: Bin) -> Iterator[str]:
    low, high = one.between
    says = f"said {_share(one.told)}, right {_share(one.right)}, {one.claims} claims"
    yield _line(_x(one.told), _y(low), _x(one.told), _y(high), _DOT, width=2)
    yield (
        f'<circle cx="{_x(one.told):.1f}" cy="{_y(one.right):.1f}" r="5" '
        f'fill="{_DOT}"><title>{says}</title></circle>'
    )


def _bars(told: Sequence[float]) -> Iterator[str]:
    """How many claims have which confidence."""
    counted = Counter(min(int(p * _SLOTS), _SLOTS - 1) for p in told)
    floor = _TOP + _SIZE + 55 + _BARS
    most = max(counted.values(), default=1)
    for slot, claims in sorted(counted.items()):
        tall = _BARS * claims / most
        yield (
            f'<rect x="{_x(slot / _SLOTS) + 1:.1f}" y="{floor - tall:.1f}" '
            f'width="{_SIZE / _SLOTS - 2:.1f}" height="{tall:.1f}" fill="{_DOT}">'
            f"<title>{claims} claims</title></rect>"
        )
    yield _line(_x(0), floor, _x(1), floor, _INK)
    yield _text(_x(0.5), floor + 20, f"claims of each confidence, {len(told)} in all")


def _x(share: float) -> float:
    return _LEFT + _SIZE * share


def _y(share: float) -> float:
    return _TOP + _SIZE * (1 - share)


def _share(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def _line(
    x1: float, y1: float, x2: float, y2: float, ink: str, *,
    width: float = 1, dashes: str = "",
) -> str:  # fmt: skip
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{ink}" stroke-width="{width:g}"{broken}/>'
    )


def _text(x: float, y: float, words: str, *, size: int = 13) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size}">'
        f"{escape(words)}</text>"
    )
