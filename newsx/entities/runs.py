"""The words of an article to the stretches that may hold names: capitals and the small words that tie them."""

from collections.abc import Iterator, Sequence

from newsx.entities import lexicon
from newsx.entities.labels import Labels
from newsx.entities.scan import Word

_NICKNAME_GAPS = ({' "', '" '}, {" “", "” "}, {" '", "' "}, {" ‘", "’ "}, {" (", ") "})


def find(words: Sequence[Word], labels: Labels, loud: frozenset[int]) -> Iterator[list[int]]:
    """Stretches of words that may be names: capitals, joined by particles and by what the model takes as one."""
    run: list[int] = []
    for i, word in enumerate(words):
        if run and not _joins(words, run, i, labels):
            yield run
            run = []
        if word.capital or (run and (is_form(word) or _links(words, run, i, labels))):
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def is_form(word: Word) -> bool:
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
        if word.gap.strip() == "," and "." in word.text and is_form(word):
            return True
        return word.gap.strip() in {",", "‘s"} and labels.same(before.start, word.start) and word.capital
    ended = lexicon.plain(before.text) in lexicon.folded("suffix") and len(run) > 1
    if not ended or labels.same(before.start, word.start):
        return True
    return word.low in lexicon.folded("suffix") or word.text in {"&", "of"}


def _quoted_nickname(words: Sequence[Word], run: Sequence[int], i: int, labels: Labels) -> bool:
    """Whether word i is the nickname in a name, or the surname after it: Tobias "Toby" Wren."""
    gaps = {words[i].gap, words[i + 1].gap if i + 1 < len(words) else ""}
    if gaps in _NICKNAME_GAPS:
        first = words[run[-1]]
        return (lexicon.given(first.text) or labels.kind(first.start) == "person") and words[i + 1].capital
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
    if words[run[0]].text in lexicon.phrases("first-head") and word.low in lexicon.folded("romance-particle"):
        return True
    if word.text == "&" or word.low in lexicon.folded("particle"):
        return word.text == "&" or before.capital or before.low in lexicon.folded("particle")
    if word.low == "of" and run == [i - 1] and lexicon.given(before.text) and not labels.kind(words[after].start):
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
    """Whether the words so far are a whole name: "Wells Fargo", "Tamber Inc", "Rivers Union of Ohio", "Democratic"."""
    of_place = len(run) > 2 and words[run[-2]].low == "of" and words[run[-1]].text in lexicon.places()
    no_name = len(run) == 1 and words[run[-1]].low in lexicon.folded("no-name")
    return (
        of_place
        or no_name
        or words[run[-1]].text in lexicon.phrases("suffix")
        or any(" ".join(words[k].text for k in run[n:]) in lexicon.phrases("known") for n in range(len(run)))
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
