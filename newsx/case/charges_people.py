"""A wrong to its people: who stands accused of it, who brings it and whose word it is."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from newsx import clauses
from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_reading import Mention, Reading
from newsx.entities.cast import Cast
from newsx.records import Actor, Ref

Refs = tuple[Ref, ...]
SUBJECTS = clauses.SUBJECTS | clauses.PASSIVE_SUBJECTS
NEAR = 25  # characters from a noun to the name that it stands before
REACH = 700  # characters back to what a pronoun stands for


@dataclass(frozen=True)
class People:
    """Finds the people of wrongs in one article."""

    reading: Reading
    cast: Cast

    def accused(self, mention: Mention) -> tuple[Refs, bool]:
        """Who did it, as the article says, and whether the grammar says so (else they only stand nearest)."""
        if self.reading.parsed:
            for refs in self._told(mention):
                if refs:
                    return _actors_first(refs, self.cast), True
        return self._nearest(mention)

    def party(self, cue: Cue) -> Refs:
        """Whom a cue is about that names no wrong: "the bank settled", "the trial of its founder"."""
        return self._refs(self._heads(cue)) if self.reading.parsed else ()

    def speaker(self, cue: Cue) -> Refs:
        """Who responds: the subject of the cue, or the one that it speaks for; else who stands before it."""
        told = self._refs(_subject(self._verb(cue))) if self.reading.parsed else ()
        return _actors_first(told, self.cast) or self._nearest_to(self.reading.token(cue.start), frozenset())[0]

    def _verb(self, cue: Cue) -> Token:
        """The verb of a response, or the one above its words."""
        token = self._trigger(cue)
        return token if token.tag_.startswith("VB") or not token.head.tag_.startswith("VB") else token.head

    def brought_by(self, mention: Mention) -> Refs:
        """The body that brings it: the agency that acts, else the first of the sentence."""
        if mention.cue is None:
            return ()
        if mention.cue.rule.get("by") == "agent" and self.reading.parsed:
            acting = clauses.everyone(clauses.agents(self._trigger(mention.cue)), self.cast)
            bodies = tuple(r for r in acting if self.cast.is_agency(r))
            if bodies:
                return bodies
        sent = self.reading.token(mention.start).sent
        return tuple(r for r in self.cast.within(sent.start_char, sent.end_char) if self.cast.is_agency(r))[:1]

    def asserted_by(self, mention: Mention) -> Refs:
        """Whose word it is."""
        if not self.reading.parsed:
            return ()
        return clauses.asserted_by(self.reading.token(mention.anchor), self.cast)

    # --- by grammar

    def _told(self, mention: Mention) -> Iterable[Refs]:
        """Readings of who did it, the plainest first."""
        accusers = self._accusers(mention)
        for cue in (mention.outer, mention.cue):
            if cue is not None:
                yield self._refs(self._heads(cue))
        if mention.cue is not None:
            yield self._between(mention.cue, mention.link)
        yield tuple(r for r in self._refs(self._doers(mention)) if r.id not in accusers)

    def _heads(self, cue: Cue) -> list[Token]:
        """The noun phrases that a cue accuses."""
        side = cue.rule.get("accused", "none")
        if side == "none":
            return []
        trigger = self._trigger(cue)
        if trigger.tag_.startswith("VB"):
            return _subject(trigger) if side == "agent" else clauses.patients(trigger)
        return _of_noun(trigger, cue)

    def _accusers(self, mention: Mention) -> set[str]:
        """Who says or brings it: they are never the accused."""
        if not self.reading.parsed:
            return set()
        told = [c for c in (mention.outer, mention.cue) if c is not None and c.rule.get("by") == "agent"]
        brought = {r.id for c in told for r in clauses.everyone(clauses.agents(self._trigger(c)), self.cast)}
        return brought | {r.id for r in self.asserted_by(mention)}

    def _between(self, cue: Cue, link: int) -> Refs:
        """Who stands between a cue and its wrong: "accused the bank and its founder of"."""
        if cue.rule.get("accused") != "patient" or link <= cue.end:
            return ()
        start, end = self.reading.chars(cue.end, link)
        refs = tuple(r for r in self.cast.within(start, end) if not self.cast.is_agency(r))
        return refs[:1]

    def _doers(self, mention: Mention) -> list[Token]:
        """The subjects of the deed itself: "it had fixed prices"."""
        token = self.reading.token(mention.start)
        return _subject(token) if token.tag_.startswith("VB") else []

    def _trigger(self, cue: Cue) -> Token:
        """The word of the cue that the others hang on."""
        tokens = [self.reading.token(i) for i in range(cue.start, cue.end)]
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])

    def _refs(self, heads: Iterable[Token]) -> Refs:
        """The entities that noun phrases stand for; a pronoun stands for the one spoken of before."""
        found: dict[str, Ref] = {}
        for head in heads:
            for ref in clauses.who(head, self.cast) or self._named(head) or self._before(head):
                found.setdefault(ref.id, ref)
        return tuple(found.values())

    def _named(self, head: Token) -> Refs:
        """The name behind a plain noun: "the officer's wife Donna", "two agents, Ann Lee and Bo Chan"."""
        if head.pos_ != "NOUN":
            return ()
        end = head.right_edge.idx + len(head.right_edge)
        near = [
            x for x in self._window(head.idx, end) if x[0] < head.idx + len(head) + NEAR and not self._governed(x[0])
        ]
        return tuple(self.cast.ref(i) for i in dict.fromkeys(x[2] for x in near))

    # --- by place

    @cached_property
    def _actors(self) -> list[tuple[int, int, str]]:
        """The mentions of actors in text order, as start, end and id."""
        return sorted((m.start, m.end, a.id) for a in self.cast.actors for m in a.mentions)

    def _before(self, head: Token) -> Refs:
        """Whom a pronoun or "the man" stands for: of the sentence, else of the last that names one, the first."""
        kind = None if any(t.lower_ in {"a", "an"} for t in head.children) else _kind(head)
        if kind is None:
            return ()
        sent = head.sent
        while True:
            window = self._window(sent.start_char, min(sent.end_char, head.idx))
            of_kind = [i for _, _, i in window if kind == "any" or _type(self.cast, i) == kind.removesuffix("s")]
            if of_kind:
                return tuple(self.cast.ref(i) for i in dict.fromkeys(of_kind if kind[-1] == "s" else of_kind[:1]))
            if sent.start == 0 or head.idx - sent.start_char > REACH:
                return ()
            sent = head.doc[sent.start - 1].sent

    def _nearest(self, mention: Mention) -> tuple[Refs, bool]:
        """The actor of the sentence that stands nearest before the wrong and no preposition governs, else any."""
        refs, free = self._nearest_to(self.reading.token(mention.anchor), frozenset(self._accusers(mention)))
        return refs, free and mention.framed

    def _nearest_to(self, at: Token, accusers: frozenset[str]) -> tuple[Refs, bool]:
        sent = at.sent
        before = [x for x in self._window(sent.start_char, at.idx) if x[2] not in accusers]
        free = [x for x in before if not self._governed(x[0])]
        after = [x for x in self._window(at.idx, sent.end_char) if x[2] not in accusers]
        chosen = [*free[-1:], *before[-1:], *after[:1]]
        return ((self.cast.ref(chosen[0][2]),) if chosen else ()), bool(free)

    def _governed(self, start: int) -> bool:
        """Whether a preposition stands before these characters: "of Enron"."""
        left = self.reading.doc.text[max(0, start - 14) : start].split()
        while left and left[-1].casefold() in {"the", "a", "an", "former", "its", "his"}:
            left.pop()
        return bool(left) and left[-1].casefold() in {"of", "at", "by", "with", "for", "from", "in", "to"}

    def _window(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The actor mentions inside these characters."""
        i = bisect_left(self._actors, (start, 0, ""))
        found = []
        while i < len(self._actors) and self._actors[i][0] < end:
            if self._actors[i][1] <= end:
                found.append(self._actors[i])
            i += 1
        return found


