"""Find the public bodies of the gazetteer in a text by name, abbreviation or fixed description."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from newsx import patterns
from newsx.entities.agencies_mention import AgencyMention, How
from newsx.entities.agencies_words import Words, forms_of
from newsx.entities.places import Homes


@dataclass(frozen=True, slots=True)
class Context:
    """What a text says about countries: how often each is named, and which one holds where."""

    votes: Counter[str]
    homes: Homes | None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one body, word by word. `bare` names and `guarded` abbreviations need support from the text,
    and those of `local` bodies the full name.
    """

    forms: tuple[str, ...]
    entry: patterns.Entry
    how: How
    bare: bool = False
    guarded: bool = False
    local: bool = False


@dataclass(slots=True)
class _Index:
    """Names by their first word. They are taken apart only when that word stands in a text: most never do."""

    raw: dict[str, list[tuple[str, patterns.Entry, str]]] = field(default_factory=dict)
    ready: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    def add(self, phrase: str, entry: patterns.Entry, sort: str) -> None:
        first = phrase.partition(" ")[0]
        if not first.isalnum():
            first = forms_of(phrase)[0]
        self.raw.setdefault(first, []).append((phrase, entry, sort))

    def names(self, first: str) -> tuple[Name, ...]:
        """The names that begin with a word, the longest first."""
        if first not in self.raw:
            return ()
        if first not in self.ready:
            names = [_name(*raw) for raw in self.raw[first]]
            self.ready[first] = tuple(sorted(names, key=lambda n: -len(n.forms)))
        return self.ready[first]


def _name(phrase: str, entry: patterns.Entry, sort: str) -> Name:
    if sort == "phrases":
        return Name(forms_of(phrase), entry, "gazetteer", bare=phrase in entry.get("bare", ()))
    if sort == "descriptions":
        return Name(forms_of(phrase), entry, "descriptor")
    return Name(forms_of(phrase), entry, "acronym", guarded=sort != "acronyms", local=sort == "named")


@cache
def _index() -> tuple[_Index, _Index]:
    """The names as written, and the descriptions, which are compared case-folded."""
    exact, folded = _Index(), _Index()
    for entry in patterns.load("agencies"):
        for phrase in entry["phrases"]:
            exact.add(phrase, entry, "phrases")
            if phrase.startswith("US "):
                exact.add(f"United States {phrase[3:]}", entry, "phrases")
        for acronym in entry.get("acronyms", ()):
            exact.add(acronym, entry, "acronyms")
        for sort in ("guarded", "named"):
            for acronym in entry.get(sort, ()):
                exact.add(acronym, entry, sort)
        for description in entry.get("descriptions", ()):
            folded.add(description.casefold(), entry, "descriptions")
    return exact, folded


def find(words: Words, context: Context) -> list[AgencyMention]:
    """The bodies named in a text, in order, each as support in the text settles it between namesakes."""
    hits = list(_hits(words))
    named = {n.entry["id"] for _, _, names in hits for n in names if n.how == "gazetteer" and not n.bare}
    full = [h for h in hits if not all(n.guarded for n in h[2])]
    found = {(i, j): _settle(words, (i, j), names, named, context) for i, j, names in full}
    named |= {mention.key for mention in found.values() if mention and mention.how == "gazetteer"}
    for i, j, names in hits:
        if (i, j) not in found:
            found[i, j] = _settle(words, (i, j), names, named, context)
    return sorted(filter(None, found.values()), key=lambda m: m.start)


def _hits(words: Words) -> Iterator[tuple[int, int, list[Name]]]:
    """Each place where a name stands, the longest at every word, with all bodies of that name."""
    (exact, folded), i, n = _index(), 0, len(words.forms)
    while i < n:
        if words.forms[i] not in exact.raw and words.folded[i] not in folded.raw:
            i += 1
            continue
        names = _at(exact.names(words.forms[i]), words.forms, i) or _at(folded.names(words.folded[i]), words.folded, i)
        if names and not _inside_other_name(words, i, i + len(names[0].forms)):
            j = i + len(names[0].forms)
            yield i, j, names
            i = j
        else:
            i += 1


def _at(names: tuple[Name, ...], forms: tuple[str, ...], i: int) -> list[Name]:
    found: list[Name] = []
    for name in names:
        if found and len(name.forms) < len(found[0].forms):
            break
        if forms[i : i + len(name.forms)] == name.forms:
            found.append(name)
    return found


def _inside_other_name(words: Words, i: int, j: int) -> bool:
    """Whether the name is part of a longer one that is no public body: "FBI Agents Association"."""
    if words.forms[i - 1 : i] == ("@",) or words.forms[i - 1 : i] == ("#",):
        return True
    if j - i == 1 and words.forms[i].isalpha() and not words.forms[i].isupper() and _within_a_name(words, i):
        return True
    ahead = words.folded[j : j + 3]
    stop = patterns.words("agencies-generic", "never-before")
    for k, form in enumerate(ahead):
        if not words.forms[j + k][:1].isupper():
            return False
        if form in stop:
            return True
    return False


def _within_a_name(words: Words, i: int) -> bool:
    """Whether a word of one's own stands behind another capitalised one: "Labour Congress"."""
    before = words.forms[i - 1] if i else ""
    if before.casefold() in patterns.words("agencies-generic", "days"):
        return False
    return before[:1].isupper() and before.isalpha() and not before.isupper() and not words.starts_sentence(i - 1)


def _settle(
    words: Words, span: tuple[int, int], names: list[Name], named: set[str], context: Context
) -> AgencyMention | None:
    """The body that the text speaks for, when it speaks for one."""
    i, j = span
    fit = [n for n in names if not n.guarded or _supported(n, named, context)]
    if not fit:
        return None
    home = context.homes.at(i) if context.homes and len(fit) > 1 else None
    best = max(
        fit,
        key=lambda n: (
            n.entry["id"] in named and not n.bare,
            n.entry["country"] == home,
            context.votes[n.entry["country"]],
        ),
    )
    entry, country, key = best.entry, best.entry["country"], best.entry["id"]
    home = context.homes.at(i) if best.bare and context.homes else None
    if home and home != country and not context.votes[country]:
        country, key = home, f"{entry['kind']}:{home}::{' '.join(best.forms).casefold()}"
    if best.how == "acronym" and _blocked(entry, words) and key not in named:
        return None
    start, end = words.starts[i], words.ends[j - 1]
    return AgencyMention(
        start, end, key, words.text[start:end], entry["kind"], country, best.how,
        head=entry["kind"], field=entry.get("field", ""), bare=best.bare,
    )  # fmt: skip


def _supported(name: Name, named: set[str], context: Context) -> bool:
    """Whether the text names the body in full, or its country if that is enough."""
    return name.entry["id"] in named or (not name.local and context.votes[name.entry["country"]] > 0)


def _blocked(entry: patterns.Entry, words: Words) -> bool:
    """Whether the text holds words that speak for another reading of the abbreviation."""
    text = _folded(words.text) if "not" in entry else ""
    return any(cue in text for cue in entry.get("not", ()))


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    return text.casefold()
