"""One run of `newsx view`: inputs in, one page out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from newsx.batch import Setup
from newsx.errors import NewsxError, UsageError
from newsx.kept import Kept
from newsx.shown import say
from newsx.view.inputs import gathered
from newsx.view.page import page
from newsx.write import output


def run(inputs: Iterable[str], out: Path, *, setup: Setup, published: date | None = None, force: bool = False) -> int:
    """Write the page and return the exit status: 1 where an article could not be read.

    Raises UsageError when there is nothing to show or the page must not be written.
    """
    output.check(out, force=force, resume=False)
    setup.prepare()
    shown: list[Kept] = []
    status = 0
    for one in gathered(inputs, setup, published):
        if isinstance(one, Kept):
            shown.append(one)
            continue
        say(f"newsx: {one}")
        status = max(status, 2 if isinstance(one, UsageError) else 1)
    if not shown:
        raise NewsxError("no article and no record to show")
    write(out, page(shown))
    return status


def write(out: Path, content: str) -> None:
    """The page under its name when it is complete; a lone surrogate, which has no UTF-8, becomes a sign."""
    output.whole(out, content.encode("utf-8", "replace"))
