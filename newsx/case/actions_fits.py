"""Words that match a pattern to whether they mean its act: verb or noun, and with what around them."""

import re
from functools import cache

from spacy.tokens import Token

from newsx import patterns
from newsx.case import actions_patterns
from newsx.case.actions_patterns import PACK, Pattern

_DEEP = 6  # heads between a verb and the last word of its phrase


def is_of_kind(pattern: Pattern, tokens: tuple[Token, ...]) -> bool:
    """Whether the word that may be verb or noun is what the pattern wants."""
    token = tokens[0] if pattern.verbal else tokens[-1]
    if pattern.verbal and len(tokens) > 1 and token.pos_ != "NOUN":
        return True
    if not token.doc.has_annotation("TAG"):
        return _looks_verbal(token) is not False if pattern.verbal else _looks_verbal(token) is not True
    if pattern.verbal:
        return token.tag_.startswith("VB") or (token.tag_ == "JJ" and token.lower_.endswith("ed"))
    return token.tag_.startswith("NN") or token.pos_ == "PROPN"


def governs(pattern: Pattern, tokens: tuple[Token, ...]) -> bool:
    """Whether no other verb governs the last word over a gap: in "filed late, buried under lawsuits" one does."""
    verb, last = tokens[0], tokens[-1]
    if not pattern.verbal or None not in pattern.words or last.pos_ != "NOUN":
        return True
    for _ in range(_DEEP):
        last = last.head
        if last.i == verb.i or last.i < verb.i or last.head.i == last.i:
            return True
        if last.pos_ == "VERB" and last.dep_ in {"advcl", "acl", "acl:relcl", "relcl", "parataxis"}:
            return False
    return True


def is_allowed(entry: patterns.Entry, tokens: tuple[Token, ...], text: str, offset: int) -> bool:
    """Whether the words around a trigger let it stand; `text` is its sentence's, which begins at `offset`."""
    before = text[: tokens[0].idx - offset]
    after = text[tokens[-1].idx + len(tokens[-1]) - offset :].lstrip()
    if any(_regex(p + "$").search(before) for p in entry.get("not_before", ())):
        return False
    if any(_regex(p).match(after) for p in entry.get("not_after", ())):
        return False
    if any(_regex(p).search(text) for p in entry.get("not_near", ())):
        return False
    needs = [(p + "$", before, "search") for p in entry.get("needs_before", ())]
    needs += [(p, after, "match") for p in entry.get("needs_after", ())]
    needs += [(p, text, "search") for p in entry.get("needs_near", ())]
    return not needs or any(getattr(_regex(p), how)(where) for p, where, how in needs)


def _looks_verbal(token: Token) -> bool | None:
    """By its neighbours and its ending, for a text without tags; None is "cannot tell"."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    after = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    participle = token.lower_.endswith(("ed", "ing"))
    if before in patterns.words(PACK, "before-nouns") and not token.lower_.endswith("ed"):
        return False
    if before in patterns.words(PACK, "before-verbs"):
        return participle or before not in actions_patterns.irregular()["be"]
    return True if participle else False if after in patterns.words(PACK, "after-nouns") else None


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
