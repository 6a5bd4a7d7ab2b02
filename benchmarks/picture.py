"""Growth as a picture: an SVG with logarithmic axes, for light and dark pages, no dependency."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 84, 150, 48, 56
LINES = 6  # colours that can be told apart, by day and by night
STYLE = """
svg { --page: #fff; --ink: #1f2933; --grid: #d8dee6; --c0: #1b6ca8; --c1: #c2571a; --c2: #2f7d4f;
  --c3: #8a3ea8; --c4: #a8324a; --c5: #5f6b7a }
@media (prefers-color-scheme: dark) { svg { --page: #12171d; --ink: #e4e9ef; --grid: #36414d;
  --c0: #6db7ee; --c1: #f2a065; --c2: #77cf9b; --c3: #d39bee; --c4: #f28ca2; --c5: #a9b5c3 } }
"""

Line = tuple[str, Sequence[tuple[float, float]]]


def log_log(title: str, across: str, lines: Sequence[Line], up: str = "") -> str:
    """Each line, a name and its points (x, y > 0), with a grid line for every power of ten."""
    points = [point for _, line in lines for point in line]
    x, y = (_scale([p[i] for p in points], i) for i in (0, 1))
    heights = _apart([y(line[-1][1]) for _, line in lines])
    curves = (_curve(i, line, x, y, heights[i]) for i, line in enumerate(lines))
    parts = [*_grid(x, y), *curves, _text(LEFT, 26, title, "start", 15)]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, across, "middle", 13))
    parts.append(_text(LEFT - 8, TOP - 8, up, "end"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="system-ui, sans-serif" role="img">'
        f"<title>{escape(title)}</title><style>{STYLE}</style>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--page)"/>{"".join(parts)}</svg>\n'
    )


class _Scale:
    """From a number to a position on an axis that shows whole decades."""

    def __init__(self, low: int, high: int, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, number: float) -> float:
        share = (log10(number) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def _scale(numbers: Sequence[float], axis: int) -> _Scale:
    low, high = floor(log10(min(numbers))), ceil(log10(max(numbers)))
    ends = (LEFT, WIDTH - RIGHT) if axis == 0 else (HEIGHT - BOTTOM, TOP)
    return _Scale(low, max(high, low + 1), *ends)


def _apart(heights: Sequence[float], gap: float = 15.0) -> list[float]:
    """Heights for labels, moved where two would lie over each other or below the picture."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed, least = list(heights), TOP - gap
    for i in order:
        placed[i] = least = max(placed[i], least + gap)
    most = HEIGHT - BOTTOM + gap - 6.0
    for i in reversed(order):
        placed[i] = most = min(placed[i], most - gap)
    return placed


def _grid(x: _Scale, y: _Scale) -> list[str]:
    parts = []
    for k in range(x.low, x.high + 1):
        at = x(10.0**k)
        parts.append(_rule(at, TOP, at, HEIGHT - BOTTOM))
        parts.append(_text(at, HEIGHT - BOTTOM + 18, _power(k), "middle"))
    for k in range(y.low, y.high + 1):
        at = y(10.0**k)
        parts.append(_rule(LEFT, at, WIDTH - RIGHT, at))
        parts.append(_text(LEFT - 8, at + 4, _power(k), "end"))
    return parts


def _curve(i: int, line: Line, x: _Scale, y: _Scale, height: float) -> str:
    name, points = line
    colour = f"var(--c{i % LINES})"
    spots = [(x(a), y(b)) for a, b in points]
    path = " ".join(f"{a},{b}" for a, b in spots)
    dots = "".join(f'<circle cx="{a}" cy="{b}" r="3.5" fill="{colour}"/>' for a, b in spots)
    curve = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    label = _text(spots[-1][0] + 10, height + 4, name, "start", 12, colour)
    return curve + dots + label


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="var(--grid)"/>'


def _text(
    x: float, y: float, words: str, anchor: str, size: int = 12, colour: str = "var(--ink)"
) -> str:
    place = f'x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"


def _power(k: int) -> str:
    return "10" + str(k).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
