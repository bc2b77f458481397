"""An offence is found in a sentence when a wrong there is read by one of its phrases."""

from typing import Any

from newsx.case import charges_find, charges_reading

from . import charges


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether a phrase of an entry names a wrong in a sentence."""
    reading = charges_reading.read(charges.doc(sentence), ())
    return any(m.hit is not None and m.hit.entry == entry["id"] for m in charges_find.mentions(reading))
