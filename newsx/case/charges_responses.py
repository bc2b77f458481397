"""What the accused side says to a charge: denials, silence, apologies, appeals and admissions, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsx.article import Article
from newsx.case import charges_cues
from newsx.case.charges_cases import Case
from newsx.case.charges_cues import Cue
from newsx.case.charges_mood import is_verdict, mood
from newsx.case.charges_opening import HARD
from newsx.case.charges_people import People
from newsx.case.charges_reading import Reading
from newsx.records import Link, Response

LONGEST = 12  # words of a response behind its cue


@dataclass(frozen=True, slots=True)
class Answer:
    """A response and whoever gives it."""

    response: Response
    party: tuple[Link, ...]
    word: int


def answers(article: Article, reading: Reading, people: People) -> list[Answer]:
    """The responses of an article, in text order."""
    return [_answer(article, reading, people, c) for c in reading.cues if _responds(reading, c)]


def of_case(case: Case, said: Sequence[Answer], cases: Sequence[Case]) -> tuple[Response, ...]:
    """The responses to one charge: those of its accused; those of nobody named, when nobody else is accused."""
    wanted = {r.id for r in case.accused}
    alone = all({r.id for r in c.accused} <= wanted for c in cases)
    own = [a for a in said if wanted & {r.id for r in a.party} or (not a.party and alone)]
    return tuple(a.response for a in own)


def _responds(reading: Reading, cue: Cue) -> bool:
    """Whether a cue is a response: an admission must not be denied ("neither admits nor denies")."""
    if cue.rule.get("response") is None or is_verdict(reading, cue):
        return False
    return cue.rule["response"] in {"denial", "no-comment"} or mood(reading, cue)[0] != "negated"


def _answer(article: Article, reading: Reading, people: People, cue: Cue) -> Answer:
    quote = article.quote(*reading.chars(cue.start, _end(reading, cue)))
    party = people.speaker(cue)
    response = Response(
        start=quote.start, end=quote.end, text=quote.text, kind=cue.rule["response"], party=party[0] if party else None
    )
    return Answer(response, party, cue.start)


def _end(reading: Reading, cue: Cue) -> int:
    """Where the words of a response end: at the next stop of the sentence."""
    limit = min(cue.end + LONGEST, reading.sentence_ends[cue.start])
    stops = charges_cues.words("stops")
    return next((i for i in range(cue.end, limit) if reading.text(i) in HARD | stops | {","}), max(limit, cue.end))
