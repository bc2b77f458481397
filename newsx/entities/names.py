"""The words of an article to its candidate names: where each bare name stands, with the title before it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsx.entities import lexicon, scan
from newsx.entities.labels import Labels
from newsx.entities.scan import Word

MOST_TITLE_WORDS = 5
MOST_LOOSE_WORDS = 40
_DOER = re.compile(r"[a-z](?:er|or|ist|ian|man|woman|eer)$|^[A-Z][a-z]+-[a-z]+$")
_NICKNAME_GAPS = ({' "', '" '}, {" “", "” "}, {" '", "' "}, {" ‘", "’ "}, {" (", ") "})
_QUOTED = re.compile(r'“[^”\n]{20,250}”|"[^"\n]{20,250}"')


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
    loud = _headlines(text, words)
    runs = _runs(words, labels, loud)
    names = [name for run in runs for name in _cut(text, words, run, labels, loud)]
    return Names(text, words, tuple(_without_openers(names, words)), loud)


def _without_openers(names: Sequence[Name], words: Sequence[Word]) -> Iterator[Name]:
    """The names, without a first word that only opens a sentence: "Longtime Vale Boys", "Vale Boys" elsewhere."""
    known = {n.words for n in names if not n.opens}
    for name in names:
        rest = name.words[1:]
        if len(rest) == 1 and name.label == "person":
            yield name
            continue
        if name.opens and not _given(name.words[0]) and name.words not in known and (rest in known or _called(name)):
            start = words[name.first + 1].start
            text = name.text[start - name.start :]
            name = replace(name, start=start, text=text, words=rest, first=name.first + 1, opens=False)
        yield name


def _called(name: Name) -> bool:
    """Whether a name of three words or more opens with what somebody does: "Podcaster Ada Wren"."""
    return len(name.words) > 2 and bool(_DOER.search(name.words[0])) and _given(name.words[1])


def _given(word: str) -> bool:
    return lexicon.bare(word) in lexicon.first_names()


def _headlines(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The words of lines that are no running text: headlines, captions, bylines, menus."""
    lines = list(_lines(words))
    loud: set[int] = set()
    for n, (first, last) in enumerate(lines):
        after = words[lines[n + 1][0]] if n + 1 < len(lines) else None
        if _is_loose(text, words, first, last, after) or _is_loud(text, words, first, last):
            loud.update(range(first, last + 1))
    loud.update(_titles_of_works(text, words))
    return frozenset(loud) if len(loud) < len(words) else frozenset()


