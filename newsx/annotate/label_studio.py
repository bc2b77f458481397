"""Tasks to Label Studio's JSON and back, and the labelling interface that goes with them."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from newsx.annotate.task import JOINS, LABELS, SAME, VALUES, Join, Mark, Task
from newsx.view.fields import choices

Content = dict[str, Any]
_COLOURS = {
    "person": "#56b4e9", "organization": "#56b4e9", "agency": "#e69f00", "charge": "#d55e00", "fine": "#009e73",
    "sentence": "#cc79a7", "date": "#777777", "action": "#0072b2", "response": "#999999",
}  # fmt: skip


def given(task: Task) -> Content:
    """The task with what newsx found as a prediction, which annotators take over and correct."""
    result = [part for mark in task.marks for part in _regions(task, mark)]
    result += [
        {"type": "relation", "from_id": join.source, "to_id": join.target, "direction": "right", "labels": [join.field]}
        for join in task.joins or ()
    ]
    data = {"text": task.text, "id": task.id, "published": task.published, "newsx": task.record}
    return {"data": data, "predictions": [{"model_version": "newsx", "result": result}]}


def read(content: Content) -> Task | None:
    """The task with the annotation that came last, else with the prediction; None where nobody annotated anything."""
    data = content["data"]
    made = [a for a in content.get("annotations") or () if not a.get("was_cancelled")] or content.get("predictions")
    if not made:
        return None
    result = made[-1]["result"]
    text = str(data["text"])
    values: dict[str, dict[str, str | None]] = {}
    for part in result:
        if part["type"] in ("choices", "textarea") and "-" in part["from_name"]:
            name = part["from_name"].partition("-")[2]
            said = part["value"].get("choices") or part["value"].get("text") or [None]
            values.setdefault(part["id"], {})[name] = said[0] if isinstance(said, list) else said
    marks = tuple(_mark(part, text, values.get(part["id"], {})) for part in result if part["type"] == "labels")
    joins = [_join(part) for part in result if part["type"] == "relation"]
    return Task(
        text, tuple(mark for mark in marks if mark), tuple(join for join in joins if join), data.get("newsx"),
        str(data.get("id") or content.get("id") or "article"), data.get("published"),
    )  # fmt: skip


def interface() -> str:
    """The labelling interface: paste it into the project's settings."""
    return "\n".join(("<View>", *_interface(), "</View>", ""))


def _regions(task: Task, mark: Mark) -> Iterator[Content]:
    place = {"start": mark.start, "end": mark.end, "text": task.text[mark.start : mark.end]}
    common = {"id": mark.key, "to_name": "text"}
    yield common | {"from_name": "label", "type": "labels", "value": place | {"labels": [mark.label]}}
    for name, value in mark.values.items():
        if value is not None:
            is_choice = bool(choices(LABELS[mark.label], name))
            said = {"choices": [value]} if is_choice else {"text": [value]}
            form = "choices" if is_choice else "textarea"
            yield common | {"from_name": f"{mark.label}-{name}", "type": form, "value": place | said}


def _mark(part: Content, text: str, values: dict[str, str | None]) -> Mark | None:
    value = part["value"]
    label = (value.get("labels") or [""])[0]
    if label not in LABELS:
        return None
    start, end = found(text, int(value["start"]), int(value["end"]), value.get("text"))
    known = {name: said for name, said in values.items() if name in VALUES[label]}
    # A value that an annotator took away is unknown, where it may be.
    return Mark(part["id"], label, start, end, known)


def found(text: str, start: int, end: int, quoted: str | None) -> tuple[int, int]:
    """The place in code points: a browser may have counted an emoji as two."""
    if quoted is None or text[start:end] == quoted:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    first = len(units[: 2 * start].decode("utf-16-le", "replace"))
    last = first + len(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
    if text[first:last] == quoted:
        return first, last
    near = text.find(quoted, max(0, start - len(quoted) - 100))
    return (near, near + len(quoted)) if near >= 0 else (start, end)


def _join(part: Content) -> Join | None:
    field = (part.get("labels") or [""])[0]
    if part.get("direction") == "left":
        return Join(part["to_id"], part["from_id"], field) if field else None
    return Join(part["from_id"], part["to_id"], field) if field else None


def _interface() -> Iterator[str]:
    yield '  <Labels name="label" toName="text">'
    yield from (f"    <Label value={quoteattr(name)} background={quoteattr(_COLOURS[name])}/>" for name in LABELS)
    yield "  </Labels>"
    yield '  <Text name="text" value="$text" granularity="word"/>'
    yield "  <Relations>"
    fields = dict.fromkeys(name for names in JOINS.values() for name in names)
    yield from (f"    <Relation value={quoteattr(name)}/>" for name in (*fields, SAME))
    yield "  </Relations>"
    for label, names in VALUES.items():
        for name in names:
            yield from _control(label, name)


def _control(label: str, name: str) -> Iterator[str]:
    common = f'name="{label}-{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{label}"'
    words = choices(LABELS[label], name)
    yield f'  <Header value="{label}: {name}" size="6"/>'
    if not words:
        yield f'  <TextArea {common} maxSubmissions="1" editable="true"/>'
        return
    yield f'  <Choices {common} choice="single" showInline="true">'
    yield from (f"    <Choice value={quoteattr(word)}/>" for word in words)
    yield "  </Choices>"
