"""A wrong to its people: who stands accused of it, who brings it and whose word it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from newsx import clauses, clauses_speech, clauses_tree, patterns
from newsx.case import charges_cues, charges_words
from newsx.case.charges_cues import Cue
from newsx.case.charges_parties import is_passive, obliques, of_noun, subject, verb_above
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_referents import Referents, governed, is_noun, is_party
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Agency, Offence, Ref

Refs = tuple[Ref, ...]


@dataclass(frozen=True)
class People:
    """Finds the people of wrongs in one article."""

    reading: Reading
    cast: Cast

    @cached_property
    def referents(self) -> Referents:
        """Whom the noun phrases of the article stand for."""
        return Referents(self.cast, self.reading.source)

    def accused(self, mention: Mention) -> tuple[Refs, bool]:
        """Who did it, as the article says, and whether the grammar says so (else they only stand nearest)."""
        if self.reading.parsed:
            for told in self._told(mention):
                if refs := tuple(ref for ref in told if not (_is_wronged(ref) or self._is_court(ref))):
                    return _actors_first(refs, self.cast), True
            if self._is_open(mention):
                return (), True
            if mention.cue is not None and self._is_called_for(mention.cue):
                return (), False
        return self._nearest(mention)

    def _is_court(self, ref: Ref) -> bool:
        """Whether it hears cases, and is no party to them."""
        return "court" in self.kinds([ref.id])

    def _is_called_for(self, cue: Cue) -> bool:
        """Whether somebody wants or makes what a cue names: "Acme called for an inquiry"; he is not accused by it."""
        trigger = self._trigger(cue)
        return (
            bool(cue.rule.get("inquiry"))
            and trigger.tag_.startswith("NN")
            and trigger.dep_ not in clauses_tree.ANY_SUBJECTS
        )

    def _is_open(self, mention: Mention) -> bool:
        """Whether the grammar names somebody whom the cast does not know: "several former employees"."""
        start, end = self.reading.chars(mention.start, mention.end)
        cues = [c for c in (mention.outer, mention.cue) if c is not None]
        heads = [(h, self._takes_party(c)) for c in cues for h in self._heads(c)]
        heads += [(h, False) for h in self._doers(mention)]
        outside = [(h, party) for h, party in heads if not start <= h.idx < end and is_noun(h)]
        return any(party or is_party(h) for h, party in outside)

    def _takes_party(self, cue: Cue) -> bool:
        """Whether whoever a cue accuses is somebody: the object of "charge", the subject of "plead guilty"."""
        return bool(cue.rule.get("party")) and self._trigger(cue).tag_[:2] in {"VB", "JJ"}

    def party(self, cue: Cue) -> Refs:
        """Whom a cue is about that names no wrong: "the bank settled", "the trial of its founder"."""
        if not self.reading.parsed:
            return ()
        trigger = self._trigger(cue)
        verbal = trigger.tag_.startswith("VB") or cue.rule.get("accused") == "agent"
        return self.referents.of(self._heads(cue) if verbal else of_noun(trigger, cue, strict=True))

    def named_by(self, word: int) -> Refs:
        """Whose a case is, or against whom: "their convictions", "the prosecution of two former directors"."""
        if not self.reading.parsed:
            return ()
        noun = self.reading.token(word)
        against = obliques(noun, {"against", "of"})
        return tuple(r for r in self.referents.of(against or clauses_tree.owners(noun)) if not self.cast.is_agency(r))

    def speaker(self, cue: Cue) -> Refs:
        """Who responds: the subject of the cue, or the one that it speaks for; else who stands before it."""
        heads = subject(self._verb(cue)) if self.reading.parsed else []
        told = self.referents.of(_principals(heads) or heads)
        return _actors_first(told, self.cast) or self._nearest_to(self.reading.token(cue.start), frozenset())

    def _verb(self, cue: Cue) -> Token:
        """The verb of a response, or the one above its words."""
        token = self._trigger(cue)
        return token if token.tag_.startswith("VB") or not token.head.tag_.startswith("VB") else token.head

    def brought_by(self, mention: Mention) -> Refs:
        """The body that brings it: the agency that acts, else the first of the sentence."""
        if mention.cue is None:
            return ()
        if mention.cue.rule.get("by") == "agent" and self.reading.parsed:
            acting = everyone(clauses.agents(self._trigger(mention.cue)), self.cast)
            bodies = tuple(r for r in acting if self.cast.is_agency(r))
            if bodies:
                return bodies
        sent = self.reading.token(mention.start).sent
        return tuple(r for r in self.cast.within(sent.start_char, sent.end_char) if self.cast.is_agency(r))[:1]

    def asserted_by(self, mention: Mention) -> Refs:
        """Whose word it is."""
        if not self.reading.parsed:
            return ()
        return clauses_speech.asserted_by(self.reading.token(mention.anchor), self.cast)

    def sayers(self, mention: Mention) -> Refs:
        """The bodies that say it or bring it."""
        said = tuple(r for r in self.asserted_by(mention) if self.cast.is_agency(r))
        return said or self.brought_by(mention)

    def kinds(self, ids: Iterable[str]) -> set[str]:
        """What kinds of body these are."""
        return {entity.kind for entity in map(self.cast.get, ids) if isinstance(entity, Agency)}

    def is_also(self, mention: Mention) -> bool:
        """Whether somebody stands accused of this besides: "is also accused of"."""
        return self.reading.text(mention.anchor - 1) == "also"

    def is_suffered(self, mention: Mention) -> bool:
        """Whether a deed in the passive is told: "he was moved to a ward" is nothing that he did."""
        verbs = [self.reading.token(i) for i in range(mention.start, mention.end)]
        return next((is_passive(t) for t in verbs if t.tag_.startswith("VB")), False)

    def matter(self, mention: Mention) -> Offence:
        """What the body that brings a wrong deals with: a privacy watchdog with data protection."""
        names = [n for r in self.sayers(mention) for n in (r.name, *self.cast.get(r.id).aliases)]
        return next((o for o in map(charges_words.matter, names) if o is not None), "other")

    # --- by grammar

    def _told(self, mention: Mention) -> Iterable[Refs]:
        """Readings of who did it, the plainest first."""
        start, end = self.reading.chars(mention.start, mention.end)
        accusers = self._accusers(mention)
        inside = {r.id for r in self.cast.within(start, end)}  # "the murder of Ann Lee"
        if mention.cue is not None:
            yield self._adjacent(mention.cue)
            yield self._listed(mention.cue, mention.link)
        for cue in (mention.outer, mention.cue):
            if cue is not None:
                yield self.referents.of(self._heads(cue), parties=self._takes_party(cue))
        if mention.cue is not None:
            yield self._between(mention.cue, mention.link)
        yield self.referents.of(self._doers(mention))
        yield tuple(r for r in self._in_clause(mention) if r.id not in accusers | inside)

    def _adjacent(self, cue: Cue) -> Refs:
        """Who stands right before a participle: "Ann Lee and Bo Chan, accused of …"."""
        trigger = self._trigger(cue)
        bare = trigger.tag_ == "VBN" and not any(t.dep_.startswith(("aux", "nsubj")) for t in trigger.children)
        if not bare or cue.rule.get("accused") != "patient" or not cue.start:
            return ()
        end = self.reading.token(cue.start).idx
        found: list[tuple[int, int, str]] = []
        for place in reversed(self.referents.window(trigger.sent.start_char, end)):
            gap = self.reading.source[place[1] : found[-1][0] if found else end].split()
            if len(gap) > 5 or any(w.strip(",").casefold() in charges_cues.words("breaks") for w in gap):
                break
            found.append(place)
        return tuple(self.cast.ref(i) for i in dict.fromkeys(x[2] for x in reversed(found)))

    def _in_clause(self, mention: Mention) -> Refs:
        """Who stands between a cue and the deed of its clause: "they allege that Marsh and other firms fixed bids"."""
        if mention.cue is None or not mention.cue.rule.get("clause") or mention.start <= mention.link:
            return ()
        start, end = self.reading.chars(mention.link, mention.start)
        places = [x for x in self.referents.window(start, end) if not governed(self.reading.source, x[0])]
        return tuple(self.cast.ref(i) for i in dict.fromkeys(x[2] for x in places[:1]))

    def _heads(self, cue: Cue) -> list[Token]:
        """The noun phrases that a cue accuses."""
        side = cue.rule.get("accused", "none")
        if side == "none":
            return []
        trigger = self._trigger(cue)
        if trigger.tag_.startswith("VB"):
            heads = subject(trigger) if side == "agent" else clauses.patients(trigger)
            papers = [h for h in heads if h.lemma_.lower() in charges_cues.words("lead")]
            return (
                obliques(trigger, {"against"}) + [o for h in papers for o in obliques(h, {"against"})]
                if papers
                else heads
            )
        return of_noun(trigger, cue)

    def _accusers(self, mention: Mention) -> set[str]:
        """Who says or brings it: they are never the accused."""
        if not self.reading.parsed:
            return set()
        cues = [c for c in (mention.outer, mention.cue) if c is not None]
        told = [c for c in cues if c.rule.get("by") == "agent" or c.rule.get("subject")]
        if mention.cue is not None and self.reading.text(mention.cue.start - 1) in {"which", "who"}:
            at = self.reading.token(mention.cue.start)
            refs = self.cast.within(at.sent.start_char, at.idx)
            return {r.id for r in refs[-1:]}
        brought = {r.id for c in told for r in self.referents.of(clauses.agents(self._trigger(c)))}
        return brought | {r.id for r in (*self.asserted_by(mention), *self._suffering(mention))}

    def _suffering(self, mention: Mention) -> Refs:
        """To whom a deed in the passive was done: "investors were misled"."""
        verb = self._deed(mention)
        return self.referents.of(clauses.patients(verb)) if is_passive(verb) else ()

    def _between(self, cue: Cue, link: int) -> Refs:
        """Who stands between a cue and its wrong: "accused the bank and its founder of"."""
        if cue.rule.get("accused") != "patient" or link <= cue.end:
            return ()
        start, end = self.reading.chars(cue.end, link)
        places = self.referents.window(start, end)
        free = [x for x in places if not governed(self.reading.source, x[0])] or places[:1]
        return tuple(self.cast.ref(i) for i in dict.fromkeys(x[2] for x in free))

    def _listed(self, cue: Cue, link: int) -> Refs:
        """The objects of an active verb, with those that the parse leaves out: "charged Ann Lee and Bo Chan with"."""
        trigger = self._trigger(cue)
        if not (self._takes_party(cue) and trigger.tag_.startswith("VB")) or clauses_tree.is_passive(trigger):
            return ()
        heads = [h for h in self._heads(cue) if h.i > trigger.i]
        found = (*self.referents.of(heads, parties=True), *self._between(cue, link)) if heads else ()
        return tuple({r.id: r for r in found}.values())

    def _doers(self, mention: Mention) -> list[Token]:
        """Who does the deed itself: "it had fixed prices"."""
        verb = self._deed(mention)
        if not verb.tag_.startswith("VB"):
            return [t for t in verb.children if t.dep_ in clauses_tree.ANY_SUBJECTS]
        return clauses.agents(verb)

    def _deed(self, mention: Mention) -> Token:
        """The verb of the deed, or the noun that names it."""
        token = self.reading.token(mention.start)
        if mention.cue is not None and mention.cue.rule.get("clause"):
            return verb_above(token, self.reading.token(mention.cue.start))
        return token

    def _trigger(self, cue: Cue) -> Token:
        """The word of the cue that the others hang on."""
        tokens = [self.reading.token(i) for i in range(cue.start, cue.end)]
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])

    # --- by place

    def _nearest(self, mention: Mention) -> tuple[Refs, bool]:
        """The actor of the sentence that stands nearest before the wrong and that no preposition governs."""
        start, end = self.reading.chars(mention.start, mention.end)
        inside = {r.id for r in self.cast.within(start, end)}  # "the murder of Ann Lee": she did not do it
        never = frozenset(self._accusers(mention) | inside)
        refs = self._nearest_to(self.reading.token(mention.anchor), never)
        return refs, bool(refs) and mention.framed

    def _nearest_to(self, at: Token, never: frozenset[str]) -> Refs:
        before = [x for x in self.referents.window(at.sent.start_char, at.idx) if x[2] not in never]
        before = [x for x in before if not self.referents.prosecutes(x[2])]
        free = [x for x in before if not governed(self.reading.source, x[0])]
        nearest = tuple(self.cast.ref(x[2]) for x in free[-1:])
        return tuple(ref for ref in nearest if not _is_wronged(ref))


def _principals(heads: Iterable[Token]) -> list[Token]:
    """For whom lawyers and the like speak: "his lawyer", "a spokesman for the bank"."""
    speakers = [t for t in heads if t.lemma_.lower() in charges_cues.words("speaks-for")]
    return [t for s in speakers for t in (*clauses_tree.owners(s), *obliques(s, {"for", "of"}))]


def _is_wronged(ref: Ref) -> bool:
    """Whether somebody is in the story only as one to whom a wrong was done: "the plaintiffs", "two victims"."""
    return ref.name.rpartition(" ")[2].casefold() in patterns.words("charges", "wronged")


def _actors_first(refs: Refs, cast: Cast) -> Refs:
    return tuple(r for r in refs if not cast.is_agency(r)) or refs


def same(one: Sequence[Ref], other: Sequence[Ref]) -> bool:
    """Whether two lists of accused can be the same people: one is open, or they share somebody."""
    return not one or not other or bool({r.id for r in one} & {r.id for r in other})
