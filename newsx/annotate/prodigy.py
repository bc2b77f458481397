"""Tasks to Prodigy's JSON Lines and back: spans with tokens, and relations between them."""

from functools import cache
from typing import Any

from newsx.annotate.task import Join, Mark, Task, labelled

Content = dict[str, Any]


def given(task: Task) -> Content:
    """The task for `spans.manual` and `rel.manual`."""
    tokens = _tokens(task.text)
    first = {token["start"]: token["id"] for token in tokens}
    last = {token["end"]: token["id"] for token in tokens}
    spans = {mark.key: _span(mark, first, last) for mark in task.marks}
    relations = [
        {"head_span": spans[j.source], "child_span": spans[j.target], "label": j.field}
        | {"head": spans[j.source].get("token_end"), "child": spans[j.target].get("token_end")}
        for j in task.joins or ()
    ]
    meta = {"id": task.id, "published": task.published}
    return {
        "text": task.text, "tokens": tokens, "spans": list(spans.values()), "relations": relations, "meta": meta,
        "newsx": task.record,
    }  # fmt: skip


def read(content: Content) -> Task | None:
    """The task as it was answered; None where it was rejected or ignored."""
    if content.get("answer", "accept") != "accept":
        return None
    marks: dict[str, Mark] = {}
    for number, span in enumerate(content.get("spans") or ()):
        if known := labelled(str(span["label"])):
            key = str(span.get("newsx_key") or f"new-{number}")
            marks[key] = Mark(key, known[0], int(span["start"]), int(span["end"]), known[1])
    joins = content.get("relations")
    meta = content.get("meta") or {}
    return Task(
        str(content["text"]), tuple(marks.values()), None if joins is None else tuple(_joins(joins, marks)),
        content.get("newsx"), str(meta.get("id") or "article"), meta.get("published"),
    )  # fmt: skip


def _span(mark: Mark, first: dict[int, int], last: dict[int, int]) -> Content:
    span: Content = {"start": mark.start, "end": mark.end, "label": mark.telling, "newsx_key": mark.key}
    if mark.start in first and mark.end in last:
        span |= {"token_start": first[mark.start], "token_end": last[mark.end]}
    return span


def _joins(relations: list[Content], marks: dict[str, Mark]) -> list[Join]:
    found = []
    for relation in relations:
        source, target = (_key(relation[side], marks) for side in ("head_span", "child_span"))
        if source and target:
            found.append(Join(source, target, relation["label"]))
    return found


def _key(span: Content, marks: dict[str, Mark]) -> str | None:
    """The mark of a relation's end: by its key, or by its place where the tool left the key out."""
    if span.get("newsx_key") in marks:
        return str(span["newsx_key"])
    known = labelled(str(span.get("label") or ""))
    for key, mark in marks.items():
        if (mark.start, mark.end) == (span["start"], span["end"]) and (known is None or known[0] == mark.label):
            return key
    return None


def _tokens(text: str) -> list[Content]:
    return [
        {"text": t.text, "start": t.idx, "end": t.idx + len(t), "id": t.i, "ws": bool(t.whitespace_)}
        for t in _tokenizer()(text)
    ]


@cache
def _tokenizer() -> Any:
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 1 << 40  # it is our caller's text, whatever its length
    return nlp
