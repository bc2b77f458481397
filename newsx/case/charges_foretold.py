"""A description to those whom the article names only behind it: "Two men were held … Ann Lee, 30, and Bo Chan are"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from newsx.case import charges_cues
from newsx.case.charges_nouns import count, described, is_name, is_noun
from newsx.case.charges_places import Place, Places, Refs, governed

_LEAD = 900  # characters from an article's start in which a description may come before the name
_FIRST = 120  # characters from a sentence's start to the name that it is about


def after(places: Places, head: Token, *, party: bool) -> Refs:
    """Whom the lead describes before the article names him: "Two men were held … Ann Lee, 30, and Bo Chan are"."""
    type = described(head) or ("any" if party and is_noun(head) else None)
    if type is None or head.idx > _LEAD:
        return ()
    most = count(head)
    found: dict[str, Place] = {}
    for sent in _following(head, 3):
        end = sent.end_char if most > 1 else min(sent.end_char, sent.start_char + _FIRST)
        for place in places.window(sent.start_char, end):
            if type not in {"any", places.type(place[2])} or not _is_told_of(places, place):
                continue
            if not _is_new_there(places, place, head):
                if most == 1:
                    return ()
                continue
            found.setdefault(place[2], place)
            if len(found) == most:
                return places.refs(found.values())
    return ()


def listed_behind(places: Places, head: Token) -> Refs:
    """For "the firms", the organisations that a sentence nearby lists."""
    for sent in _following(head, 3):
        firms = [x for x in places.window(sent.start_char, sent.end_char) if places.type(x[2]) == "organization"]
        if len({x[2] for x in firms}) > 2:
            return places.refs(firms)
    return ()


def _is_told_of(places: Places, place: Place) -> bool:
    """Whether a mention is a name that no preposition governs, of somebody who does not only tell the story."""
    if _speaks(places, place) or places.prosecutes(place[2]) or governed(places.source, place[0]):
        return False
    return is_name(places.cast.get(place[2]).name)


def _speaks(places: Places, place: Place) -> bool:
    """Whether somebody only tells the story: "Ann Lee said"."""
    said = places.source[place[1] : place[1] + 12].split()[:1]
    return bool(said) and said[0] in charges_cues.words("speaks")


def _is_new_there(places: Places, place: Place, head: Token) -> bool:
    """Whether the article has not named this actor before the description."""
    return not any(x[2] == place[2] for x in places.window(0, head.idx))


def _following(head: Token, most: int) -> Iterator[Span]:
    """The sentences behind the one of a word."""
    sent = head.sent
    for _ in range(most):
        following = _next(sent)
        if following is None:
            return
        yield following
        sent = following


def _next(sent: Span) -> Span | None:
    """The next sentence with words."""
    i = sent.end
    while i < len(sent.doc) and sent.doc[i].is_space:
        i += 1
    return sent.doc[i].sent if i < len(sent.doc) else None
