"""A parsed article to its actions."""

from typing import Any

from newsx.records import Action


def find(
    article: Any, doc: Any, cast: Any, dates: Any, charges: Any, fines: Any, sentences: Any
) -> tuple[Action, ...]:
    return ()
