"""Words to lines of a width: words are never broken, and what does not fit is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

MORE = "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit, and how many things were left out or cut."""

    lines: tuple[str, ...]
    cut: int = 0


def wrapped(text: str, width: int, most: int) -> Fitted:
    """At most that many lines of a text; where words are left out, the last line says so.

    >>> wrapped("failing to protect the data of its customers", 20, 1)
    Fitted(lines=('failing to protect…',), cut=1)
    """
    lines, rest = [""], text.split()
    while rest:
        longer = f"{lines[-1]} {rest[0]}".strip()
        if cell_len(longer) <= width:
            lines[-1] = longer
        elif not lines[-1]:
            lines[-1] = set_cell_size(rest[0], width - 1).rstrip() + MORE  # one word wider than all there is
        elif len(lines) < most:
            lines.append("")
            continue
        else:
            break
        rest.pop(0)
    cut = bool(rest) or any(line.endswith(MORE) for line in lines)
    return Fitted((*lines[:-1], _ended(lines[-1], width) if rest else lines[-1]), int(cut))


def listed(items: Sequence[str], width: int, most: int, between: str = "; ") -> Fitted:
    """As many whole items as fit into that many lines; the first one always, cut where it must be.

    >>> listed(["bribery", "fraud", "theft"], 18, 1)
    Fitted(lines=('bribery; fraud + 1',), cut=1)
    """
    for count in range(len(items), 0, -1):
        left = len(items) - count
        fitted = wrapped(between.join(items[:count]) + (f" + {left}" if left else ""), width, most)
        if not fitted.cut:
            return Fitted(fitted.lines, left)
    fitted = wrapped(items[0], width, most) if items else Fitted(())
    return Fitted(fitted.lines, max(len(items) - 1, 0) + fitted.cut)


def _ended(line: str, width: int) -> str:
    """The line with a sign that more was there, in place of its last words where it must be."""
    while cell_len(line) >= width and " " in line:
        line = line.rpartition(" ")[0]
    return set_cell_size(line, min(cell_len(line), width - 1)).rstrip(",;: ") + MORE
