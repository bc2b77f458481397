"""The steps of a training run to a progress bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Steps(Protocol):
    """What the bar needs to know of a run."""

    step: int
    steps: int
    loss: dict[str, float]


@contextmanager
def bar(console: Console | None = None) -> Iterator[Callable[[Steps], None]]:
    """Yields the function to call after each step."""
    console = console or Console(stderr=True)
    columns = (
        TextColumn("training"),
        MofNCompleteColumn(),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[loss]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("", total=None, loss="")

        def every(run: Steps) -> None:
            loss = run.loss.get("names", 0.0)
            shown.update(task, completed=run.step, total=run.steps, loss=f"loss of names {loss:.3f}")

        yield every
