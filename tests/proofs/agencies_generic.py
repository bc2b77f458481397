"""An entry of the grammar is found when a body of its kind comes out of the sentence."""

from typing import Any

from newsx.entities import agencies

STATES = ("state-acts", "before-state-acts", "no-subjects-after", "how-many-states", "deals-of-states")


def found(entry: dict[str, Any], sentence: str) -> bool:
    groups = agencies.group(agencies.find(sentence), sentence)
    mentions = [m for g in groups for m in g if m.how in ("generic", "descriptor")]
    if "after" in entry:
        return any(m.head == entry.get("class", entry["id"]) for m in mentions)
    if entry["id"] in STATES:
        return any(m.head == "state" for m in mentions)
    if "topics" in entry:
        return any(m.kind == entry["kind"] or entry.get("only") == m.head for m in mentions)
    return not mentions or entry["id"] in ("never-part", "staff")
