"""A text to its dates."""

import datetime
from typing import Any

from newsx.records import Date


def find(text: str, *, published: datetime.date | None, doc: Any = None) -> tuple[Date, ...]:
    return ()


def header(text: str) -> None:
    return None
