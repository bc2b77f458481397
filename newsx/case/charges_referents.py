"""A noun phrase to the actors that it stands for: names, pronouns, "the man", "a former executive", "the firms"."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from newsx import clauses_tree, patterns
from newsx.case import charges_cues
from newsx.clauses_parties import THEY, who
from newsx.entities.cast import Cast
from newsx.records import Actor, Ref

Refs = tuple[Ref, ...]
Place = tuple[int, int, str]  # start, end and id of a mention
FIRMS = frozenset({"organization", "organizations"})
_DASHES = frozenset({"-", "--", "–", "—"})
COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEAR = 25  # characters from a noun to the name that it stands before
REACH = 700  # characters back to what a pronoun stands for
LEAD = 900  # characters from an article's start in which a description may come before the name
FIRST = 120  # characters from a sentence's start to the name that it is about


@dataclass(frozen=True)
class Referents:
    """Resolves the noun phrases of one article that its cast leaves open."""

    cast: Cast
    source: str

    def of(self, heads: Iterable[Token], *, parties: bool = False) -> Refs:
        """The entities that noun phrases stand for, each once; nobody where the text leaves it open.

        Of `parties` it is known that they are somebody: "a pharmacist was charged".
        """
        found: dict[str, Ref] = {}
        for head in map(_past_dateline, heads):
            known = who(head, self.cast)
            if _kind(head) in FIRMS:  # "the company" is no watchdog
                known = tuple(r for r in known if not self.cast.is_agency(r))
            if not any(_is_name(ref.name, head) for ref in known):  # nobody, or a description: "tobacco firms"
                known += self._named(head) or self._before(head) or self._after(head, parties)
            found.update({ref.id: ref for ref in known if ref.id not in found})
        return tuple(found.values())

    def window(self, start: int, end: int) -> list[Place]:
        """The mentions of actors inside these characters, in text order."""
        i = bisect_left(self._places, (start, 0, ""))
        found = []
        while i < len(self._places) and self._places[i][0] < end:
            if self._places[i][1] <= end:
                found.append(self._places[i])
            i += 1
        return found

    @cached_property
    def _places(self) -> list[Place]:
        return sorted((m.start, m.end, a.id) for a in self.cast.actors for m in a.mentions)

    def _named(self, head: Token) -> Refs:
        """The name behind a plain noun: "the officer's wife Donna", "two agents, Ann Lee and Bo Chan"."""
        if head.pos_ != "NOUN":
            return ()
        end = head.right_edge.idx + len(head.right_edge)
        near = [x for x in self.window(head.idx, end) if x[0] < head.idx + len(head) + NEAR]
        near = [x for x in near if _is_name(self.cast.get(x[2]).name, head)]
        if head.lemma_.lower() in patterns.words("clauses", "person-nouns"):
            near = [x for x in near if self._type(x[2]) == "person"]
        return self._refs(x for x in near if not governed(self.source, x[0]))

    def _before(self, head: Token) -> Refs:
        """Whom a pronoun or "the man" stands for: the first of the nearest sentence before it that names one."""
        kind = _kind(head)
        if head.lower_ in THEY and (several := self._several(head)):
            return several
        if kind == "organizations" and (listed := self._listed(head)):
            return listed
        if kind is None or _is_new(head):
            return ()
        sent = head.sent
        while True:
            window = self.window(sent.start_char, min(sent.end_char, head.idx))
            fitting = [x for x in window if self._type(x[2]) == kind.removesuffix("s") and not self.prosecutes(x[2])]
            if kind == "persons" and len({x[2] for x in fitting}) > 1:
                return self._refs(fitting)
            if fitting and not kind.endswith("s"):
                free = [x for x in fitting if not governed(self.source, x[0])]
                if kind in FIRMS:
                    free = [x for x in free if self._acts(x, head)] or free
                return self._refs((free or fitting)[:1])
            if sent.start == 0 or head.idx - sent.start_char > REACH:
                return ()
            sent = head.doc[sent.start - 1].sent

    def _acts(self, place: Place, head: Token) -> bool:
        """Whether a mention is the subject of its clause: what "the company" goes on about."""
        span = head.doc.char_span(place[0], place[1], alignment_mode="expand")
        return span is not None and span.root.dep_ in clauses_tree.ANY_SUBJECTS

    def _several(self, head: Token) -> Refs:
        """For "they", the two or more alike that stand first in this sentence or the one before."""
        before = head.doc[head.sent.start - 1].sent if head.sent.start else None
        for sent in (head.sent, before):
            places = self.window(sent.start_char, min(sent.end_char, head.idx)) if sent is not None else []
            places = [x for x in places if not governed(self.source, x[0])]
            alike = [x for x in places if self._type(x[2]) == self._type(places[0][2])]
            if len({x[2] for x in alike}) > 1:
                return self._refs(alike)
        return self._the_two(head) if head.lower_ == "both" else ()

    def _the_two(self, head: Token) -> Refs:
        """For "both", the two persons of the two sentences before: "Ann Roe got a year. Tom Alder got two. Both …"."""
        first = head.sent
        for _ in range(2):
            first = head.doc[first.start - 1].sent if first.start else first
        places = [x for x in self.window(first.start_char, head.sent.start_char) if self._type(x[2]) == "person"]
        free = [x for x in places if not (self.prosecutes(x[2]) or governed(self.source, x[0]))]
        return self._refs(free) if len({x[2] for x in free}) == 2 else ()

    def _after(self, head: Token, party: bool) -> Refs:
        """Whom the lead describes before the article names him: "Two men were held … Ann Lee, 30, and Bo Chan are"."""
        type = _described(head) or ("any" if party and is_noun(head) else None)
        if type is None or head.idx > LEAD:
            return ()
        most = _count(head)
        found: dict[str, Place] = {}
        for sent in _following(head, 3):
            end = sent.end_char if most > 1 else min(sent.end_char, sent.start_char + FIRST)
            for place in self.window(sent.start_char, end):
                if type not in {"any", self._type(place[2])} or self._speaks(place) or governed(self.source, place[0]):
                    continue
                if not _is_name(self.cast.get(place[2]).name):
                    continue
                if not self._is_new_there(place, head):
                    if most == 1:
                        return ()
                    continue
                found.setdefault(place[2], place)
                if len(found) == most:
                    return self._refs(found.values())
        return ()

    def prosecutes(self, id: str) -> bool:
        """Whether somebody brings or hears cases: then "he" who is charged is another."""
        entity = self.cast.get(id)
        roles = entity.roles if isinstance(entity, Actor) else ()
        said = " ".join(r.text.casefold() for r in roles)
        return any(word in said for word in charges_cues.words("court-people"))

    def _speaks(self, place: Place) -> bool:
        """Whether somebody only tells the story: "Ann Lee said"."""
        said = self.source[place[1] : place[1] + 12].split()[:1]
        return bool(said) and said[0] in charges_cues.words("speaks")

    def _is_new_there(self, place: Place, head: Token) -> bool:
        """Whether the article has not named this actor before the description."""
        return not any(x[2] == place[2] for x in self.window(0, head.idx))

    def _listed(self, head: Token) -> Refs:
        """For "the firms", the organisations that a sentence nearby lists."""
        for sent in _following(head, 3):
            firms = [x for x in self.window(sent.start_char, sent.end_char) if self._type(x[2]) == "organization"]
            if len({x[2] for x in firms}) > 2:
                return self._refs(firms)
        return ()

    def _refs(self, places: Iterable[Place]) -> Refs:
        return tuple(self.cast.ref(i) for i in dict.fromkeys(x[2] for x in places))

    def _type(self, id: str) -> str:
        entity = self.cast.get(id)
        return entity.type if isinstance(entity, Actor) else "agency"


def governed(text: str, start: int) -> bool:
    """Whether a preposition stands before these characters: "of Enron", "to Senator Lee"."""
    left = text[max(0, start - 30) : start].split()
    while left and (left[-1].casefold() in {"the", "a", "an", "former", "its", "his"} or _is_title(left[-1])):
        left.pop()
    return bool(left) and left[-1].casefold() in {
        "of",
        "at",
        "by",
        "with",
        "for",
        "from",
        "in",
        "to",
        "into",
        "before",
        "against",
    }


def _is_title(word: str) -> bool:
    """Whether a word can stand between a preposition and a name: "Senator", "Mr"."""
    return word.istitle() and word.isalpha() and word.casefold() in patterns.words("charges", "titles")


def is_party(head: Token) -> bool:
    """Whether a noun or pronoun is somebody who can stand accused: "he", "employees", "the firms"."""
    return _kind(head) is not None or head.lemma_.lower() in patterns.words("clauses", "person-nouns")


def _is_name(name: str, head: Token | None = None) -> bool:
    """Whether an actor's name is one, no description that ends in a plain noun: "Two soldiers", "Four banks"."""
    last = name.split()[-1]
    plain = head is not None and head.pos_ == "NOUN" and last.casefold() == head.lower_
    return not (last[:1].islower() or plain)


