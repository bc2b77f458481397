"""The people of an article to their parts in its wrongs: who brings a wrong, whose word it is, who responds to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from newsx import clauses, clauses_speech, clauses_tree, patterns
from newsx.case import charges_cues, charges_words
from newsx.case.charges_cues import Cue
from newsx.case.charges_parties import heads_of, is_passive, obliques, of_noun, subject, trigger_of
from newsx.case.charges_places import Places, Refs
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_referents import Referents
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Agency, Link, Offence


@dataclass(frozen=True)
class People:
    """Finds the people of wrongs in one article."""

    reading: Reading
    cast: Cast

    @cached_property
    def referents(self) -> Referents:
        """Whom the noun phrases of the article stand for."""
        return Referents(self.cast, self.reading.source)

    @property
    def places(self) -> Places:
        """Where the article names its actors."""
        return self.referents.places

    def party(self, cue: Cue) -> Refs:
        """Whom a cue is about that names no wrong: "the bank settled", "the trial of its founder"."""
        if not self.reading.parsed:
            return ()
        trigger = trigger_of(self.reading, cue)
        verbal = trigger.tag_.startswith("VB") or cue.rule.get("accused") == "agent"
        return self.referents.of(heads_of(self.reading, cue) if verbal else of_noun(trigger, cue, strict=True))

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
        return actors_first(told, self.cast) or self.nearest_to(self.reading.token(cue.start), frozenset())

    def brought_by(self, mention: Mention) -> Refs:
        """The body that brings it: the agency that acts, else the first of the sentence."""
        if mention.cue is None:
            return ()
        if mention.cue.rule.get("by") == "agent" and self.reading.parsed:
            acting = everyone(clauses.agents(trigger_of(self.reading, mention.cue)), self.cast)
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

    def nearest_to(self, at: Token, never: frozenset[str]) -> Refs:
        """The actor that stands nearest before a word in its sentence, `never` one of these ids."""
        before = [x for x in self.places.window(at.sent.start_char, at.idx) if x[2] not in never]
        before = [x for x in before if not self.places.prosecutes(x[2])]
        nearest = self.places.refs(self.places.free(before)[-1:])
        return tuple(ref for ref in nearest if not is_wronged(ref))

    def _verb(self, cue: Cue) -> Token:
        """The verb of a response, or the one above its words."""
        token = trigger_of(self.reading, cue)
        return token if token.tag_.startswith("VB") or not token.head.tag_.startswith("VB") else token.head


def is_wronged(ref: Link) -> bool:
    """Whether somebody is in the story only as one to whom a wrong was done: "the plaintiffs", "two victims"."""
    return ref.name.rpartition(" ")[2].casefold() in patterns.words("charges", "wronged")


def actors_first(refs: Refs, cast: Cast) -> Refs:
    """Those that are no public bodies, or else the bodies."""
    return tuple(r for r in refs if not cast.is_agency(r)) or refs


def _principals(heads: Iterable[Token]) -> list[Token]:
    """For whom lawyers and the like speak: "his lawyer", "a spokesman for the bank"."""
    speakers = [t for t in heads if t.lemma_.lower() in charges_cues.words("speaks-for")]
    return [t for s in speakers for t in (*clauses_tree.owners(s), *obliques(s, {"for", "of"}))]
