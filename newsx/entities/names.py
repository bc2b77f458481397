"""The words of an article to its candidate names: where each bare name stands, with the title before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsx.entities import headlines, lexicon, runs, scan, titles
from newsx.entities.labels import Labels
from newsx.entities.scan import Word

_DOER = re.compile(r"[a-z](?:er|or|ist|ian|man|woman|eer)$|^[A-Z][a-z]+-[a-z]+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place, without title, leading article or possessive; `first` and `last` count the words."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    first: int
    last: int
    title: str = ""
    gender: str = "n"
    label: str = ""
    opens: bool = False
    headline: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Names:
    """The words of an article and the names among them, in text order."""

    text: str
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    loud: frozenset[int] = field(default_factory=frozenset)


def find(text: str, labels: Labels) -> Names:
    """All candidate names of a text. `labels` is what the model says of it, and may be empty."""
    words = scan.words(text)
    loud = headlines.find(text, words)
    names = [name for run in runs.find(words, labels, loud) for name in _cut(text, words, run, labels, loud)]
    return Names(text, words, tuple(_without_openers(names, words)), loud)


def _without_openers(names: Sequence[Name], words: Sequence[Word]) -> Iterator[Name]:
    """The names, without a first word that only opens a sentence: "Longtime Vale Boys", "Vale Boys" elsewhere."""
    known = {n.words for n in names if not n.opens}
    for name in names:
        rest = name.words[1:]
        opens = name.opens and not lexicon.given(name.words[0]) and name.words not in known
        surname = len(rest) == 1 and name.label == "person"
        if opens and not surname and (rest in known or _called(name)):
            start = words[name.first + 1].start
            text = name.text[start - name.start :]
            name = replace(name, start=start, text=text, words=rest, first=name.first + 1, opens=False)
        yield name


def _called(name: Name) -> bool:
    """Whether a name of three words or more opens with what somebody does: "Podcaster Ada Wren"."""
    return len(name.words) > 2 and bool(_DOER.search(name.words[0])) and lexicon.given(name.words[1])


def _cut(text: str, words: Sequence[Word], run: list[int], labels: Labels, loud: frozenset[int]) -> Iterator[Name]:
    """The names of one run: titles, nationalities and opening words cut off, parts that the model tells apart."""
    at = 0
    while at < len(run):
        size, gender = titles.find(words, run, at, labels)
        if size and at + size == len(run):
            return
        if not size and _opening(words, run, at, labels):
            at += 1
            continue
        if size:
            part, after = _segment(words, run, at + size, labels)
            if part:
                title = text[words[run[at]].start : words[run[at + size - 1]].end]
                yield from _name(text, words, part, labels, loud, title, gender)
            at = max(after, at + size)
            continue
        part, after = _segment(words, run, at, labels)
        if part:
            yield from _name(text, words, part, labels, loud)
        at = max(after, at + 1)


def _numbered(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a number belongs to a name after "the": "the Tamber Vale 2 was seized"."""
    if last + 2 >= len(words) or last == first or not first or words[last].possessive or words[first - 1].low != "the":
        return False
    number, after = words[last + 1], words[last + 2]
    return number.gap == " " and number.text.isdigit() and len(number.text) < 3 and (
        after.gap != " " or after.low in lexicon.folded("description-stop")
    )  # fmt: skip


def _segment(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> tuple[list[int], int]:
    """One name of the run from `at` on, and where the next may begin."""
    part: list[int] = []
    while at < len(run):
        if part and words[run[at]].text in lexicon.phrases("verb-in-title"):
            at += 1
            break
        if part and (titles.begins(words, run, part, at, labels) or _parts(words, run, at, labels)):
            break
        part.append(run[at])
        at += 1
    while part and not words[part[-1]].capital and not runs.is_form(words[part[-1]]):
        part.pop()
    return part, at


def _opening(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> bool:
    """Whether a word is no part of the name that follows: a small word, a nationality, "Former"."""
    word = words[run[at]]
    if not word.capital or word.low == "the" or (word.first and word.low.startswith("ex-")):
        return True
    if at + 1 == len(run) and not word.first:
        return False
    common = word.low in lexicon.folded("common")
    if at + 1 < len(run) and " ".join(w.text for w in words[run[at] : run[at] + 2]) in lexicon.phrases("not-title"):
        return False
    if word.low in lexicon.folded("calendar") and at + 1 < len(run):
        before = words[run[at] - 1].low if word.gap == " " and run[at] else ""
        if not lexicon.given(word.text) or before in {"in", "since", "until", "during", "last", "late", "early"}:
            return True
    if word.first and at + 1 < len(run) and _opens_firm(words, run, at, labels):
        return False
    if word.first and (common or (word.low.endswith("ly") and not lexicon.given(word.text))):
        return True
    named = labels.kind(word.start) in {"person", "organization"}
    if word.text in lexicon.demonyms():
        return not named
    if not common or named or word.text in lexicon.phrases("known"):
        return False
    return word.low in lexicon.roles() or word.low in {"former", "ex", "late", "alleged"}


def _opens_firm(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> bool:
    """Whether the model sees an organization begin with this word: "National Bank of Vale"."""
    word, following = words[run[at]], words[run[at + 1]]
    if word.low in lexicon.roles() or word.low in lexicon.folded("article") or not labels.starts(word.start):
        return False
    return labels.kind(word.start) == "organization" and labels.same(word.start, following.start)


def _parts(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> bool:
    """Whether the model sees a person begin at this word, after the name of something else: "Fox News Ada Wren"."""
    before, word = words[run[at - 1]], words[run[at]]
    if before.text.isupper() and len(before.text) < 4:
        return False
    entity = labels.at(word.start)
    if entity is None or entity.start != word.start or entity.kind != "person" or before.text == "&":
        return False
    if lexicon.bare(word.text) not in lexicon.first_names() or at + 1 >= len(run):
        return False
    return words[run[at + 1]].start < entity.end and labels.kind(before.start) in {"organization", "place", "people"}


def _name(
    text: str, words: Sequence[Word], part: list[int], labels: Labels, loud: frozenset[int],
    title: str = "", gender: str = "n",
) -> Iterator[Name]:  # fmt: skip
    while part and not words[part[0]].capital:
        part = part[1:]
    if not part:
        return
    entity = labels.at(words[part[0]].start)
    if entity is not None and entity.kind == "person" and all(i in loud for i in part):
        part = [i for i in part if words[i].start < entity.end]
    first, last = part[0], part[-1]
    start, end = words[first].start, words[last].end
    if text[end - 1] == "." and last == first and end - start == 2:
        end -= 1
    spelled = tuple(words[i].text for i in part)
    if _numbered(words, first, last):
        last += 1
        end = words[last].end
        spelled = (*spelled, words[last].text)
    yield Name(
        start, end, text[start:end], spelled, first, last, title, gender,
        labels.over(start, end), words[first].first, all(i in loud for i in part),
    )  # fmt: skip
