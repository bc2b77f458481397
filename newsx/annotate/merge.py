"""A task that somebody annotated to a record: what it was made from, with what was changed, added and taken away."""

import re
from collections import defaultdict
from copy import deepcopy

from pydantic import ValidationError

from newsx.annotate.marks import Item, answer_key, key, spans
from newsx.annotate.pairs import paired
from newsx.annotate.renumber import is_ref, numbered
from newsx.annotate.task import ANSWER, JOINS, SAME, Mark, Task, lists
from newsx.article import Article
from newsx.errors import InputError
from newsx.kept import Kept
from newsx.records import Record

RULE = "annotated"
# What an annotation leaves open is the least that may be said, for a record must say something.
_LEAST: dict[str, Item] = {
    "charges": {"offence": "other", "status": "alleged"}, "fines": {"kind": "other", "status": "proposed"},
    "sentences": {"kind": "other", "status": "proposed"}, "dates": {"timex_type": "DATE"},
    "actions": {"type": "statement"}, "agencies": {"kind": "other"},
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+|\n")


def merged(task: Task) -> Kept:
    """The record. Raises InputError when a value is none that a record may hold."""
    merge = _Merge(task)
    try:
        return Kept(Record.model_validate(merge.record()), task.text)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{task.id}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


class _Merge:
    """Holds the items that grow, by the keys of the marks that stand for them."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.before = deepcopy(task.record) if task.record else _empty(task)
        self.items: dict[str, Item] = {}  # by the key of any mark of the task
        self.new: set[str] = set()
        self.same = {join.source: join.target for join in task.joins or () if join.field == SAME}

    def record(self) -> Item:
        """The record as it is after the annotation."""
        old = paired(self.before, self.task.marks)
        made: dict[str, list[Item]] = {kind: [] for kind in lists()}
        for kind in lists():
            for item in self.before[kind]:
                self._keep(item, made[kind], old)
        for mark in self.task.marks:
            if mark.key not in old and mark.label != ANSWER:
                self._add(mark, made[mark.kind])
        self._answers(old)
        self._join()
        return numbered(self.before | made, sort=bool(self.new))

    def _keep(self, item: Item, made: list[Item], old: dict[str, str]) -> None:
        """An item with a mark left, or without any place, stays; its stretches are those of its marks."""
        own = [key(item["id"], number) for number in range(len(spans(item)))]
        left = [mark for mark in self.task.marks if old.get(mark.key) in own]
        if own and not left:
            return
        made.append(item)
        self.items |= {mark.key: item for mark in left}
        if not left:
            self.items[item["id"]] = item
        first = next((mark for mark in left if old[mark.key] == item["id"]), left[0] if left else None)
        if first:
            self._change(item, first)
            if {old[m.key]: (m.start, m.end) for m in left} != {
                own[n]: (s["start"], s["end"]) for n, s in enumerate(spans(item))
            }:
                self._place(item, [first, *(mark for mark in left if mark is not first)])

    def _change(self, item: Item, mark: Mark) -> None:
        item |= {name: value for name, value in mark.values.items() if item.get(name) != value}
        if mark.kind == "actors":
            item["type"] = mark.label

    def _place(self, item: Item, placed: list[Mark]) -> None:
        """Let the item stand where its marks do, its own stretch being that of the first."""
        stretches = [self._span(mark) for mark in placed]
        if "start" in item:
            item |= stretches[0]
        if "mentions" in item:
            rest = stretches if "start" not in item else stretches[1:]
            item["mentions"] = sorted(rest, key=lambda span: int(span["start"]))

    def _span(self, mark: Mark) -> Item:
        return {"start": mark.start, "end": mark.end, "text": self.task.text[mark.start : mark.end]}

    def _add(self, mark: Mark, made: list[Item]) -> None:
        """A new mark is a mention of what it is said to be the same as, or of an entity of that name, or a new item."""
        known = self.items.get(self.same.get(mark.key, "")) or self._named(mark, made)
        if known is None:
            known = self._fresh(mark)
            made.append(known)
            self.new.add(mark.key)
        elif "mentions" in known:
            known["mentions"] = sorted([*known["mentions"], self._span(mark)], key=lambda span: int(span["start"]))
        self.items[mark.key] = known

    def _named(self, mark: Mark, made: list[Item]) -> Item | None:
        if mark.kind not in ("actors", "agencies"):
            return None
        name = self.task.text[mark.start : mark.end].casefold()
        return next((e for e in made if name in {n.casefold() for n in (e["name"], *e["aliases"])}), None)

    def _fresh(self, mark: Mark) -> Item:
        span = self._span(mark)
        item: Item = {"id": mark.key} | _LEAST.get(mark.kind, {})
        if mark.kind in ("actors", "agencies"):
            item |= {"name": span["text"], "aliases": [], "mentions": [span]}
        else:
            item |= span
        if mark.kind not in ("actors", "agencies", "dates"):
            item["evidence"] = self._evidence(mark)
        if mark.kind in ("charges", "fines"):
            item["mentions"] = []
        if mark.kind == "charges":
            item["responses"] = []
        item |= {name: [] for name in JOINS.get(mark.label, ())}
        self._change(item, mark)
        return item

    def _evidence(self, mark: Mark) -> Item:
        """The sentence around a mark."""
        text = self.task.text
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, mark.start)), default=0)
        end = _SENTENCE_END.search(text, mark.end)
        stop = end.start() + len(end.group().rstrip()) if end else len(text)
        return {"start": start, "end": stop, "text": text[start:stop], "rule": RULE}

    def _answers(self, old: dict[str, str]) -> None:
        """The answers whose marks are left, and new ones with the charge that they are said to answer."""
        given = {old.get(mark.key, mark.key): mark for mark in self.task.marks if mark.label == ANSWER}
        of = {join.source: join.target for join in self.task.joins or () if join.field == "of"}
        for charge in {id(item): item for item in self.items.values() if "responses" in item}.values():
            kept = []
            for number, answer in enumerate(charge["responses"]):
                if mark := given.pop(answer_key(charge["id"], number), None):
                    self._change(answer, mark)
                    answer |= self._span(mark)
                    self.items[mark.key] = answer
                    kept.append(answer)
            charge["responses"] = kept
        for mark in given.values():
            charge_item = self.items.get(of.get(mark.key, ""))
            if charge_item is not None and "responses" in charge_item:
                answer = {"kind": "denial", "party": None} | mark.values | self._span(mark)
                charge_item["responses"].append(answer)
                self.items[mark.key] = answer

    def _join(self) -> None:
        """The references that the annotator sees; what is gone is pointed at by nobody."""
        alive = {id(item) for item in self.items.values()}
        ids = {item["id"] for item in self.items.values() if "id" in item and id(item) in alive}
        wanted: dict[tuple[int, str], list[str]] = defaultdict(list)
        for join in self.task.joins or ():
            if join.source in self.items and join.target in self.items and join.field != SAME:
                wanted[id(self.items[join.source]), join.field].append(self.items[join.target].get("id", ""))
        for item in {id(item): item for item in self.items.values()}.values():
            self._point(item, ids, wanted)

    def _point(self, item: Item, ids: set[str], wanted: dict[tuple[int, str], list[str]]) -> None:
        seen = _seen(item)
        for name, value in item.items():
            is_list = isinstance(value, list) and (name in seen or (value and is_ref(value[0])))
            if not is_list and name != "party" and not is_ref(value):
                continue
            before = value if isinstance(value, list) else [value] if value else []
            after = [ref for ref in before if ref["id"] in ids]
            if self.task.joins is not None and name in seen:
                now = list(dict.fromkeys(wanted[id(item), name]))
                after = [ref for ref in after if ref["id"] in now or ref["id"] not in self._placed()]
                after += [{"id": i, "name": i} for i in now if i not in {ref["id"] for ref in after}]
            item[name] = after if isinstance(value, list) else (after[0] if after else None)

    def _placed(self) -> set[str]:
        """The ids of what has a mark: only of these can a tool say that nobody points at them."""
        known = {mark.key for mark in self.task.marks}
        return {item["id"] for k, item in self.items.items() if k in known and "id" in item}


def _seen(item: Item) -> tuple[str, ...]:
    """The references of an item that an annotator sees: of the labels that fit, that with most of them."""
    if "party" in item:
        return JOINS[ANSWER]
    most_first = sorted(JOINS.values(), key=len, reverse=True)
    return next((names for names in most_first if all(name in item for name in names)), ())


def _empty(task: Task) -> Item:
    source = Article(text=task.text, id=task.id).source().model_dump(mode="json")
    found = {"published": task.published, "published_from": "metadata" if task.published else None}
    return {"source": source | found} | {kind: [] for kind in lists()}
