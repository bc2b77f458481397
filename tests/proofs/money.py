"""A money entry proves itself by the sum that is read in the sentence."""

from typing import Any

from newsx import money


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether a sum of the entry's currency, bound or rate is in the sentence."""
    sums = money.find(sentence)
    if entry["type"] == "currency":
        code = entry.get("code")
        return any(m.symbol == entry["id"] or (m.symbol is None and m.currency == code) for m in sums)
    if entry["type"] == "bound":
        return any(m.bound == entry["bound"] for m in sums)
    if entry["type"] == "rate":
        return any(m.per for m in sums)
    if entry["type"] == "share":
        return any(m.percent_of for m in sums)
    if entry["id"] == "after-bare-sum":
        return any(m.bare for m in sums)
    return any(m.amount for m in sums)
