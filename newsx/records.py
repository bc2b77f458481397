"""The record that newsx makes of one article, as frozen Pydantic models.

Offsets are half-open and count Unicode code points of the article's text as newsx reads it. What the text does not
say is `None` or an empty tuple. The meaning of each vocabulary is in the README.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Literal["1.0"] = "1.0"

ActorType = Literal["person", "organization"]
AgencyKind = Literal[
    "prosecutor", "police", "regulator", "court", "ministry", "legislature",
    "tax", "intelligence", "military", "international", "other",
]  # fmt: skip
Offence = Literal[
    "accounting-fraud", "antitrust", "assault", "bribery", "child-sexual-abuse", "consumer-protection", "contempt",
    "corruption", "cybercrime", "data-protection", "defamation", "discrimination", "drugs", "embezzlement",
    "environmental", "espionage", "extortion", "firearms", "forgery", "fraud", "hate-speech", "homicide",
    "human-trafficking", "insider-trading", "intellectual-property", "kidnapping", "labour", "licensing",
    "market-manipulation", "money-laundering", "negligence", "obstruction", "perjury", "product-safety",
    "public-order", "robbery", "sanctions", "sexual-assault", "tax", "terrorism", "theft", "treason",
    "unlawful-content", "war-crimes", "weapons", "other",
]  # fmt: skip
Part = Literal["accused", "victim", "accuser", "lawyer", "official", "spokesperson", "witness", "commentator", "other"]
ChargeStatus = Literal["alleged", "charged", "admitted", "liable", "convicted", "settled", "acquitted", "dismissed"]
Polarity = Literal["affirmed", "denied", "negated"]
ResponseKind = Literal["denial", "no-comment", "apology", "appeal", "admission"]
FineKind = Literal[
    "fine", "settlement", "restitution", "disgorgement", "forfeiture", "damages", "bail", "back-tax", "other"
]
FineStatus = Literal["imposed", "agreed", "proposed", "maximum", "overturned", "paid"]
Bound = Literal["exact", "about", "at-least", "up-to", "range"]
SentenceKind = Literal[
    "imprisonment", "suspended", "probation", "community-service", "house-arrest", "ban", "death", "life", "other"
]
SentenceStatus = Literal["imposed", "proposed", "maximum", "overturned"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal["START", "MID", "END", "APPROX", "BEFORE", "AFTER"]
ActionType = Literal[
    "investigation", "raid", "search", "seizure", "summons", "arrest", "detention", "release", "charge", "lawsuit",
    "trial", "plea", "testimony", "conviction", "acquittal", "sentence", "fine", "settlement", "dismissal", "appeal",
    "ruling", "ban", "sanction", "extradition", "resignation", "denial", "statement",
]  # fmt: skip
Modality = Literal["actual", "planned", "possible", "negated"]
PublishedFrom = Literal["option", "metadata", "text"]


class Model(BaseModel):
    """What every part of a record shares: it cannot be changed and has no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ref(Model):
    """A pointer to another item of the same record: `id` joins, `name` reads well."""

    id: str
    name: str


class Link(Ref):
    """A pointer to somebody, and how likely it is right: of links at 0.9, nine in ten are."""

    confidence: float | None = None


class Span(Model):
    """A stretch of the article: `article_text[start:end] == text`."""

    start: int
    end: int
    text: str


class Evidence(Span):
    """The sentence or clause that an item stands on, and the pattern entry (`pack.entry`) or model that read it."""

    rule: str


class Source(Model):
    """The article itself: where it came from and what it is."""

    id: str
    path: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    captured: str | None = None  # when a crawler received the page, which says little about when it was published
    language: str | None = None
    encoding: str | None = None
    sha256: str
    characters: int


class Actor(Model):
    """A person or organisation that takes part in the story, under its fullest name."""

    id: str
    name: str
    type: ActorType
    part: Part | None = None  # what they are in the story
    aliases: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()


class Agency(Model):
    """A public body. `country` is ISO 3166-1 alpha-2, `EU` or `INT`."""

    id: str
    name: str
    kind: AgencyKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Response(Span):
    """What the accused side said of an allegation; `action` is the act of denying that it is."""

    party: Link | None = None
    kind: ResponseKind
    action: Ref | None = None
    confidence: float | None = None


class Charge(Span):
    """One wrong, alleged or proven, with the furthest stage that the article takes it to."""

    id: str
    offence: Offence
    iccs: str | None = None
    status: ChargeStatus
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    accused: tuple[Link, ...] = ()
    by: tuple[Link, ...] = ()
    asserted_by: tuple[Ref, ...] = ()
    responses: tuple[Response, ...] = ()
    dates: tuple[Ref, ...] = ()
    mentions: tuple[Span, ...] = ()
    confidence: float | None = None
    evidence: Evidence


class Equivalent(Model):
    """The same sum in another currency, as the article converts it."""

    amount: str
    currency: str | None = None
    bound: Bound = "exact"


class Fine(Span):
    """Money that a body or court makes somebody pay, or that ends a case. `amount` is a plain decimal in units."""

    id: str
    amount: str | None = None
    currency: str | None = None
    bound: Bound = "exact"
    percent_of: str | None = None
    equivalents: tuple[Equivalent, ...] = ()
    kind: FineKind
    status: FineStatus
    payers: tuple[Link, ...] = ()
    by: tuple[Link, ...] = ()
    charges: tuple[Ref, ...] = ()
    dates: tuple[Ref, ...] = ()
    part_of: Ref | None = None
    mentions: tuple[Span, ...] = ()
    confidence: float | None = None
    evidence: Evidence


class Sentence(Span):
    """A punishment other than money. `duration` is a TIMEX3 duration such as P5Y."""

    id: str
    kind: SentenceKind
    duration: str | None = None
    suspended: bool = False
    status: SentenceStatus = "imposed"
    on: tuple[Link, ...] = ()
    by: tuple[Link, ...] = ()
    confidence: float | None = None
    evidence: Evidence


class Date(Span):
    """An expression of calendar time with its TIMEX3 value and the first and last day that it covers."""

    id: str
    timex_type: TimexType
    value: str | None = None
    modifier: TimexMod | None = None
    first_day: str | None = None
    last_day: str | None = None
    relative: bool = False
    basis: str | None = None


class Action(Span):
    """One act: who did what to whom. `text` is the trigger."""

    id: str
    type: ActionType
    by: tuple[Link, ...] = ()
    on: tuple[Link, ...] = ()
    dates: tuple[Ref, ...] = ()
    charges: tuple[Ref, ...] = ()
    fines: tuple[Ref, ...] = ()
    sentences: tuple[Ref, ...] = ()
    modality: Modality = "actual"
    asserted_by: tuple[Ref, ...] = ()
    confidence: float | None = None
    evidence: Evidence


class Record(Model):
    """Everything that newsx found in one article."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    actors: tuple[Actor, ...] = ()
    agencies: tuple[Agency, ...] = ()
    charges: tuple[Charge, ...] = ()
    fines: tuple[Fine, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[Date, ...] = ()
    actions: tuple[Action, ...] = ()
    warnings: tuple[str, ...] = ()
