"""A trigger in its clause to whether what it names happened, will, may or did not."""

from spacy.tokens import Token

from newsx import clauses_speech, clauses_tree, patterns
from newsx.records import Modality


def of(token: Token) -> Modality:
    """Whether the clause around a trigger says that it happened, will, may or did not."""
    if not token.doc.has_annotation("DEP"):
        return _modality_by_words(token)
    own = [t for t in token.children if t.dep_ not in clauses_tree.CLAUSES]
    words = {t.lower_ for t in own if t.pos_ != "PROPN"}  # May is a month
    if not clauses_tree.is_verb(token) and token.dep_ in clauses_tree.PASSIVE_SUBJECTS:  # "no charges were brought"
        words |= {t.lower_ for t in token.head.children if t.dep_ not in clauses_tree.CLAUSES and t.pos_ != "PROPN"}
    if words & _words("not") or _nobody(token):
        return "negated"
    if (
        token.dep_ == "conj"
        and clauses_tree.is_verb(token)
        and not {t.dep_ for t in token.children} & {"aux", "nsubj", "nsubj:pass"}
    ):
        first = of(token.head) if clauses_tree.is_verb(token.head) or token.head.pos_ == "ADJ" else "actual"
        if first != "actual":
            return first
    if token.pos_ == "NOUN" and _is_wanted(token):
        return "possible"
    if token.pos_ == "NOUN" and token.dep_ in clauses_tree.OBJECTS and clauses_tree.is_verb(token.head):
        outer = of(token.head)  # "sought to open an inquiry"
        if outer in {"possible", "negated"}:
            return outer
    above = token.head if token.dep_ in {"xcomp", "ccomp", "obj", "dobj", "advcl", "acl"} else None
    lemma = above.lemma_.lower() if above is not None and above.i != token.i else ""
    if above is not None and lemma and above.dep_ != "punct":
        near = {t.lower_ for t in above.children if t.dep_ not in clauses_tree.CLAUSES}
        if token.dep_ in {"xcomp", "obj", "dobj"} and near & _words("not"):
            return "negated"
        if token.dep_ in {"xcomp", "obj", "dobj"}:
            words |= near & (_words("may") | _words("will"))
    if _prevented(token):
        return "negated"
    if "would" in words and _reported(token):
        words = words - {"would"} | {"will"}  # "said it would appeal"
    if (
        words & _words("may")
        or words & _words("if")
        or (token.dep_ in {"xcomp", "ccomp", "acl"} and lemma in _words("try"))
    ):
        return "possible"
    if words & _words("will") or _is_to(token) or (token.dep_ in {"xcomp", "acl"} and lemma in _words("plan")):
        return "planned"
    return "actual"


def _is_wanted(noun: Token) -> bool:
    """Whether somebody only calls for it: "demands for an inquiry", "their demands include an inquiry"."""
    head = noun.head
    if clauses_tree.preposition(noun) == "for":
        return head.lemma_.lower() in _words("want")
    wants = [t for t in head.children if t.dep_ in clauses_tree.SUBJECTS] if noun.dep_ in clauses_tree.OBJECTS else []
    return head.lemma_.lower() in {"include", "be"} and any(t.lemma_.lower() in _words("want") for t in wants)


def _is_to(verb: Token) -> bool:
    """Whether something is to be done: "is to be sentenced in June"."""
    to = next((t for t in verb.children if t.lower_ == "to" and t.i < verb.i), None)
    before = verb.doc[to.i - 1] if to is not None and to.i > verb.sent.start else None
    return before is not None and before.lower_ in {"is", "are", "was", "were"}


def _prevented(token: Token) -> bool:
    """Whether what governs the trigger keeps it from happening: "failed to investigate", "banned from suing"."""
    above = token.head
    if above.i == token.i or token.dep_ not in {"xcomp", "advcl", "acl", "ccomp"}:
        return False
    marks = {t.lower_ for t in token.children if t.dep_ in {"mark", "case", "aux"}}
    return above.lemma_.lower() in _words("prevent") and bool(marks & {"to", "from"})


def _reported(token: Token) -> bool:
    """Whether the trigger stands in reported speech."""
    return clauses_speech.saying(token) is not None or any(
        t.dep_ in {"ccomp", "parataxis"} and t.head.lemma_.lower() in _words("say")
        for t in clauses_tree.upwards(token, 3)
    )


def _nobody(verb: Token) -> bool:
    """Whether the subject is nobody: "no one was charged", "none of the directors"."""
    subjects = [t for t in verb.children if t.dep_ in clauses_tree.ANY_SUBJECTS]
    return any({s.lower_, *(t.lower_ for t in s.children if t.dep_ == "det")} & _words("nobody") for s in subjects)


def _modality_by_words(token: Token) -> Modality:
    """Without a parse: by the words right before the trigger."""
    words = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 4) : token.i]}
    if words & _words("not"):
        return "negated"
    if words & (_words("may") | _words("if")):
        return "possible"
    return "planned" if words & _words("will") else "actual"


def _words(entry: str) -> frozenset[str]:
    return patterns.words("clauses", entry)
