"""Find the public bodies of the gazetteer in a text by name, abbreviation or fixed description."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from newsx import patterns
from newsx.entities.agencies_mention import AgencyMention, How
from newsx.entities.agencies_words import Words, split
from newsx.entities.places import Homes


@dataclass(frozen=True, slots=True)
class Context:
    """What a text says about countries: how often each is named, and which one holds where."""

    votes: Counter[str]
    homes: Homes | None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one body, word by word. `bare` names and `guarded` abbreviations need support from the text."""

    forms: tuple[str, ...]
    entry: patterns.Entry
    how: How
    bare: bool = False
    guarded: bool = False


@dataclass(slots=True)
class _Index:
    exact: dict[str, list[Name]] = field(default_factory=dict)
    folded: dict[str, list[Name]] = field(default_factory=dict)

    def add(self, name: Name, *, fold: bool = False) -> None:
        (self.folded if fold else self.exact).setdefault(name.forms[0], []).append(name)


@cache
def _index() -> _Index:
    """Every name by its first word, the longest first."""
    index = _Index()
    for entry in patterns.load("agencies"):
        bare = set(entry.get("bare", ()))
        for phrase in entry.get("phrases", ()):
            forms = split(phrase).forms
            index.add(Name(forms, entry, "gazetteer", bare=phrase in bare))
            if forms[0] == "US":
                index.add(Name(("United", "States", *forms[1:]), entry, "gazetteer"))
        for acronym in entry.get("acronyms", ()):
            index.add(Name(split(acronym).forms, entry, "acronym"))
        for acronym in entry.get("guarded", ()):
            index.add(Name(split(acronym).forms, entry, "acronym", guarded=True))
        for description in entry.get("descriptions", ()):
            index.add(Name(split(description).folded, entry, "descriptor"), fold=True)
    for names in (*index.exact.values(), *index.folded.values()):
        names.sort(key=lambda n: -len(n.forms))
    return index


def find(words: Words, context: Context) -> list[AgencyMention]:
    """The bodies named in a text, in order, each as support in the text settles it between namesakes."""
    hits = list(_hits(words))
    named = {n.entry["id"] for _, _, names in hits for n in names if not (n.guarded or n.bare)}
    full = [h for h in hits if not all(n.guarded for n in h[2])]
    found = {(i, j): _settle(words, (i, j), names, named, context) for i, j, names in full}
    named |= {mention.key for mention in found.values() if mention}
    for i, j, names in hits:
        if (i, j) not in found:
            found[i, j] = _settle(words, (i, j), names, named, context)
    return sorted(filter(None, found.values()), key=lambda m: m.start)


def _hits(words: Words) -> Iterator[tuple[int, int, list[Name]]]:
    """Each place where a name stands, the longest at every word, with all bodies of that name."""
    index, i, n = _index(), 0, len(words.forms)
    while i < n:
        names = _at(index.exact.get(words.forms[i]), words.forms, i) or _at(
            index.folded.get(words.folded[i]), words.folded, i
        )
        if names and not _inside_other_name(words, i, i + len(names[0].forms)):
            j = i + len(names[0].forms)
            yield i, j, names
            i = j
        else:
            i += 1


def _at(names: list[Name] | None, forms: tuple[str, ...], i: int) -> list[Name]:
    found: list[Name] = []
    for name in names or ():
        if found and len(name.forms) < len(found[0].forms):
            break
        if forms[i : i + len(name.forms)] == name.forms:
            found.append(name)
    return found


def _inside_other_name(words: Words, i: int, j: int) -> bool:
    """Whether the name is part of a longer one that is no public body: "FBI Agents Association"."""
    if words.forms[i - 1 : i] == ("@",) or words.forms[i - 1 : i] == ("#",):
        return True
    ahead = words.folded[j : j + 3]
    stop = patterns.words("agencies-generic", "never-before")
    for k, form in enumerate(ahead):
        if not words.forms[j + k][:1].isupper():
            return False
        if form in stop:
            return True
    return False


def _settle(
    words: Words, span: tuple[int, int], names: list[Name], named: set[str], context: Context
) -> AgencyMention | None:
    """The body that the text speaks for, when it speaks for one."""
    i, j = span
    fit = [n for n in names if not n.guarded or _supported(n, words, named, context)]
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


def _supported(name: Name, words: Words, named: set[str], context: Context) -> bool:
    """Whether the text names the body in full or its country."""
    return name.entry["id"] in named or context.votes[name.entry["country"]] > 0


def _blocked(entry: patterns.Entry, words: Words) -> bool:
    text = words.text.casefold()
    return any(cue in text for cue in entry.get("not", ()))
