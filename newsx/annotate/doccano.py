"""Tasks to doccano's JSON Lines and back: entities and relations by number."""

import json
from typing import Any

from newsx.annotate.task import Join, Mark, Task, labelled

Content = dict[str, Any]


def given(task: Task) -> Content:
    """The task for a project of sequence labelling with relations."""
    numbers = {mark.key: number for number, mark in enumerate(task.marks)}
    return {
        "text": task.text,
        "entities": [
            {"id": numbers[m.key], "label": m.telling, "start_offset": m.start, "end_offset": m.end} for m in task.marks
        ],
        "relations": [
            {"id": n, "from_id": numbers[j.source], "to_id": numbers[j.target], "type": j.field}
            for n, j in enumerate(task.joins or ())
        ],
        # doccano keeps what else stands here as metadata, which it wants to be text.
        "newsx_id": task.id, "newsx_published": task.published or "", "newsx": json.dumps(task.record),
    }  # fmt: skip


def read(content: Content) -> Task:
    """The task as it was exported, with relations or, as plain sequence labelling, without."""
    entities = content.get("entities")
    if entities is None:
        triples = enumerate(content.get("label") or content.get("labels") or ())
        entities = [{"id": n, "start_offset": s, "end_offset": e, "label": name} for n, (s, e, name) in triples]
    marks = []
    for entity in entities:
        if known := labelled(str(entity["label"])):
            start, end = int(entity["start_offset"]), int(entity["end_offset"])
            marks.append(Mark(f"doccano-{entity['id']}", known[0], start, end, known[1]))
    joins = content.get("relations")
    return Task(
        str(content["text"]), tuple(marks), None if joins is None else tuple(_joins(joins, {m.key for m in marks})),
        json.loads(_kept(content, "newsx") or "null"),
        str(_kept(content, "newsx_id") or content.get("id") or "article"),
        _kept(content, "newsx_published") or None,
    )  # fmt: skip


def _kept(content: Content, name: str) -> Any:
    """What was given as metadata, wherever this version of doccano puts it."""
    for place in (content, content.get("meta"), content.get("metadata"), content.get("Metadata")):
        if isinstance(place, dict) and name in place:
            return place[name]
    return None


def _joins(relations: list[Content], known: set[str]) -> list[Join]:
    found = [Join(f"doccano-{r['from_id']}", f"doccano-{r['to_id']}", r["type"]) for r in relations]
    return [join for join in found if join.source in known and join.target in known]
