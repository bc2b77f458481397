"""A fine's cue to who pays and who makes them pay: by the parse where there is one, else by the order of the words."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsx import clauses, patterns
from newsx.case.cues import Word
from newsx.case.fines_cues import Reading
from newsx.case.fines_sums import Sentence
from newsx.entities.cast import Cast
from newsx.records import Ref

_PASSIVE = frozenset(("was", "were", "is", "are", "been", "be", "being", "got"))


@dataclass(frozen=True, slots=True)
class Parties:
    """Who pays and who makes them pay."""

    payers: tuple[Ref, ...] = ()
    by: tuple[Ref, ...] = ()


def of(doc: Doc, sentence: Sentence, slot: int, reading: Reading, cast: Cast) -> Parties:
    """The parties of the fine whose sum is the word at `slot`."""
    said = _by_order(sentence.words, slot, reading, cast)
    return said


def _by_order(words: tuple[Word, ...], slot: int, reading: Reading, cast: Cast) -> Parties:
    """Read without a parse: the body is named by "by" or comes first, the payer is the subject or what is fined."""
    refs = [(i, ref) for i, ref in enumerate(cast.at(w.start, w.end) for w in words) if ref]
    agencies = [(i, r) for i, r in refs if cast.is_agency(r)]
    actors = [(i, r) for i, r in refs if not cast.is_agency(r)]
    by = _body(words, agencies, reading)
    if _fines_object(words, reading):
        inside = [(i, r) for i, r in actors if i > reading.first] or [(i, r) for i, r in agencies if reading.first < i]
        payers = _run(words, inside)
    else:
        left = [(i, r) for i, r in actors if i < max(reading.first, 1)]
        right = [(i, r) for i, r in actors if i > reading.first]
        payers = _nearest_run(words, left) or _run(words, right)
    return Parties(payers, tuple(r for r in by if r not in payers))


def _fines_object(words: tuple[Word, ...], reading: Reading) -> bool:
    """Whether the cue starts with an active verb whose object pays ("fined", "ordered")."""
    verbs = patterns.words("fines", "fined") | patterns.words("fines", "order")
    before = {w.text for w in words[max(0, reading.first - 2) : reading.first]}
    return words[reading.first].text in verbs and before.isdisjoint(_PASSIVE) and reading.first > 0


def _body(words: tuple[Word, ...], agencies: list[tuple[int, Ref]], reading: Reading) -> tuple[Ref, ...]:
    named = [r for i, r in agencies if any(w.text == "by" for w in words[max(0, i - 3) : i])]
    return tuple(dict.fromkeys(named or [r for _, r in agencies]))


def _run(words: tuple[Word, ...], refs: list[tuple[int, Ref]]) -> tuple[Ref, ...]:
    """The first entity and those that a comma or "and" joins to it."""
    out: list[Ref] = []
    last = None
    for i, ref in refs:
        if (
            last is not None
            and (i - last > 3 or not any(w.text in (",", "and") for w in words[last:i]))
            and ref != out[-1]
        ):
            break
        if ref not in out:
            out.append(ref)
        last = i
    return tuple(out)


def _nearest_run(words: tuple[Word, ...], refs: list[tuple[int, Ref]]) -> tuple[Ref, ...]:
    """The last entity before the cue and those joined to it."""
    if not refs:
        return ()
    start = len(refs) - 1
    while (
        start > 0
        and refs[start][0] - refs[start - 1][0] <= 3
        and (
            refs[start][1] == refs[start - 1][1]
            or any(w.text in (",", "and") for w in words[refs[start - 1][0] : refs[start][0]])
        )
    ):
        start -= 1
    return tuple(dict.fromkeys(r for _, r in refs[start:]))
