"""A fine's cue to who pays and who makes them pay: by the parse where there is one, else by the order of the words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from newsx import clauses, patterns
from newsx.case import fines_order
from newsx.case.fines_cues import Reading
from newsx.case.fines_sums import Sentence
from newsx.entities.cast import Cast
from newsx.records import Ref

_ROLES = ("fining-verbs", "paying-verbs", "imposing-verbs")
_ON = frozenset(("on", "against", "to", "for", "upon"))
_AGAINST = frozenset(("against", "on", "upon"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "his", "her", "its", "their"))
_FROM = frozenset(("against", "from"))
_TO = frozenset(("to", "for"))
_WITH = frozenset(("with", "to", "by", "from"))
_SUBJECTS = clauses.SUBJECTS | clauses.PASSIVE_SUBJECTS


@dataclass(frozen=True, slots=True)
class Parties:
    """Who pays and who makes them pay.

    `named_before` says that the payer stands in the clause as "it" or "the company", whom an earlier sentence names.
    """

    payers: tuple[Ref, ...] = ()
    by: tuple[Ref, ...] = ()
    named_before: bool = True


def of(doc: Doc, sentence: Sentence, slot: int, reading: Reading, cast: Cast) -> Parties:
    """The parties of the fine whose sum is the word at `slot`."""
    read = _read(doc, sentence, slot, reading, cast)
    payers = [r for r in read.payers if can_pay(r, cast)]
    if len(payers) > 1:
        places = [cast.at(w.start, w.end) for w in sentence.words]
        payers.sort(key=lambda r: places.index(r) if r in places else len(places))
    return replace(read, payers=tuple(payers))


def _read(doc: Doc, sentence: Sentence, slot: int, reading: Reading, cast: Cast) -> Parties:
    payers, by = fines_order.read(sentence, slot, reading, cast)
    own = fines_order.following(sentence, slot, cast) if reading.follows else ()
    if reading.follows:
        by = fines_order.receivers(sentence, slot, cast) or by
    given = fines_order.given(sentence, slot, cast)
    if not doc.has_annotation("DEP") or own:
        return Parties(own or payers, by)
    read = _by_parse(doc, sentence, reading, cast)
    if reading.kind == "damages" and reading.status == "proposed":
        read = _claimed(doc, sentence, read, cast)
    bodies = given or read.by or tuple(r for r in by if r not in read.payers)
    if not read.payers and read.heads:  # the clause says who, but by no name
        lead = _titled(read.heads, cast) or fines_order.lead(sentence, reading, cast)
        lead = tuple(r for r in lead if r.id not in read.others)
        return Parties(lead, bodies, any(_definite(t) for t in read.heads))
    left = tuple(r for r in payers if r.id not in read.others)
    return Parties(tuple(r for r in read.payers or left if r not in bodies), bodies)


@dataclass(frozen=True, slots=True)
class _Read(Parties):
    """Parties read from the parse; `others` are the ids of those who cannot be payers, by their place in the clause."""

    others: frozenset[str] = frozenset()
    heads: tuple[Token, ...] = ()


def _claimed(doc: Doc, sentence: Sentence, read: _Read, cast: Cast) -> _Read:
    """Of a sum that is claimed: who claims is paid, who is sued pays."""
    verbs = patterns.words("fines", "claiming-verbs")
    claims = [t for t in _span(doc, sentence) if _is_verb(t) and t.lemma_.lower() in verbs]
    by = [r for t in claims for r in clauses.everyone(_agents(t), cast)]
    by += [
        r for t in _span(doc, sentence) if t.lower_ in patterns.words("fines", "claims") for r in _claimants(t, cast)
    ]
    sued = [r for t in claims for r in _with(t, _AGAINST, cast)]
    sued += [r for t in claims if t.lemma_.lower() == "sue" for r in clauses.everyone(clauses.patients(t), cast)]
    payers = tuple(dict.fromkeys(sued)) or tuple(r for r in read.payers if r not in by)
    bodies = tuple(r for r in dict.fromkeys([*by, *(() if by else read.by)]) if r not in payers)
    return replace(read, payers=payers, by=bodies, others=read.others | {r.id for r in by})


def _claimants(claim: Token, cast: Cast) -> tuple[Ref, ...]:
    """Whose claim it is; "the government's" is that of the only prosecutor of the article."""
    found = clauses.everyone(clauses.owners(claim), cast)
    state = any(t.lower_ in ("government", "state") for t in clauses.owners(claim))
    prosecutors = [cast.ref(a.id) for a in cast.agencies if a.kind == "prosecutor"] if state and not found else []
    return found or (tuple(prosecutors) if len(prosecutors) == 1 else ())


def _titled(heads: tuple[Token, ...], cast: Cast) -> tuple[Ref, ...]:
    """Whom a noun introduces: "the company Ardo", "a chain named Vetro"."""
    near = [t for h in heads for t in h.subtree if 0 < t.i - h.i <= 2]
    refs = [cast.at(t.idx, t.idx + len(t)) for t in near]
    return tuple(dict.fromkeys(r for r in refs if r is not None and not cast.is_agency(r)))


def _definite(head: Token) -> bool:
    """Whether a noun phrase is one that was named before: "it", "the company", but not "the operator of a refinery"."""
    if any(t.dep_.startswith(("nmod", "acl")) or t.dep_ in ("prep", "relcl") for t in head.children):
        return False
    return head.pos_ == "PRON" or any(t.lower_ in _DEFINITE for t in head.children)


def _by_parse(doc: Doc, sentence: Sentence, reading: Reading, cast: Cast) -> _Read:
    """Each verb of the cue, or the verb above its noun, gives its subject or object a role."""
    payers: list[Ref] = []
    by: list[Ref] = []
    others: list[Ref] = []
    tokens = _tokens(doc, sentence, reading)
    for token in tokens:
        if token.lower_ in patterns.words("fines", "fine-nouns") and not _is_verb(token):
            _owners(token, cast, payers, by)
    verbs = _verbs(tokens)
    for verb in verbs:
        _roles(verb, cast, (payers, by, others))
    named = [r for r in payers if r not in others]
    actors = [r for r in named if not cast.is_agency(r)] or [r for r in named if r not in by]
    if not actors and by:  # "the regulator agreed a deal with X, in its probe into X"
        actors = _partners(doc, sentence, tokens, cast)
    by += _accusers(doc, sentence, cast)
    actors = [r for r in actors if not in_office(r, cast)]
    bodies = tuple(r for r in dict.fromkeys(by) if r not in actors)
    heads = [t for v in verbs for t in _payer_heads(v) if not set(clauses.who(t, cast)).difference(bodies)]
    return _Read(tuple(dict.fromkeys(actors)), bodies, others=frozenset(r.id for r in others), heads=tuple(heads))


def _agents(verb: Token) -> list[Token]:
    """The agents of a verb, without those that a preposition shows to be none ("imposed on X")."""
    return [t for t in clauses.agents(verb) if _case(t) in (("by",) if t.dep_.startswith("obl") else ("",))]


def _case(token: Token) -> str:
    return next((t.lower_ for t in token.children if t.dep_ == "case" and t.i < token.i), "")


def _payer_heads(verb: Token) -> list[Token]:
    if _role(verb) == "paying-verbs":
        return _agents(verb)
    sums = ("$", "€", "£")
    return (
        [t for t in clauses.patients(verb) if t.pos_ != "NUM" and t.text not in sums]
        if _role(verb) == "fining-verbs"
        else []
    )


def can_pay(ref: Ref, cast: Cast) -> bool:
    """Whether somebody may be the payer: not a judge, not "customers" without a name."""
    if in_office(ref, cast):
        return False
    return ref.id not in cast.unnamed or ref.name.split()[-1].casefold() not in patterns.words("fines", "never-pay")


def in_office(ref: Ref, cast: Cast) -> bool:
    """Whether a person holds an office that imposes or brings a case: a judge, an attorney general."""
    roles = getattr(cast.get(ref), "roles", ())
    return any(w in patterns.words("fines", "offices") for r in roles for w in re.findall(r"[a-z]+", r.text.casefold()))


def _partners(doc: Doc, sentence: Sentence, tokens: list[Token], cast: Cast) -> list[Ref]:
    """With whom a body settles: "a deal with X", "its probe into X"."""
    found = [r for t in tokens for r in _with(t, ("with", "for"), cast)]
    cases = patterns.words("fines", "case")
    for token in _span(doc, sentence) if not found else ():
        if token.lower_ in cases and not _is_verb(token):
            found += _with(token, ("into", "of", "against"), cast)
    return [r for r in dict.fromkeys(found) if not cast.is_agency(r)]


def _accusers(doc: Doc, sentence: Sentence, cast: Cast) -> list[Ref]:
    """Who brought the case that a sentence speaks of, where it is a body or a person in office."""
    verbs = patterns.words("fines", "bringing-verbs")
    span = _span(doc, sentence)
    found = [r for t in span if _is_verb(t) and t.lemma_.lower() in verbs for r in clauses.everyone(_agents(t), cast)]
    named = [t for t in span if t.dep_.startswith(("obl", "nsubj")) and _case(t) == "by"]
    found += [r for t in named for r in (*clauses.who(t, cast), *cast.within(t.left_edge.idx, t.idx + len(t)))]
    return [r for r in found if cast.is_agency(r) or in_office(r, cast)]


def _span(doc: Doc, sentence: Sentence) -> list[Token]:
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _tokens(doc: Doc, sentence: Sentence, reading: Reading) -> list[Token]:
    start, end = sentence.words[reading.first].start, sentence.words[reading.last].end
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


def _verbs(tokens: list[Token]) -> list[Token]:
    """The verbs of a cue that have a role; with none, the first verb above its words."""
    inside = [t for t in tokens if _is_verb(t) and _role(t)]
    if inside:
        return inside
    for token in tokens:
        for above in token.ancestors:
            if _is_verb(above):
                return [above] if _role(above) else []
    return []


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def _role(verb: Token) -> str | None:
    """Which of the pack's lists a verb stands in; "was given" and "was handed" are imposed, "gave back" is paid."""
    names = {verb.lemma_.lower(), verb.lower_}
    if any(t.lower_ == "aside" and t.i == verb.i + 1 for t in verb.children):
        return "paying-verbs"  # "set aside $5m for a fine"
    roles = [r for r in _ROLES if not names.isdisjoint(patterns.words("fines", r))]
    if "imposing-verbs" in roles and clauses.is_passive(verb):
        return "imposing-verbs"
    return roles[0] if roles else None


