"""A phrase of a pattern pack to its forms: plurals of nouns, and verbs in all their endings."""

from functools import cache


def split(phrase: str) -> tuple[str, ...]:
    """A phrase as the words of an article: "children's data" is children, 's, data.

    >>> split("book-keeping")
    ('book', 'keeping')
    """
    return tuple(phrase.casefold().replace("'s", " 's").replace("s' ", "s ").replace("-", " ").split())


def plurals(noun: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A noun phrase and its regular plural.

    >>> plurals(("bribe",))
    (('bribe',), ('bribes',))
    """
    last = noun[-1]
    if last.endswith(("s", "x", "ch", "sh")):
        many = last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        many = last[:-1] + "ies"
    else:
        many = last + "s"
    return noun, (*noun[:-1], many)


@cache
def inflect(verb: str) -> tuple[tuple[str, ...], ...]:
    """The forms of a verb; those that no rule gives stand behind a colon.

    >>> inflect("rig")
    (('rig',), ('rigs',), ('rigged',), ('rigging',))
    >>> inflect("steal:stole,stolen")
    (('steal',), ('steals',), ('stealing',), ('stole',), ('stolen',))
    """
    base, _, odd = verb.partition(":")
    extra = tuple(split(form) for form in odd.split(",") if form)
    words = split(base)
    if len(words) > 1:
        head = tuple((*form, *words[1:]) for form in inflect(words[0])) if not extra else (words,)
        return tuple(dict.fromkeys((*head, *extra)))
    past = () if extra else (_past(base),)
    return tuple(dict.fromkeys(((base.casefold(),), _third(base), *past, _gerund(base), *extra)))


def _third(verb: str) -> tuple[str, ...]:
    return (plurals((verb.casefold(),))[1][0],)


def _past(verb: str) -> tuple[str, ...]:
    verb = verb.casefold()
    if verb.endswith("e"):
        return (verb + "d",)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb[:-1] + "ied",)
    return (_doubled(verb) + "ed",)


def _gerund(verb: str) -> tuple[str, ...]:
    verb = verb.casefold()
    if verb.endswith("e") and not verb.endswith("ee"):
        return (verb[:-1] + "ing",)
    return (_doubled(verb) + "ing",)


def _doubled(verb: str) -> str:
    """ "rig" doubles its last letter, "launder" and "cheat" do not."""
    short = sum(c in "aeiou" for c in verb) == 1 and len(verb) > 2
    ends = verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou"
    stressed = verb.endswith(("fer", "nap", "mit", "quit", "bel", "cur", "pel"))
    return verb + verb[-1] if ends and (short or stressed) else verb
