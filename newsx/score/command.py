"""One run of `newsx score`: gold and records in, figures out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from newsx.errors import UsageError
from newsx.score.fields import FIELDS, SECOND, score
from newsx.score.harms import BESIDE, KINDS, harms
from newsx.score.inputs import golds, records
from newsx.score.names import Entry
from newsx.score.table import DRAWS, Table, measured, table


def lines(gold: Path, found: Path, *, show: bool = False, draws: int = DRAWS) -> Iterator[str]:
    """The figures of a record file, and with `show` each error of each article."""
    wanted, made = golds(gold), records(found)
    if show:
        for id_, entry in wanted.items():
            yield from _shown(entry, made.get(id_, {}))
    yield from _table(table([measured(entry, made.get(id_, {})) for id_, entry in wanted.items()], draws))
    yield from (f"no record of {id_}: counted as empty" for id_ in wanted if id_ not in made)


def as_json(gold: Path, found: Path, *, draws: int = DRAWS) -> str:
    """The same figures for a program."""
    wanted, made = golds(gold), records(found)
    result = table([measured(entry, made.get(id_, {})) for id_, entry in wanted.items()], draws)
    return json.dumps(
        {
            "articles": result.articles,
            "counts": result.counts,
            "figures": {name: asdict(figure) for name, figure in result.figures.items()},
            "details": {name: {"right": sum(hits), "of": len(hits)} for name, hits in sorted(result.details.items())},
        },
        indent=1,
    )


def compared(gold: Path, old: Path, new: Path, *, draws: int = DRAWS) -> Iterator[str]:
    """How the figures of two record files differ, and what was gained and lost, article by article."""
    wanted, before, after = golds(gold), records(old), records(new)
    first = table([measured(entry, before.get(id_, {})) for id_, entry in wanted.items()], draws=0)
    second = table([measured(entry, after.get(id_, {})) for id_, entry in wanted.items()], draws)
    yield f"{'':18}{'old':>8}{'new':>8}{'change':>9}"
    for name in _order(second):
        was, now = first.figures[name].value, second.figures[name].value
        digits = 0 if name.startswith("harm") else 3
        yield f"{name:18}{was:8.{digits}f}{now:8.{digits}f}{now - was:+9.{digits}f}"
    for id_, entry in wanted.items():
        changes = list(_changes(entry, before.get(id_, {}), after.get(id_, {})))
        if changes:
            yield f"== {id_}"
            yield from changes


def _order(made: Table) -> Iterator[str]:
    yield from (f"{field} F1" for field in (*FIELDS, *SECOND) if f"{field} F1" in made.figures)
    yield "macro F1"
    yield from (f"harm {kind}" for kind in (*KINDS, BESIDE, "all"))


def _table(made: Table) -> Iterator[str]:
    yield f"{'field':10}{'precision':>10}{'recall':>8}{'F1':>7}  {'95 of 100':13}{'found':>6}{'extra':>7}{'missed':>8}"
    for field, count in made.counts.items():
        precision, recall, f1 = (made.figures[f"{field} {name}"] for name in ("precision", "recall", "F1"))
        yield (
            f"{field:10}{precision.value:10.3f}{recall.value:8.3f}{f1.value:7.3f}  {f1.low:.3f}–{f1.high:.3f}  "
            f"{count['tp']:6}{count['fp']:7}{count['fn']:8}"
        )
    for name, hits in sorted(made.details.items()):
        yield f"  {name:16} {sum(hits) / len(hits):.3f} of {len(hits)}"
    macro = made.figures["macro F1"]
    yield f"macro F1 {macro.value:.3f} ({macro.low:.3f}–{macro.high:.3f}) over {made.articles} articles"
    yield "errors that hurt, per 100 articles:"
    for kind in (*KINDS, "all", BESIDE):
        harm = made.figures[f"harm {kind}"]
        yield f"  {kind:10}{harm.value:5.0f}  ({harm.low:.0f}–{harm.high:.0f})"


def _shown(gold: Entry, record: Entry) -> Iterator[str]:
    yield f"== {gold['id']}"
    for field, result in score(record, gold).items():
        yield from (f"  {field:9} - {say(item)}" for item in result.missed)
        yield from (f"  {field:9} + {say(item)}" for item in result.extra)
    yield from (f"  harm: {kind:9} {text}" for kind, text in harms(record, gold))


def _changes(gold: Entry, before: Entry, after: Entry) -> Iterator[str]:
    old, new = score(before, gold), score(after, gold)
    for field in new:
        yield from _difference(f"gained {field:9} ", old[field].missed, new[field].missed)
        yield from _difference(f"lost   {field:9} ", new[field].missed, old[field].missed)
        yield from _difference(f"extra, no more {field} ", old[field].extra, new[field].extra)
        yield from _difference(f"extra, new     {field} ", new[field].extra, old[field].extra)
    hurt_before, hurt_after = harms(before, gold), harms(after, gold)
    yield from (f"  healed: {kind} {text}" for kind, text in hurt_before if (kind, text) not in hurt_after)
    yield from (f"  HURTS:  {kind} {text}" for kind, text in hurt_after if (kind, text) not in hurt_before)


def _difference(label: str, there: Sequence[object], not_there: Sequence[object]) -> Iterator[str]:
    known = [say(item) for item in not_there]
    for item in map(say, there):
        if item in known:
            known.remove(item)
        else:
            yield f"  {label}{item}"


def say(item: object) -> str:
    """An entry of gold or of a record in a line."""
    if not isinstance(item, dict):
        return str(item)
    words = [
        str(item[key]) for key in ("name", "text", "amount", "currency", "value", "type", "status") if item.get(key)
    ]
    for side in ("by", "on", "agents", "targets"):
        if item.get(side):
            names = (ref if isinstance(ref, str) else ref.get("name", "?") for ref in item[side])
            words.append(f"{side}=" + ",".join(names))
    return " ".join(words)


def check(compare: bool, files: Sequence[Path]) -> None:
    """Raise UsageError unless there is one record file, or two to compare."""
    wanted = 2 if compare else 1
    if len(files) != wanted:
        raise UsageError("--compare needs two record files, OLD and NEW" if compare else "name one record file")
