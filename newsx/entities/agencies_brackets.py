"""Find the short names of a body: in brackets behind it, "Authority for Roads (ARX) … the ARX", or its initials."""

from collections.abc import Iterator
from dataclasses import replace

from newsx.entities import lexicon
from newsx.entities.agencies_mention import AgencyMention
from newsx.entities.agencies_words import Words

_FILLERS = ("the", '"', "“", "”", "'", "or")
_LONGEST = 12
_LEAST_INITIALS = 3


def find(words: Words, mentions: list[AgencyMention]) -> list[AgencyMention]:
    """Every place where a short name of one of the mentions stands."""
    owners = dict(_initials(mentions)) | dict(_introduced(words, mentions))
    found = []
    for i, form in enumerate(words.forms):
        owner = owners.get(form)
        if owner:
            start, end = words.starts[i], words.ends[i]
            found.append(replace(owner, start=start, end=end, name=words.text[start:end], how="acronym", bare=False))
    return found


def _initials(mentions: list[AgencyMention]) -> Iterator[tuple[str, AgencyMention]]:
    """The initials of bodies that no list holds: "VCPD" for the "Veldt County Police Department"."""
    for mention in mentions:
        letters = "".join(word[0] for word in mention.name.split() if word[0].isupper())
        if mention.how == "generic" and len(letters) >= _LEAST_INITIALS:
            yield letters, mention


def _introduced(words: Words, mentions: list[AgencyMention]) -> Iterator[tuple[str, AgencyMention]]:
    after = {end: i + 1 for i, end in enumerate(words.ends)}
    for mention in mentions:
        i = after.get(mention.end, len(words.forms))
        if (mention.how == "descriptor" and mention.name.islower()) or words.forms[i : i + 1] != ("(",):
            continue
        inside = _inside(words.forms, i + 1)
        if len(inside) == 1 and _is_short_for(inside[0], mention.name):
            yield inside[0], mention


def _inside(forms: tuple[str, ...], i: int) -> list[str]:
    """The words of the brackets, without articles and quotation marks; none when they do not close soon."""
    try:
        end = forms.index(")", i, i + 6)
    except ValueError:
        return []
    return [form for form in forms[i:end] if form.casefold() not in _FILLERS]


def _is_short_for(short: str, name: str) -> bool:
    """Whether a word looks like an abbreviation: all capitals, or most and opening like a word of the name."""
    if short.isupper() and 1 < len(short) <= _LONGEST:
        return short.casefold() not in lexicon.folded("no-name") | lexicon.folded("outlet")
    capitals = sum(c.isupper() for c in short)
    initials = {word[0].casefold() for word in name.split()}
    return capitals >= 2 and len(short) <= _LONGEST and short[0].casefold() in initials