def _roles(verb: Token, cast: Cast, parties: tuple[list[Ref], list[Ref], list[Ref]]) -> None:
    payers, by, others = parties
    agents, patients = _named(verb, _agents(verb), cast), clauses.everyone(clauses.patients(verb), cast)
    role = _role(verb)
    against = [r for r in _with(verb, _AGAINST, cast) if not cast.is_agency(r)]
    if role == "paying-verbs":
        payers += [r for r in agents if not cast.is_agency(r)]
        if not payers and verb.lemma_.lower() in patterns.words("fines", "dealing-verbs"):
            by += agents  # "the regulator agreed a deal with X"
        by += [r for r in (*patients, *_with(verb, _WITH, cast)) if cast.is_agency(r)]
        others += [r for r in patients if r not in agents]
    elif role == "fining-verbs":
        meant = _named(verb, clauses.patients(verb), cast)  # by "it"
        fined = patients or tuple(r for r in meant if not cast.is_agency(r))
        payers += [*(r for r in fined if r not in agents), *against]
        by += [r for r in agents if cast.is_agency(r) or in_office(r, cast)]
        others += [r for r in agents if r not in patients]
    elif verb.lemma_.lower() in patterns.words("fines", "awarding-verbs"):
        payers += [r for r in _with(verb, _FROM, cast) if not cast.is_agency(r)]
        by += [r for r in agents if cast.is_agency(r) or in_office(r, cast)]
        others += [r for r in (*agents, *patients, *_with(verb, _TO, cast)) if r not in payers]
    else:
        payers += [r for r in (*_with(verb, _ON, cast), *patients) if not cast.is_agency(r)]
        by += [r for r in agents if cast.is_agency(r) or in_office(r, cast)]
        others += [r for r in agents if not cast.is_agency(r)]


