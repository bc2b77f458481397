"""A party that stands accused, and everybody else in a case, to the lines of a summary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from newsx.glance import Party, Stage, is_denied, plain, stage, unsure
from newsx.glance.lines import listed
from newsx.records import Action, Actor, Agency, Charge, Record, Ref

LABEL = 11  # columns of the word before a line
INDENT = 2

# By stage: the word and its capitals say the same without any colour.
COLOURS = {
    "label": "dim", "alleged": "cyan", "charged": "yellow", "settled": "magenta", "liable": "bold red",
    "admitted": "bold red", "convicted": "bold white on red", "acquitted": "green", "dismissed": "green",
    "negated": "green", "possible": "cyan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Lines, how many findings they leave out, and how many there are in all."""

    lines: tuple[Text, ...]
    cut: int
    findings: int


@dataclass(frozen=True, slots=True)
class Row:
    """A label, what stands beside it as items that may be left out one by one, and what is said of them all."""

    label: str
    style: str
    items: tuple[str, ...]
    note: str = ""


def block(party: Party, width: int, most: int) -> Block:
    """One party: its name, then at most `most` rows of sums, of terms, and one more of charges, of two lines each."""
    names = listed([plain(m.name) for m in party.members] or ["nobody named"], width, 1, ", ")
    lines = [Text(names.lines[0], style="bold underline" if party.members else "italic")]
    cut = names.cut
    told = [(_charges(party), most + 1), (_sums(party), most), (_terms(party), most), (_acts(party), most)]
    for rows, count in told:
        for row in rows[:count]:
            shown = _lines(row, width)
            lines += shown.lines
            cut += shown.cut
        cut += sum(len(row.items) for row in rows[count:])
    findings = sum(map(len, (party.members, party.charges, party.fines, party.sentences, party.acts)))
    return Block(tuple(lines), cut, findings)


def bodies(record: Record, accused: Iterable[Party], width: int) -> Block:
    """The public bodies in one or two lines."""
    known = {id_ for party in accused for id_ in party.ids}
    return _crowd("bodies", [_body(a) for a in record.agencies if a.id not in known], width)


def people(actors: Iterable[Actor], width: int) -> Block:
    """Everybody else in one or two lines, with what they are in the story where that is known."""
    return _crowd("others", [_person(actor) for actor in actors], width)


def _crowd(label: str, names: list[str], width: int) -> Block:
    if not names:
        return Block((), 0, 0)
    fitted = listed(names, width - LABEL, 2)
    lines = tuple(
        Text.assemble(((label if i == 0 else "").ljust(LABEL), COLOURS["label"]), line)
        for i, line in enumerate(fitted.lines)
    )
    return Block(lines, fitted.cut, len(names))


def _body(agency: Agency) -> str:
    return plain(agency.name) + (f" ({agency.country})" if agency.country else "")


def _person(actor: Actor) -> str:
    role = actor.part if actor.part and actor.part != "other" else next((r.text for r in actor.roles), None)
    return plain(actor.name) + (f" ({plain(role)})" if role else "")


def _charges(party: Party) -> list[Row]:
    """Charges in the same position share a row; the furthest stage first."""
    groups: dict[tuple[Stage, str], list[str]] = {}
    for charge in sorted(party.charges, key=lambda c: -stage(c).rank):
        said = _sure(plain(charge.text), charge.confidence, party.confidence(charge.accused))
        groups.setdefault((stage(charge), _note(charge)), []).append(said)
    return [
        Row(f"{at.sign} {at.word}", COLOURS[at.name], tuple(dict.fromkeys(texts)), note)
        for (at, note), texts in groups.items()
    ]


# Who brings a case does not admit it, nor settle it alone.
_BY = {"admitted": "case by", "settled": "with"}


def _note(charge: Charge) -> str:
    says = [f"{_BY.get(charge.status, 'by')} {_names(charge.by)}"] if charge.by else []
    if not charge.by and charge.asserted_by:
        says.append(f"says {_names(charge.asserted_by)}")
    if is_denied(charge):
        says.append("DENIED")
    says += sorted({r.kind for r in charge.responses} - {"denial"})
    return " · ".join(says)


def _sums(party: Party) -> list[Row]:
    """Whole sums; their parts are in the long form."""
    rows = []
    for fine in (f for f in party.fines if f.part_of is None):
        by = f" by {_names(fine.by)}" if fine.by and fine.status != "maximum" else ""
        what = f"{plain(fine.text)} ({_OPEN.get(fine.status, fine.status)}{by})"
        rows.append(
            Row(f"  {fine.kind}", COLOURS["label"], (_sure(what, fine.confidence, party.confidence(fine.payers)),))
        )
    return rows


# What nobody has imposed must not look as if somebody had.
_OPEN = {"maximum": "at most, by law", "proposed": "sought, not imposed"}
_TERMS = {"imprisonment": "prison", "ban": "ban", "probation": "probation", "community-service": "service"}


def _terms(party: Party) -> list[Row]:
    rows = []
    for term in party.sentences:
        suspended = ", suspended" if term.suspended and "suspended" not in term.text else ""
        what = f"{plain(term.text)}{suspended} ({_OPEN.get(term.status, term.status)})"
        rows.append(
            Row(
                f"  {_TERMS.get(term.kind, 'term')}",
                COLOURS["label"],
                (_sure(what, term.confidence, party.confidence(term.on)),),
            )
        )
    return rows


def _acts(party: Party) -> list[Row]:
    """What was done to somebody of whom no wrong is told."""
    if party.charges or party.fines:
        return []
    return [Row("  acts", COLOURS["label"], tuple(dict.fromkeys(map(_act, party.acts))))] if party.acts else []


def _act(act: Action) -> str:
    by = f" by {_names(act.by)}" if act.by else ""
    return act.type + (f" ({act.modality})" if act.modality != "actual" else "") + by


def _sure(what: str, confidence: float | None, who: float | None) -> str:
    """What is told, and how likely it and its party are right, where a reader should look for himself."""
    if confidence is not None and unsure(confidence):
        what += f" (unsure: {confidence:.0%})"
    return f"{what} (unsure who: {who:.0%})" if who is not None and unsure(who) else what


def _names(references: Iterable[Ref]) -> str:
    return ", ".join(plain(reference.name) for reference in references)


def _lines(row: Row, width: int) -> Block:
    """The row in at most two lines, and its note in one more where it does not fit beside."""
    room = width - LABEL - INDENT
    fitted = listed(row.items, room, 2)
    said = list(fitted.lines)
    cut = fitted.cut
    if row.note and len(said[-1]) + len(row.note) + 3 <= room:
        said[-1] += f" · {row.note}"
    elif row.note:
        note = listed(row.note.split(" · "), room, 1, " · ")
        said.append(note.lines[0])
        cut += note.cut
    return Block(tuple(_line(row, i, line) for i, line in enumerate(said)), cut, len(row.items))


def _line(row: Row, number: int, said: str) -> Text:
    label = (row.label if number == 0 else "").ljust(LABEL + INDENT)
    word = label.rstrip() if row.label.strip() and number == 0 else ""
    return Text.assemble((word, row.style), " " * (len(label) - len(word)), *_marked(said))


def _marked(said: str) -> Iterator[str | tuple[str, str]]:
    """A denial stands out beside the charge."""
    before, sign, after = said.partition("DENIED")
    yield before
    if sign:
        yield (sign, "bold green")
        yield after
