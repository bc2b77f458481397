"""A parsed article to its charges: each distinct wrong, how far the article takes it, and who stands accused of it."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from newsx import clauses_dates
from newsx.article import Article
from newsx.case import (
    charges_accused,
    charges_find,
    charges_lift,
    charges_merge,
    charges_reading,
    charges_responses,
    evidence,
)
from newsx.case.charges_cases import Case, Told
from newsx.case.charges_people import People
from newsx.case.charges_reading import Mention, Reading
from newsx.entities.cast import Cast
from newsx.records import Charge, Date, Offence, Ref, Response

Responses = tuple[Response, ...]
CONTINUES = 2  # sentences over which a story goes on about the same accused


def find(article: Article, doc: Doc, cast: Cast, dates: Sequence[Date]) -> tuple[Charge, ...]:
    """The charges of an article, in the order in which it first names them."""
    bodies = [m for a in cast.agencies for m in a.mentions]
    reading = charges_reading.read(doc, dates, bodies)
    people = People(reading, cast)
    told = _share([_told(article, people, m) for m in charges_find.mentions(reading) if not _is_name(reading, m, cast)])
    told = [t for t in _continue(reading, told) if not (t.title and _is_vague(t))]
    known = {r.id for t in told if t.mention.framed and not t.mention.loose for r in t.accused}
    told = [t for t in told if not t.mention.loose or (t.sure and known & {r.id for r in t.accused})]
    told = [t for t in told if not (t.mention.loose and people.is_suffered(t.mention))]
    cases = [c for c in charges_merge.merge(told) if _counts(c)]
    cases = charges_lift.by_body(cases, people)
    cases = charges_lift.lift(
        cases, [*charges_lift.events(reading, people, told), *charges_lift.dismissals(reading, people, told)], reading
    )
    said = charges_responses.answers(article, reading, people)
    responses = [charges_responses.of_case(c, said, cases) for c in cases]
    return tuple(
        _charge(article, people, (c, r), dates, n) for n, (c, r) in enumerate(zip(cases, responses, strict=True), 1)
    )


def _told(article: Article, people: People, mention: Mention) -> Told:
    start, end = people.reading.chars(mention.start, mention.end)
    accused, sure = charges_accused.of(people, mention)
    reading = people.reading
    title = mention.start < reading.headline
    return Told(mention, article.text[start:end], accused, sure, reading.sentence[mention.start], title)


def _share(told: list[Told]) -> list[Told]:
    """The items of one list have the accused of its first, where they name none of their own."""
    first: dict[tuple[int, int], Told] = {}
    shared = []
    for t in told:
        cue = t.mention.cue
        if cue is not None and cue.rule.get("side") != "before":
            head = first.setdefault((cue.start, t.mention.link), t)
            if head is not t and not t.sure:
                t = replace(t, accused=head.accused, sure=head.sure)
        shared.append(t)
    return shared


def _continue(reading: Reading, told: list[Told]) -> list[Told]:
    """A telling that names nobody goes on about whom the one shortly before accuses: "The charges include …"."""
    last: Told | None = None
    result = []
    for t in told:
        if t.mention.framed and not t.accused and not t.sure and last is not None:
            near = reading.sentence[t.mention.start] - reading.sentence[last.mention.start] <= CONTINUES
            t = replace(t, accused=last.accused) if near else t
        if t.accused and t.sure:
            last = t
        result.append(t)
    return result


def _is_vague(t: Told) -> bool:
    """Whether a headline's wrong is in words of its own, or nobody's: "Drug firm hid risks, study says"."""
    return t.mention.hit is None or not (t.mention.framed or t.accused)


def _is_name(reading: Reading, mention: Mention, cast: Cast) -> bool:
    """Whether the words are part of somebody's name: "Serious Fraud Office"."""
    if mention.hit is None:
        return False
    start, end = reading.chars(mention.hit.start, mention.hit.end)
    ref = cast.at(start, end)
    return ref is not None and article_name(cast, ref.id, start, end)


def article_name(cast: Cast, id: str, start: int, end: int) -> bool:
    """Whether a mention of this entity covers these characters and is written as a name."""
    return any(
        m.start <= start and end <= m.end and m.text[:1].isupper() and m.end - m.start > end - start
        for m in cast.get(id).mentions
    )


def _counts(case: Case) -> bool:
    """Whether a case is one: somebody stands accused in so many words, or a deed is told that is a crime."""
    return any(_accuses(t.mention) or (t.mention.deed and (t.sure or t.mention.culprit)) for t in case.told)


def _accuses(mention: Mention) -> bool:
    """Whether a telling accuses; "an adult found guilty of theft could be jailed" is the law, and nobody's case."""
    supposed = mention.modality == "possible" and mention.status in {"convicted", "admitted", "acquitted"}
    return mention.framed and mention.polarity != "negated" and not supposed


def _charge(
    article: Article, people: People, answered: tuple[Case, Responses], dates: Sequence[Date], number: int
) -> Charge:
    case, responses = answered
    reading = people.reading
    lead, furthest = case.lead.mention, case.furthest
    start, end = reading.chars(lead.start, lead.end)
    others = [t.mention for t in case.told if t is not case.lead]
    return Charge(
        id=f"charge-{number}",
        start=start,
        end=end,
        text=article.text[start:end],
        offence=_offence(case, people),
        iccs=lead.iccs,
        status=case.status,
        polarity="denied" if any(r.kind == "denial" for r in responses) else furthest.polarity,
        modality=furthest.modality,
        accused=case.accused,
        by=people.brought_by(furthest),
        asserted_by=people.asserted_by(lead),
        responses=responses,
        dates=_dates(reading, furthest, dates),
        mentions=tuple(article.quote(*reading.chars(m.start, m.end)) for m in others),
        evidence=evidence.around(article, reading.token(furthest.start), furthest.rule),
    )


def _offence(case: Case, people: People) -> Offence:
    """What a wrong is a case of: as its words say, the best first, else by the body that brings it."""
    told = [t.mention.offence for t in (case.lead, *case.told) if t.mention.offence != "other"]
    return next(iter(told), None) or people.matter(case.furthest)


def _dates(reading: Reading, mention: Mention, dates: Sequence[Date]) -> tuple[Ref, ...]:
    if not reading.doc.has_annotation("DEP"):
        return ()
    return clauses_dates.of(reading.token(mention.cue.start if mention.cue else mention.start), dates)
