"""A parsed article to its cast."""

from typing import Any

from newsx.entities.cast import Cast


def find(article: Any, doc: Any) -> Cast:
    return Cast()
