"""A noun phrase to the actors that it stands for: names, pronouns, "the man", "a former executive", "the firms"."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from newsx import clauses_tree, patterns
from newsx.case.charges_foretold import after, listed_behind
from newsx.case.charges_nouns import FIRMS, is_name, is_new, past_dateline, stands_for
from newsx.case.charges_places import Place, Places, Refs
from newsx.clauses_parties import who
from newsx.entities.cast import Cast
from newsx.records import Link

_NEAR = 25  # characters from a noun to the name that it stands before
_REACH = 700  # characters back to what a pronoun stands for


@dataclass(frozen=True)
class Referents:
    """Resolves the noun phrases of one article that its cast leaves open."""

    cast: Cast
    source: str

    @cached_property
    def places(self) -> Places:
        """Where the article names its actors."""
        return Places(self.cast, self.source)

    def of(self, heads: Iterable[Token], *, parties: bool = False) -> Refs:
        """The entities that noun phrases stand for, each once; nobody where the text leaves it open.

        Of `parties` it is known that they are somebody: "a pharmacist was charged".
        """
        found: dict[str, Link] = {}
        for head in map(past_dateline, heads):
            known = who(head, self.cast)
            if stands_for(head) in FIRMS:  # "the company" is no watchdog
                known = tuple(r for r in known if not self.cast.is_agency(r))
            if not any(is_name(ref.name, head) for ref in known):  # nobody, or a description: "tobacco firms"
                known += self._named(head) or self._before(head) or after(self.places, head, party=parties)
            found.update({ref.id: ref for ref in known if ref.id not in found})
        return tuple(found.values())

    def _named(self, head: Token) -> Refs:
        """The name behind a plain noun: "the officer's wife Donna", "two agents, Ann Lee and Bo Chan"."""
        if head.pos_ != "NOUN":
            return ()
        end = head.right_edge.idx + len(head.right_edge)
        near = [x for x in self.places.window(head.idx, end) if x[0] < head.idx + len(head) + _NEAR]
        near = [x for x in near if is_name(self.cast.get(x[2]).name, head)]
        if head.lemma_.lower() in patterns.words("clauses", "person-nouns"):
            near = [x for x in near if self.places.type(x[2]) == "person"]
        return self.places.refs(self.places.free(near))

    def _before(self, head: Token) -> Refs:
        """Whom a pronoun or "the man" stands for: the first of the nearest sentence before it that names one."""
        kind = stands_for(head)
        if head.lower_ in patterns.words("clauses", "several") and (several := self._several(head)):
            return several
        if kind == "organizations" and (listed := listed_behind(self.places, head)):
            return listed
        if kind is None or is_new(head):
            return ()
        sent = head.sent
        while True:
            window = self.places.window(sent.start_char, min(sent.end_char, head.idx))
            fitting = [x for x in window if self.places.type(x[2]) == kind.removesuffix("s")]
            fitting = [x for x in fitting if not self.places.prosecutes(x[2])]
            if kind == "persons" and len({x[2] for x in fitting}) > 1:
                return self.places.refs(fitting)
            if fitting and not kind.endswith("s"):
                free = self.places.free(fitting)
                if kind in FIRMS:
                    free = [x for x in free if self._acts(x, head)] or free
                return self.places.refs((free or fitting)[:1])
            if sent.start == 0 or head.idx - sent.start_char > _REACH:
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
            places = self.places.window(sent.start_char, min(sent.end_char, head.idx)) if sent is not None else []
            places = self.places.free(places)
            alike = [x for x in places if self.places.type(x[2]) == self.places.type(places[0][2])]
            if len({x[2] for x in alike}) > 1:
                return self.places.refs(alike)
        return self._the_two(head) if head.lower_ == "both" else ()

    def _the_two(self, head: Token) -> Refs:
        """For "both", the two persons of the two sentences before: "Ann Roe got a year. Tom Alder got two. Both …"."""
        first = head.sent
        for _ in range(2):
            first = head.doc[first.start - 1].sent if first.start else first
        places = self.places.free(self.places.window(first.start_char, head.sent.start_char))
        persons = [x for x in places if self.places.type(x[2]) == "person"]
        free = [x for x in persons if not self.places.prosecutes(x[2])]
        return self.places.refs(free) if len({x[2] for x in free}) == 2 else ()