def _lines(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The first and last word of each line."""
    first = 0
    for i in range(1, len(words)):
        if "\n" in words[i].gap:
            yield first, i - 1
            first = i
    if words:
        yield first, len(words) - 1


def _is_loose(text: str, words: Sequence[Word], first: int, last: int, after: Word | None) -> bool:
    """Whether a line has no end of a sentence and is not gone on with in the next."""
    if last - first >= MOST_LOOSE_WORDS or words[first].text[0].islower():
        return False
    tail = after.gap.split("\n")[0] if after is not None else text[words[last].end :]
    follows = after.gap.rsplit("\n", 1)[-1] if after is not None else ""
    if _closes(words[last], tail) or (follows.strip() and follows.strip()[0] in ".,;:!?)”"):
        return False
    return after is None or not (after.text[0].islower() and "\n\n" not in after.gap)


def _closes(word: Word, tail: str) -> bool:
    return word.text[-1] == "." or any(c in ".!?:;,…" for c in tail)


def _is_loud(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a line is set in Title Case or in capitals."""
    content = [w for w in words[first : last + 1] if len(w.text) > 3 and w.text[0].isalpha()]
    if len(content) < 4 or last - first > 2 * MOST_LOOSE_WORDS:
        return False
    closing = text[words[last].end : words[last].end + 2].strip()[:1]
    return closing != "." and _mostly_capitals(content)


def _mostly_capitals(content: Sequence[Word]) -> bool:
    return sum(w.capital for w in content) >= 0.85 * len(content)


def _titles_of_works(text: str, words: Sequence[Word]) -> Iterator[int]:
    """The words of quoted titles: entitled “Board Votes to Adopt New Law”."""
    starts = [w.start for w in words]
    for match in _QUOTED.finditer(text):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        content = [w for w in words[first:last] if len(w.text) > 3 and w.text[0].isalpha()]
        if len(content) > 3 and _mostly_capitals(content):
            yield from range(first, last)


def _runs(words: Sequence[Word], labels: Labels, loud: frozenset[int]) -> Iterator[list[int]]:
    """Stretches of words that may be names: capitals, joined by particles and by what the model takes as one."""
    run: list[int] = []
    for i, word in enumerate(words):
        if run and not _joins(words, run, i, labels):
            yield run
            run = []
        if word.capital or (run and (_is_form(word) or _links(words, run, i, labels))):
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_form(word: Word) -> bool:
    """Whether a word in small letters is a legal form: "plc", "s.r.o."."""
    return word.text in lexicon.phrases("suffix")


def _joins(words: Sequence[Word], run: Sequence[int], i: int, labels: Labels) -> bool:
    """Whether word i may go on with the run before it: nothing but a space between, no possessive."""
    before, word = words[run[-1]], words[i]
    if ("&" in (before.text, word.text) and word.gap == " ") or _quoted_nickname(words, run, i, labels):
        return True
    if before.possessive and not labels.same(before.start, word.start) and not _owns_name(before, word):
        return False
    if word.gap.strip(" \u00a0") or not word.gap:
        # "Smith, Jones & Co": only the model can say that it is one name
        return word.gap in {", ", "‘s "} and labels.same(before.start, word.start) and word.capital
    ended = lexicon.plain(before.text) in lexicon.folded("suffix") and len(run) > 1
    if not ended or labels.same(before.start, word.start):
        return True
    return word.low in lexicon.folded("suffix") or word.text in {"&", "of"}


def _quoted_nickname(words: Sequence[Word], run: Sequence[int], i: int, labels: Labels) -> bool:
    """Whether word i is the nickname in a name, or the surname after it: Tobias "Toby" Wren."""
    gaps = {words[i].gap, words[i + 1].gap if i + 1 < len(words) else ""}
    if gaps in _NICKNAME_GAPS:
        first = words[run[-1]]
        return (_given(first.text) or labels.kind(first.start) == "person") and words[i + 1].capital
    return len(run) > 1 and {words[i - 1].gap, words[i].gap} in _NICKNAME_GAPS


def _owns_name(before: Word, word: Word) -> bool:
    """Whether a possessive is part of an organization's name: "Farmers' Union"."""
    return before.low in lexicon.folded("owner-in-name") and word.text in lexicon.phrases("head")


def _links(words: Sequence[Word], run: Sequence[int], i: int, labels: Labels) -> bool:
    """Whether a small word inside a name ties it to the capital after it."""
    before, word = words[run[-1]], words[i]
    after = _capital_after(words, i)
    if after is None:
        return False
    if labels.same(before.start, words[after].start):
        return word.low != "and" or not _is_whole(words, run)
    if word.text == "&" or word.low in lexicon.folded("particle"):
        return word.text == "&" or before.capital or before.low in lexicon.folded("particle")
    if word.low == "of" and run == [i - 1] and _given(before.text) and not labels.kind(words[after].start):
        return words[after].text not in lexicon.places()
    if word.low in {"of", "for", "on", "the"}:
        head = before.text if word.low != "the" else words[run[-2]].text if len(run) > 1 else ""
        if word.low == "on" and words[after].low in lexicon.folded("calendar"):
            return False
        return head in lexicon.phrases("open-head") and (word.low != "the" or before.low in {"of", "for", "on"})
    if word.low == "and" and ((before.low, words[after].low) in lexicon.pairs() or _last_pair(words, run, i, after)):
        return True
    return word.low == "and" and words[after].low in {"sons", "co", "co.", "company", "associates", "partners"}


def _is_whole(words: Sequence[Word], run: Sequence[int]) -> bool:
    """Whether the words so far are a firm's whole name: "Wells Fargo", "Tamber Inc"."""
    return words[run[-1]].text in lexicon.phrases("suffix") or any(
        " ".join(words[k].text for k in run[n:]) in lexicon.phrases("known") for n in range(len(run))
    )


def _last_pair(words: Sequence[Word], run: Sequence[int], i: int, after: int) -> bool:
    """Whether "and" joins the last name of a list that has its own "and": "… Tamber Group and Vale and Wren."."""
    if len(run) != 1 or run[0] < 2 or words[run[0] - 1].low != "and" or not words[run[0] - 2].capital:
        return False
    follows = words[after + 1] if after + 1 < len(words) else None
    plain = all(words[k].gap == " " for k in (run[0], i, after))
    return plain and (follows is None or not follows.capital or bool(follows.gap.strip()))


def _capital_after(words: Sequence[Word], i: int) -> int | None:
    """The next capital after small words at i: at most two of them, nothing but spaces between."""
    for j in range(i + 1, min(i + 4, len(words))):
        if words[j].gap.strip(" \u00a0") or words[j - 1].possessive:
            return None
        if words[j].capital:
            return j
        if words[j].low not in lexicon.folded("particle") | {"of", "the", "for", "on"}:
            return None
    return None


def _cut(text: str, words: Sequence[Word], run: list[int], labels: Labels, loud: frozenset[int]) -> Iterator[Name]:
    """The names of one run: titles, nationalities and opening words cut off, parts that the model tells apart."""
    at = 0
    while at < len(run):
        size, gender = _title(words, run, at, labels)
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


def _title(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> tuple[int, str]:
    """How many words of the run from `at` on are a person's title, and its gender."""
    mods = 0
    while at + mods + 1 < len(run) and words[run[at + mods]].low in lexicon.folded("title-modifier"):
        mods += 1
    for skip in (0, mods) if mods else (0,):
        size, gender = _plain_title(words, run, at + skip, labels)
        if size:
            return skip + size, gender
    return 0, "n"


def _plain_title(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> tuple[int, str]:
    """The same without "Senior", "Acting" and the like before it."""
    table = lexicon.titles()
    for size in range(min(MOST_TITLE_WORDS, len(run) - at), 0, -1):
        key = tuple(words[i].text for i in run[at : at + size])
        told = table.get(key)
        if told is None:
            continue
        if _no_title(words, run, at, size, labels):
            return 0, "n"
        more, gender = _title(words, run, at + size, labels) if at + size < len(run) else (0, "n")
        return size + more, gender if gender != "n" else told
    return 0, "n"


def _no_title(words: Sequence[Word], run: Sequence[int], at: int, size: int, labels: Labels) -> bool:
    """Whether a title is the beginning of another name: "General Motors"."""
    key = [words[i].text for i in run[at : at + size]]
    following = " ".join([key[-1], *(words[i].text for i in run[at + size : at + size + 1])])
    if following in lexicon.phrases("not-title") or " ".join(key) in lexicon.phrases("not-title"):
        return True
    start, after = words[run[at]].start, words[run[min(at + size, len(run) - 1)]].start
    return labels.kind(start) == "organization" and labels.same(start, after)


def _segment(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> tuple[list[int], int]:
    """One name of the run from `at` on, and where the next may begin."""
    part: list[int] = []
    while at < len(run):
        if part and words[run[at]].text in lexicon.phrases("verb-in-title"):
            at += 1
            break
        if part and (_begins_title(words, run, part, at, labels) or _parts(words, run, at, labels)):
            break
        part.append(run[at])
        at += 1
    while part and not words[part[-1]].capital and not _is_form(words[part[-1]]):
        part.pop()
    return part, at


def _begins_title(words: Sequence[Word], run: Sequence[int], part: Sequence[int], at: int, labels: Labels) -> bool:
    """Whether a title ends the name before it: "Crown Court Judge Ada Wren", but not "Piet Op Gen Hoven"."""
    size = _title(words, run, at, labels)[0]
    if not size or at + size >= len(run) or words[run[at]].text == "M.":
        return False
    given = lexicon.bare(words[part[0]].text) in lexicon.first_names()
    return not (given and size == 1 and not labels.starts(words[run[at + 1]].start))


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
        if not _given(word.text) or before in {"in", "since", "until", "during", "last", "late", "early"}:
            return True
    if word.first and at + 1 < len(run) and _opens_firm(words, run, at, labels):
        return False
    if word.first and (common or (word.low.endswith("ly") and not _given(word.text))):
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


def after_body(names: Names, name: Name, bodies: Mapping[int, int]) -> Name:
    """The name without a public body at its beginning: "Sierra County Court Clerk Ada Wren" is "Ada Wren".

    `bodies` is where each body begins and ends. An organization's own name is left as it is.
    """
    end = bodies.get(name.start, name.end)
    if end >= name.end:
        return name
    for i in range(name.first, name.last):
        word = names.words[i]
        if word.start >= end and _given(word.text):
            words = name.words[i - name.first :]
            text = name.text[word.start - name.start :]
            return replace(name, start=word.start, text=text, words=words, first=i, opens=False, label="")
    return name
