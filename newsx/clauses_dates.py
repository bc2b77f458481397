"""A trigger to the dates in its clause: "was fined on Monday"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from newsx.clauses_tree import is_verb, upwards
from newsx.records import Date, Ref


def of(token: Token, dates: Sequence[Date]) -> tuple[Ref, ...]:
    """The dates in the clause of a trigger, of all `dates` by place: on it, or on the verb that governs it."""
    sentence = token.sent
    first = bisect_left(dates, sentence.start_char, key=lambda d: d.start)
    behind = bisect_left(dates, sentence.end_char, lo=first, key=lambda d: d.start)
    near = [d for d in dates[first:behind] if d.timex_type in {"DATE", "TIME"}]
    if not token.doc.has_annotation("DEP"):
        return tuple(Ref(id=d.id, name=d.text) for d in near) if len(near) == 1 else ()
    homes = {token.i, *(t.i for t in upwards(token, 2))} if not is_verb(token) else {token.i}
    found = []
    for date in near:
        inside = [t.i for t in sentence if t.idx < date.end and date.start < t.idx + len(t)]
        root = token.doc[inside[0] : inside[-1] + 1].root if inside else None
        if root is not None and any(t.i in homes for t in _to_verb(root, token.i)):
            found.append(Ref(id=date.id, name=date.text))
    return tuple(found)


def _to_verb(token: Token, stop: int) -> Iterator[Token]:
    """The tokens from a date up to the first verb."""
    for t in upwards(token, 12):
        yield t
        if t.i == stop or is_verb(t):
            return
