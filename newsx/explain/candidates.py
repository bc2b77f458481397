"""A parsed article to every reading that the finders weigh, with those that come to nothing and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from newsx.article import Article
from newsx.case import (
    actions,
    actions_patterns,
    actions_triggers,
    charges_find,
    charges_reading,
    fines_cues,
    fines_sums,
)
from newsx.case.actions_merge import Act
from newsx.case.cues import Match, matches
from newsx.dates import grammar, lex
from newsx.dates.reading import readings
from newsx.entities import agencies
from newsx.entities.cast import Cast
from newsx.records import Date


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule reads some characters as: `what`, or nothing, and then `why`."""

    start: int
    end: int
    rule: str
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with what the finders are given."""

    article: Article
    doc: Doc
    cast: Cast
    dates: Sequence[Date]


def of_actions(parsed: Parsed) -> Iterator[Candidate]:
    """Every trigger: of those that share a word one is kept, and not every kept one tells an act."""
    kept = actions_triggers.hits(parsed.doc)
    for hit in actions_triggers.candidates(parsed.doc):
        rule, act = f"{actions_patterns.PACK}.{hit.entry['id']}", None
        if hit in kept:
            act = actions.read(hit, parsed.cast)
        why = "" if isinstance(act, Act) else act or "another trigger has its words"
        yield Candidate(hit.start, hit.end, rule, hit.entry["type"], why)


def of_charges(parsed: Parsed) -> Iterator[Candidate]:
    """Every wrong that a cue leads to, and every one that only stands in the text."""
    reading = charges_reading.read(parsed.doc, parsed.dates, [m for a in parsed.cast.agencies for m in a.mentions])
    for _, mention in charges_find.governed(reading):
        why = "" if mention.polarity != "negated" else "negated"
        yield Candidate(*reading.chars(mention.start, mention.end), mention.rule, _wrong(mention), why)
    for hit in reading.hits:
        why = "a weak word, which needs a cue" if hit.weak else "no cue leads to it"
        yield Candidate(*reading.chars(hit.start, hit.end), f"offences.{hit.entry}", hit.offence, why)


def _wrong(mention: charges_reading.Mention) -> str:
    return f"{mention.offence}, {mention.status}"


def of_fines(parsed: Parsed) -> Iterator[Candidate]:
    """Every cue around a sum: what it would make of it, the nearest first."""
    for sentence in fines_sums.sentences(parsed.doc, parsed.cast):
        before = None
        for slot, one in sentence.sums:
            place = one.money.start, one.money.end
            if one.money.percent_of:
                share = fines_cues.read_share(sentence, slot)
                yield Candidate(*place, "fines.share-of-turnover", "fine", "" if share else "no word for fine near")
                continue
            cues = [(m, _fine(m), _far(m, sentence)) for m in matches("fines", "cue", sentence.words, slot)]
            cues += [(m, "", "no fine") for m in matches("fines", "not", sentence.words, slot)]
            for match, what, why in sorted(cues, key=lambda c: c[0].cost):
                yield Candidate(*place, f"fines.{match.entry['id']}", what, why)
            before, last = fines_cues.read(sentence, slot, before) or before, before
            if not cues and before is last:
                yield Candidate(*place, "money", "", "no cue of a fine")


def _fine(match: Match) -> str:
    return ", ".join(str(match.entry[name]) for name in ("kind", "status") if name in match.entry)


def _far(match: Match, sentence: fines_sums.Sentence) -> str:
    return "nothing near speaks of a case" if match.entry.get("near") and not sentence.context else ""


def of_dates(parsed: Parsed) -> Iterator[Candidate]:
    """The rule of each date, and the others that read words of it from where it starts."""
    text = parsed.article.text
    found = {r.start: r for r in readings(text, parsed.article.published, _tags(parsed.doc))}
    items = lex.items(text)
    for at, item in enumerate(items):
        if item.start not in found and not grammar.may_start(items, at):
            continue
        if item.start in found:
            own = found[item.start]
            yield Candidate(own.start, own.end, f"dates.{own.rule}", own.value.value or "")
        for match in grammar.matches(items, at):
            why = "no date" if match.rule.entry["reads"] == "nothing" else ""
            if item.start in found or why:
                yield Candidate(item.start, items[match.end - 1].end, f"dates.{match.rule.id}", "", why)


def _tags(doc: Doc) -> dict[int, str] | None:
    return {token.idx: token.tag_ for token in doc} if doc.has_annotation("TAG") else None


def of_agencies(parsed: Parsed) -> Iterator[Candidate]:
    """How each mention of a public body was known: by the gazetteer's entry, or by its head noun."""
    for found in agencies.find(parsed.article.text, parsed.doc):
        pack = "agencies-generic" if found.how == "generic" else "agencies"
        yield Candidate(found.start, found.end, f"{pack}.{found.key}", found.kind)


def of_actors(parsed: Parsed) -> Iterator[Candidate]:
    """The names that the model sees; who is described and not named is read from the words."""
    for entity in parsed.doc.ents:
        yield Candidate(entity.start_char, entity.end_char, f"model.{entity.label_}")


KINDS: dict[str, Callable[[Parsed], Iterator[Candidate]]] = {
    "actors": of_actors,
    "agencies": of_agencies,
    "charges": of_charges,
    "fines": of_fines,
    "dates": of_dates,
    "actions": of_actions,
}