def _subject(verb: Token) -> list[Token]:
    """The grammatical subject of a verb, its own or a shared one; of a passive the one it is done to."""
    if clauses.is_passive(verb):
        return clauses.patients(verb)
    return clauses.agents(verb)


def _of_noun(trigger: Token, cue: Cue) -> list[Token]:
    """Whom a noun or adjective accuses: "X is on trial", "the case against X", "X's conviction", "X faces charges"."""
    own = [t for t in trigger.children if t.dep_ in SUBJECTS]
    for clause in trigger.children:
        if clause.dep_ in clauses.RELATIVES and clause.lemma_.lower() in charges_cues.words("receives"):
            own += _subject(clause)  # "the charges he faces"
    if own:
        return own
    against = _obliques(trigger, {"against"})
    if against:
        return against
    if not cue.rule.get("claimant"):
        owners = [t for t in trigger.children if t.dep_ in clauses.POSSESSIVES]
        owners += _obliques(trigger, {"of"}) if cue.rule.get("of_accused") else []
        if owners:
            return owners
    return _of_verb(trigger)


def _of_verb(trigger: Token) -> list[Token]:
    """Whom the verb above a noun accuses: the subject of "faces charges", the object of "convicted … on charges"."""
    verb = trigger
    for _ in range(3):
        if verb.head.i == verb.i:
            return []
        verb = verb.head
        if verb.tag_.startswith("VB"):
            break
    else:
        return []
    if verb.lemma_.lower() in charges_cues.words("receives"):
        return _subject(verb)
    against = _obliques(verb, {"against"})
    if against or verb.lemma_.lower() in charges_cues.words("brings"):
        return against
    return clauses.patients(verb) or _subject(verb)


def _obliques(head: Token, cases: set[str]) -> list[Token]:
    """The noun phrases that hang on a word by one of these prepositions."""
    found = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in cases:
            found += [t for t in child.children if t.dep_ == "pobj"]
        elif any(t.dep_ == "case" and t.lower_ in cases for t in child.children):
            found.append(child)
    return found


def _kind(head: Token) -> str | None:
    """What a pronoun or a plain noun can stand for."""
    word = head.lower_
    if word in charges_cues.words("for-persons"):
        return "person"
    if word in charges_cues.words("for-organizations"):
        return "organization"
    if word in charges_cues.words("for-several"):
        return "persons"
    return None


def _type(cast: Cast, id: str) -> str:
    entity = cast.get(id)
    return entity.type if isinstance(entity, Actor) else "agency"


def _actors_first(refs: Refs, cast: Cast) -> Refs:
    return tuple(r for r in refs if not cast.is_agency(r)) or refs


def same(one: Sequence[Ref], other: Sequence[Ref]) -> bool:
    """Whether two lists of accused can be the same people: one is open, or they share somebody."""
    return not one or not other or bool({r.id for r in one} & {r.id for r in other})
