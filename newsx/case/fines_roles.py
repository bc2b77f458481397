"""A verb or a noun of a fine's cue to those who pay, those who make them pay and those who cannot be payers."""

from collections.abc import Sequence

from spacy.tokens import Token

from newsx import clauses, clauses_tree, patterns
from newsx.case import fines_verbs
from newsx.case.fines_payers import in_office
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Link

_ON = frozenset(("on", "against", "to", "for", "upon"))
_FROM = frozenset(("against", "from"))
_TO = frozenset(("to", "for"))
_WITH = frozenset(("with", "to", "by", "from"))


def of_verb(verb: Token, cast: Cast, parties: tuple[list[Link], list[Link], list[Link]]) -> None:
    """Put the parties of a verb where they belong: among the payers, the bodies or the others."""
    payers, by, others = parties
    agents, patients = _named(verb, fines_verbs.agents(verb), cast), everyone(clauses.patients(verb), cast)
    role = fines_verbs.role(verb)
    against = [r for r in fines_verbs.by_preposition(verb, fines_verbs.AGAINST, cast) if not cast.is_agency(r)]
    if role == "paying-verbs":
        payers += [r for r in agents if not cast.is_agency(r)]
        if not payers and verb.lemma_.lower() in patterns.words("fines", "dealing-verbs"):
            by += agents  # "the regulator agreed a deal with X"
        by += [r for r in (*patients, *fines_verbs.by_preposition(verb, _WITH, cast)) if cast.is_agency(r)]
        others += [r for r in patients if r not in agents]
    elif role == "fining-verbs":
        meant = _named(verb, clauses.patients(verb), cast)  # by "it"
        fined = patients or tuple(r for r in meant if not cast.is_agency(r))
        payers += [*(r for r in fined if r not in agents), *against]
        by += [r for r in agents if cast.is_agency(r) or in_office(r, cast)]
        others += [r for r in agents if r not in patients]
    elif verb.lemma_.lower() in patterns.words("fines", "awarding-verbs"):
        payers += [r for r in fines_verbs.by_preposition(verb, _FROM, cast) if not cast.is_agency(r)]
        by += [r for r in agents if cast.is_agency(r) or in_office(r, cast)]
        others += [r for r in (*agents, *patients, *fines_verbs.by_preposition(verb, _TO, cast)) if r not in payers]
    else:
        payers += [r for r in (*fines_verbs.by_preposition(verb, _ON, cast), *patients) if not cast.is_agency(r)]
        by += [r for r in agents if cast.is_agency(r) or in_office(r, cast)]
        others += [r for r in agents if not cast.is_agency(r)]


def of_noun(noun: Token, cast: Cast, payers: list[Link], by: list[Link]) -> None:
    """Whose fine a noun names: "the Commission's fine", "X's settlement with the city", "a fine on X"."""
    for ref in everyone([t for t in noun.children if t.dep_ in clauses_tree.POSSESSIVES | {"compound"}], cast):
        (by if cast.is_agency(ref) else payers).append(ref)
    cases = fines_verbs.AGAINST if noun.lower_ in patterns.words("fines", "paid-to") else _ON
    payers += [r for r in fines_verbs.by_preposition(noun, cases, cast) if not cast.is_agency(r)]
    by += [r for r in fines_verbs.by_preposition(noun, _WITH, cast) if cast.is_agency(r)]
    for which in noun.doc[noun.i + 1 : noun.i + 4]:  # "a fine, which X has challenged"
        if (
            which.tag_ == "WDT"
            and which.dep_ in clauses_tree.OBJECTS
            and fines_verbs.role(which.head) == "paying-verbs"
        ):
            payers += [r for r in everyone(fines_verbs.agents(which.head), cast) if not cast.is_agency(r)]


def _named(verb: Token, heads: Sequence[Token], cast: Cast) -> tuple[Link, ...]:
    """Who these are; where a pronoun stands for them, the subject of a clause above: "Marsh said it would pay"."""
    found = everyone(heads, cast)
    if found or not any(t.pos_ == "PRON" for t in heads):
        return found
    for above in verb.ancestors:
        said = [t for t in above.children if t.dep_ in clauses_tree.ANY_SUBJECTS and t.i < verb.i and t not in heads]
        if said:
            return everyone(said, cast)
    return ()
