"""A parsed article to its fines."""

from typing import Any

from newsx.records import Fine


def find(article: Any, doc: Any, cast: Any, dates: Any, charges: Any) -> tuple[Fine, ...]:
    return ()
