"""A fine's cue to who pays and who makes them pay: by the parse where there is one, else by the order of the words."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from newsx import patterns
from newsx.case import fines_order, fines_parse
from newsx.case.fines_cues import Reading
from newsx.case.fines_payers import can_pay
from newsx.case.fines_sums import Sentence
from newsx.entities.cast import Cast
from newsx.records import Link


@dataclass(frozen=True, slots=True)
class Parties:
    """Who pays and who makes them pay.

    `named_before` says that the payer stands in the clause as "it" or "the company", whom an earlier sentence names.
    """

    payers: tuple[Link, ...] = ()
    by: tuple[Link, ...] = ()
    named_before: bool = True


def of(doc: Doc, sentence: Sentence, slot: int, reading: Reading, cast: Cast) -> Parties:
    """The parties of the fine whose sum is the word at `slot`."""
    read = _read(doc, sentence, slot, reading, cast)
    payers = [r for r in read.payers if can_pay(r, cast)]
    if len(payers) > 1:
        places = [cast.at(w.start, w.end) for w in sentence.words]
        payers.sort(key=lambda r: places.index(r) if r in places else len(places))
    return replace(read, payers=tuple(payers))


def _read(doc: Doc, sentence: Sentence, slot: int, reading: Reading, cast: Cast) -> Parties:
    payers, by = fines_order.read(sentence, slot, reading, cast)
    own = fines_order.following(sentence, slot, cast) if reading.follows else ()
    if reading.follows:
        by = fines_order.receivers(sentence, slot, cast) or by
    given = fines_order.given(sentence, slot, cast)
    if not doc.has_annotation("DEP") or own:
        return Parties(own or payers, by)
    read = fines_parse.read(doc, sentence, reading, cast)
    if reading.kind == "damages" and reading.status == "proposed":
        read = fines_parse.claimed(doc, sentence, read, cast)
    bodies = given or read.by or tuple(r for r in by if r not in read.payers)
    if not read.payers and read.heads:  # the clause says who, but by no name
        lead = _titled(read.heads, cast) or fines_order.lead(sentence, reading, cast)
        lead = tuple(r for r in lead if r.id not in read.others)
        return Parties(lead, bodies, any(_definite(t) for t in read.heads))
    left = tuple(r for r in payers if r.id not in read.others)
    return Parties(tuple(r for r in read.payers or left if r not in bodies), bodies)


def _titled(heads: tuple[Token, ...], cast: Cast) -> tuple[Link, ...]:
    """Whom a noun introduces: "the company Ardo", "a chain named Vetro"."""
    near = [t for h in heads for t in h.subtree if 0 < t.i - h.i <= 2]
    refs = [cast.at(t.idx, t.idx + len(t)) for t in near]
    return tuple(dict.fromkeys(r for r in refs if r is not None and not cast.is_agency(r)))


def _definite(head: Token) -> bool:
    """Whether a noun phrase is one that was named before: "it", "the company", but not "the operator of a refinery"."""
    if any(t.dep_.startswith(("nmod", "acl")) or t.dep_ in ("prep", "relcl") for t in head.children):
        return False
    return head.pos_ == "PRON" or any(t.lower_ in patterns.words("clauses", "named-before") for t in head.children)