def _named(verb: Token, heads: Sequence[Token], cast: Cast) -> tuple[Ref, ...]:
    """Who these are; where a pronoun stands for them, the subject of a clause above: "Marsh said it would pay"."""
    found = clauses.everyone(heads, cast)
    if found or not any(t.pos_ == "PRON" for t in heads):
        return found
    for above in verb.ancestors:
        said = [t for t in above.children if t.dep_ in _SUBJECTS and t.i < verb.i and t not in heads]
        if said:
            return clauses.everyone(said, cast)
    return ()


def _owners(noun: Token, cast: Cast, payers: list[Ref], by: list[Ref]) -> None:
    """Whose fine a noun names: "the Commission's fine", "X's settlement with the city", "a fine on X"."""
    for ref in clauses.everyone([t for t in noun.children if t.dep_ in clauses.POSSESSIVES | {"compound"}], cast):
        (by if cast.is_agency(ref) else payers).append(ref)
    cases = _AGAINST if noun.lower_ in patterns.words("fines", "paid-to") else _ON
    payers += [r for r in _with(noun, cases, cast) if not cast.is_agency(r)]
    by += [r for r in _with(noun, _WITH, cast) if cast.is_agency(r)]
    for which in noun.doc[noun.i + 1 : noun.i + 4]:  # "a fine, which X has challenged"
        if which.tag_ == "WDT" and which.dep_ in clauses.OBJECTS and _role(which.head) == "paying-verbs":
            payers += [r for r in clauses.everyone(_agents(which.head), cast) if not cast.is_agency(r)]


def _with(head: Token, cases: Iterable[str], cast: Cast) -> tuple[Ref, ...]:
    """The entities that hang on a word by one of these prepositions."""
    found = []
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in cases:
            found += [t for t in child.children if t.dep_ == "pobj"]
        elif child.dep_.startswith(("obl", "nmod")) and any(
            t.dep_ == "case" and t.lower_ in cases for t in child.children
        ):
            found.append(child)
    return clauses.everyone(found, cast)
