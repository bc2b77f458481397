"""A name to the name without the office that opens it: "Ada Wren" of "Chief of Staff Ada Wren"."""

from collections.abc import Mapping
from dataclasses import replace

from newsx.entities import lexicon
from newsx.entities.names import Name, Names

MOST_WORDS = 3


def after_body(names: Names, name: Name, bodies: Mapping[int, int]) -> Name:
    """The name without a public body at its beginning: "Sierra County Court Clerk Ada Wren" is "Ada Wren".

    `bodies` is where each body begins and ends. An organization's own name is left as it is.
    """
    end = bodies.get(name.start, name.end)
    if end >= name.end:
        return name
    for i in range(name.first, name.last):
        word = names.words[i]
        if word.start >= end and lexicon.given(word.text):
            words = name.words[i - name.first :]
            text = name.text[word.start - name.start :]
            return replace(name, start=word.start, text=text, words=words, first=i, opens=False, label="")
    return name


def after_office(names: Names, name: Name) -> Name:
    """The name without what follows "Chief of" or "Director of": "Public Affairs Ada Wren" is "Ada Wren".

    A known first name tells where the person begins.
    """
    words = names.words
    of = name.first + 1 if name.words[1:2] == ("of",) else name.first - 1
    if of < 1 or words[of].low != "of" or words[of - 1].low not in lexicon.folded("office-head"):
        return name
    if name.label == "place" or name.words[-1] in lexicon.phrases("head") | lexicon.phrases("open-head"):
        return name
    if words[of].gap != " " or words[of + 1].gap != " ":
        return name
    given = (i for i in range(of + 1, min(of + 2 + MOST_WORDS, name.last)) if lexicon.given(words[i].text))
    first = next(given, of + 1)
    if first == of + 1:
        return name
    title = names.text[words[of - 1].start : words[first - 1].end]
    start, spelled = words[first].start, name.words[first - name.first :]
    text = names.text[start : name.end]
    return replace(name, start=start, text=text, words=spelled, first=first, title=title, opens=False)
