"""A trigger to the nouns in its clause that stand for a party, named or not: "jurors cleared him"."""

from spacy.tokens import Token

from newsx import clauses, clauses_tree, patterns
from newsx.case.actions_governor import completes, governor
from newsx.case.actions_patterns import PACK
from newsx.case.actions_prepositions import nouns
from newsx.case.actions_triggers import Hit


def concerns_a_stranger(hit: Hit) -> bool:
    """Whether a verb is done to a person whom no name is known for: "a branch manager was jailed"."""
    if hit.entry.get("on", ())[:1] == ["subject"]:
        return any(t.pos_ in {"NOUN", "PROPN"} for t in clauses.subjects(hit.head))
    if "obj" not in hit.entry.get("on", ()):
        return False
    if any(clauses_tree.is_person_noun(t) for t in nouns((*hit.tokens, *clauses.patients(hit.head)), "against")):
        return True  # "threw out the charges against two salesmen"
    heads = [t for t in clauses.patients(hit.head) if t not in hit.tokens and t.pos_ in {"NOUN", "PROPN"}]
    done_to_persons = hit.entry["type"] in patterns.words(PACK, "done-to-persons")
    return any(done_to_persons or clauses_tree.is_person_noun(t) or t.pos_ == "PROPN" for t in heads)


def in_doers_place(hit: Hit) -> list[Token]:
    """The nouns in the doer's place: "jurors cleared him", "an inquiry opened by the unit"."""
    if hit.entry.get("symmetric"):
        return [t for t in nouns(hit.tokens, "with") if t.pos_ in {"NOUN", "PROPN"}]
    if hit.verbal and "subj" not in hit.entry.get("by", ()) and not clauses_tree.is_passive(hit.head):
        return []  # the one who "faces charges" or "received a fine" is no doer
    verb = hit.head if hit.verbal else governor(hit.head)
    if not hit.verbal and (verb.i == hit.head.i or not completes(hit.head)):
        return []
    return [t for t in clauses.agents(verb) if t.pos_ in {"NOUN", "PROPN"} and t not in hit.tokens]
