"""A fine's cue to who pays and who makes them pay, by the dependency parse of its sentence."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from newsx import clauses, clauses_tree, patterns
from newsx.case import fines_roles, fines_verbs
from newsx.case.fines_cues import Reading
from newsx.case.fines_payers import in_office
from newsx.case.fines_sums import Sentence
from newsx.clauses_parties import everyone, who
from newsx.entities.cast import Cast
from newsx.records import Link


@dataclass(frozen=True, slots=True)
class Read:
    """Who pays and who makes them pay, as the parse has it.

    `others` are the ids of those who cannot be payers, by their place in the clause; `heads` are the payers' nouns.
    """

    payers: tuple[Link, ...] = ()
    by: tuple[Link, ...] = ()
    others: frozenset[str] = frozenset()
    heads: tuple[Token, ...] = ()


def read(doc: Doc, sentence: Sentence, reading: Reading, cast: Cast) -> Read:
    """Each verb of the cue, or the verb above its noun, gives its subject or object a role."""
    payers: list[Link] = []
    by: list[Link] = []
    others: list[Link] = []
    tokens = _tokens(doc, sentence, reading)
    for token in tokens:
        if token.lower_ in patterns.words("fines", "fine-nouns") and not clauses_tree.is_verb(token):
            fines_roles.of_noun(token, cast, payers, by)
    verbs = fines_verbs.verbs(tokens)
    for verb in verbs:
        fines_roles.of_verb(verb, cast, (payers, by, others))
    named = [r for r in payers if r not in others]
    actors = [r for r in named if not cast.is_agency(r)] or [r for r in named if r not in by]
    if not actors and by:  # "the regulator agreed a deal with X, in its probe into X"
        actors = _partners(doc, sentence, tokens, cast)
    by += _accusers(doc, sentence, cast)
    actors = [r for r in actors if not in_office(r, cast)]
    bodies = tuple(r for r in dict.fromkeys(by) if r not in actors)
    heads = [t for v in verbs for t in fines_verbs.payer_heads(v) if not set(who(t, cast)).difference(bodies)]
    return Read(tuple(dict.fromkeys(actors)), bodies, others=frozenset(r.id for r in others), heads=tuple(heads))


def claimed(doc: Doc, sentence: Sentence, found: Read, cast: Cast) -> Read:
    """Of a sum that is claimed: who claims is paid, who is sued pays."""
    verbs = patterns.words("fines", "claiming-verbs")
    claims = [t for t in _span(doc, sentence) if clauses_tree.is_verb(t) and t.lemma_.lower() in verbs]
    by = [r for t in claims for r in everyone(fines_verbs.agents(t), cast)]
    by += [
        r for t in _span(doc, sentence) if t.lower_ in patterns.words("fines", "claims") for r in _claimants(t, cast)
    ]
    sued = [r for t in claims for r in fines_verbs.by_preposition(t, fines_verbs.AGAINST, cast)]
    sued += [r for t in claims if t.lemma_.lower() == "sue" for r in everyone(clauses.patients(t), cast)]
    payers = tuple(dict.fromkeys(sued)) or tuple(r for r in found.payers if r not in by)
    bodies = tuple(r for r in dict.fromkeys([*by, *(() if by else found.by)]) if r not in payers)
    return replace(found, payers=payers, by=bodies, others=found.others | {r.id for r in by})


def _claimants(claim: Token, cast: Cast) -> tuple[Link, ...]:
    """Whose claim it is; "the government's" is that of the only prosecutor of the article."""
    found = everyone(clauses_tree.owners(claim), cast)
    state = any(t.lower_ in ("government", "state") for t in clauses_tree.owners(claim))
    prosecutors = [cast.ref(a.id) for a in cast.agencies if a.kind == "prosecutor"] if state and not found else []
    return found or (tuple(prosecutors) if len(prosecutors) == 1 else ())


def _partners(doc: Doc, sentence: Sentence, tokens: list[Token], cast: Cast) -> list[Link]:
    """With whom a body settles: "a deal with X", "its probe into X"."""
    found = [r for t in tokens for r in fines_verbs.by_preposition(t, ("with", "for"), cast)]
    cases = patterns.words("fines", "case")
    for token in _span(doc, sentence) if not found else ():
        if token.lower_ in cases and not clauses_tree.is_verb(token):
            found += fines_verbs.by_preposition(token, ("into", "of", "against"), cast)
    return [r for r in dict.fromkeys(found) if not cast.is_agency(r)]


def _accusers(doc: Doc, sentence: Sentence, cast: Cast) -> list[Link]:
    """Who brought the case that a sentence speaks of, where it is a body or a person in office."""
    verbs = patterns.words("fines", "bringing-verbs")
    span = _span(doc, sentence)
    found = [
        r
        for t in span
        if clauses_tree.is_verb(t) and t.lemma_.lower() in verbs
        for r in everyone(fines_verbs.agents(t), cast)
    ]
    named = [t for t in span if t.dep_.startswith(("obl", "nsubj")) and fines_verbs.case(t) == "by"]
    found += [r for t in named for r in (*who(t, cast), *cast.within(t.left_edge.idx, t.idx + len(t)))]
    return [r for r in found if cast.is_agency(r) or in_office(r, cast)]


def _span(doc: Doc, sentence: Sentence) -> list[Token]:
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _tokens(doc: Doc, sentence: Sentence, reading: Reading) -> list[Token]:
    start, end = sentence.words[reading.first].start, sentence.words[reading.last].end
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []
