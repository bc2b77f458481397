"""A parsed article to its sentences: prison terms, probation, bans and the other punishments that are not money."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from newsx import dates
from newsx.article import Article
from newsx.case import evidence, fines_parties, fines_sums, sentences_scan
from newsx.case.cues import Match, Word, matches, words
from newsx.case.fines_cues import Reading
from newsx.case.fines_parties import Parties
from newsx.case.fines_sums import SUM
from newsx.case.fines_sums import Sentence as Clause
from newsx.case.sentences_scan import Term
from newsx.entities.cast import Cast
from newsx.records import Link, Sentence, SentenceKind, SentenceStatus

_RANK: tuple[SentenceStatus, ...] = ("overturned", "imposed", "proposed", "maximum")
_TAIL = 5  # words after a length of time that still name the punishment ("five years in federal prison")
_HINT = re.compile(
    r"sentenc|jail|prison|bars\b|custody|probation|community service|house arrest|home (?:confinement|detention)"
    r"|suspended|\bban|barred|disqualif|\blife\b|death|incarcerat|caged|parole|serv(?:e|ed|ing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One punishment as one sentence names it."""

    term: Term
    end: int
    kind: SentenceKind
    status: SentenceStatus
    duration: str | None
    rule: str
    clause: Clause
    parties: Parties


def find(article: Article, doc: Doc, cast: Cast) -> tuple[Sentence, ...]:
    """The punishments of an article, each once, in text order."""
    groups: list[list[Found]] = []
    for one in _all(doc, cast):
        home = next((g for g in groups if _same(g[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return tuple(_record(article, number, group) for number, group in enumerate(groups, 1))


def _all(doc: Doc, cast: Cast) -> Iterator[Found]:
    text = doc.text  # which spaCy joins anew each time
    for start, end in fines_sums.bounds(doc):
        if _HINT.search(text, start, end):
            yield from _in_clause(text, doc, (start, end), cast)


def _in_clause(text: str, doc: Doc, bounds: tuple[int, int], cast: Cast) -> Iterator[Found]:
    last = -1
    for term in sentences_scan.scan(text, *bounds):
        if term.start < last:
            continue
        clause, slot = _folded(text, bounds, term)
        cues = matches("sentences", f"cue-{term.shape}", clause.words, slot)
        other = matches("sentences", "not", clause.words, slot) if term.shape == "time" else []
        if cues and not (other and other[0].cost <= cues[0].cost):
            last = max(term.end, clause.words[min(max(m.last for m in cues), slot + _TAIL)].end)
            yield _found(doc, (clause, slot), term, cues, cast)


def _folded(text: str, bounds: tuple[int, int], term: Term) -> tuple[Clause, int]:
    """The words of a sentence with the term as one of them, and its place."""
    before, after = words(text, bounds[0], term.start), words(text, term.end, bounds[1])
    both = (*before, Word(SUM, term.start, term.end), *after)
    return Clause(*bounds, both, (), True), len(before)


def _found(doc: Doc, at: tuple[Clause, int], term: Term, cues: Sequence[Match], cast: Cast) -> Found:
    clause, slot = at
    best = cues[0]
    kind = next(m.entry["kind"] for m in cues)
    usual: SentenceStatus = next((m.entry["status"] for m in cues if "status" in m.entry), "imposed")
    status = _status(clause, slot, best) or usual
    reading = Reading("other", "imposed", "", best.cost, best.first, best.last)
    parties = fines_parties.of(doc, clause, slot, reading, cast)
    return Found(
        term=term,
        end=max(term.end, clause.words[min(max(m.last for m in cues), slot + _TAIL)].end),
        kind=kind,
        status=status,
        duration=None if term.ranged or term.shape != "time" else dates.duration(term.text),
        rule=f"sentences.{best.entry['id']}",
        clause=clause,
        parties=parties,
    )


def _status(clause: Clause, slot: int, cue: Match) -> SentenceStatus | None:
    all_words = clause.words
    folded = (*all_words[: cue.first], replace(all_words[cue.first], text=SUM), *all_words[cue.last + 1 :])
    found = [*matches("sentences", "status", folded, cue.first), *matches("sentences", "status", all_words, slot)]
    return min(found, key=lambda m: m.cost).entry["status"] if found else None


def _same(one: Found, other: Found) -> bool:
    """Whether two mentions are one punishment: of one kind and length, and on nobody else."""
    if one.kind != other.kind or one.duration != other.duration:
        return False
    apart = one.clause.start != other.clause.start
    people = set(one.parties.payers), set(other.parties.payers)
    return (not all(people) or bool(people[0] & people[1])) and (apart or one.term.shape != "time")


def _record(article: Article, number: int, group: Sequence[Found]) -> Sentence:
    first = group[0]
    return Sentence(
        id=f"sentence-{number}",
        **article.quote(first.term.start, first.end).model_dump(),
        kind=first.kind,
        duration=first.duration,
        suspended=first.kind == "suspended",
        status=min((f.status for f in group), key=_RANK.index),
        on=_each(r for f in group for r in f.parties.payers),
        by=_each(r for f in group for r in f.parties.by),
        evidence=evidence.of(article, first.clause.start, first.clause.end, first.rule),
    )


def _each(refs: Iterator[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(refs))