def _past_dateline(head: Token) -> Token:
    """The subject behind a place that stands before a sentence: "BOSTON — A pharmacist was"."""
    if not (head.is_upper and len(head) > 1 and head.pos_ == "PROPN"):
        return head
    after = next((t for t in head.children if t.dep_ == "appos" and t.i > head.i), None)
    dashed = after is not None and any(t.text in _DASHES for t in head.doc[head.i + 1 : after.i])
    return after if after is not None and dashed else head


def _described(head: Token) -> str | None:
    """The type of actor that a plain noun, or "him", can stand for: "a dentist", "three makers", "the biggest bank"."""
    kind = _kind(head)
    firm = kind in FIRMS
    if head.pos_ != "NOUN":
        return "person" if kind == "person" else None
    person = head.lemma_.lower() in patterns.words("clauses", "person-nouns") or kind in {"person", "persons"}
    if person or firm:
        return "any" if person and firm else "person" if person else "organization"
    return None


def _count(head: Token) -> int:
    """How many a noun phrase says that they are; 0 where "executives" leaves it open."""
    if head.tag_ != "NNS":
        return 1
    said = [t.lower_ for t in head.children if t.dep_ == "nummod"]
    return COUNTS.index(said[0]) if said and said[0] in COUNTS else 0


def _following(head: Token, most: int) -> Iterator[Span]:
    """The sentences behind the one of a word."""
    sent = head.sent
    for _ in range(most):
        following = _next(sent)
        if following is None:
            return
        yield following
        sent = following


def is_noun(head: Token) -> bool:
    """Whether a plain noun can be somebody; "charges" and "the case" cannot."""
    return head.pos_ in {"NOUN", "NUM"} and head.lemma_.lower() not in charges_cues.words("lead")


def _next(sent: Span) -> Span | None:
    """The next sentence with words."""
    i = sent.end
    while i < len(sent.doc) and sent.doc[i].is_space:
        i += 1
    return sent.doc[i].sent if i < len(sent.doc) else None


def _is_new(head: Token) -> bool:
    """Whether somebody new comes in: "a man", "executives"."""
    words = {t.lower_ for t in head.children}
    return bool(words & {"a", "an", "another"}) or (
        head.tag_ == "NNS" and not words & {"the", "both", "these", "those"}
    )


def _kind(head: Token) -> str | None:
    """What a pronoun or a plain noun can stand for."""
    kinds = ("person", "organization", "persons", "organizations")
    return next((k for k in kinds if head.lower_ in charges_cues.words(f"for-{k}")), None)
