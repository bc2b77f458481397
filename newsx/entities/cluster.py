"""The names of an article to groups, each of one person or organization: surnames, acronyms, short and former names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from newsx.entities import context, groups, kinds, lexicon
from newsx.entities.groups import Group, Key
from newsx.entities.index import Index
from newsx.entities.names import Name, Names
from newsx.entities.scan import Word

KIN = 6  # words in which "its parent" stands before a name
# "Royal Tamber/Vale", but not "A/S"
_BOTH_SIDES = re.compile(r"(?<=\w{3})/(?=\w{3})")


def group(names: Names, standing: Iterable[Name]) -> list[Group]:
    """The groups of the names that stand, in order of first mention, each with its kind by vote."""
    spellings = _spellings(names, standing)
    _listed(names, spellings)
    index = Index(_relatives(names, spellings))
    brackets = _brackets(names, spellings)
    kept: list[Group] = []
    for g in sorted(spellings, key=_rank):
        home = index.home(g, brackets)
        if home is None:
            kept.append(g)
            index.add(g)
            continue
        home.names += g.names
        if g.kind in {"person", "organization"}:
            home.votes += g.votes
        if home.kind in {"person", "organization", "place"} and not any(groups.sure(home)):
            home.kind = kinds.winner(home.votes)
        index.alias(g, home)
    for one, other in _renamed(names, spellings):
        _merge(kept, index, one, other)
    return sorted(kept, key=lambda g: g.start)


def _rank(g: Group) -> tuple[bool, bool, int, int]:
    """Full names first, people before organizations, then what may be short for one of them."""
    return groups.set_apart(g), groups.short(g), -len(g.key) if g.kind != "person" else 0, g.start


def _merge(kept: list[Group], index: Index, one: Key, other: Key) -> None:
    """Bring two groups together that the article says are one."""
    a, b = index.exact.get(one), index.exact.get(other)
    if a is None or b is None or a is b or {a.kind, b.kind} == {"person", "organization"}:
        return
    if a not in kept or b not in kept:
        return
    a.names += b.names
    a.votes += b.votes
    kept.remove(b)


def _spellings(names: Names, standing: Iterable[Name]) -> list[Group]:
    """Names of the same spelling, legal forms, accents and capitals aside."""
    table: dict[tuple[Key, str], list[Name]] = defaultdict(list)
    for name in standing:
        # "Mr Wren" and "Mrs Wren" are two people
        table[_key(name.words), name.gender if len(name.words) == 1 else "n"].append(name)
    found = []
    for (key, _), same in table.items():
        longest = max(same, key=lambda n: len(n.words))
        votes = kinds.total(
            [kinds.of_spelling(longest.words), kinds.of_model(same), *(context.votes(names, n) for n in same)]
        )
        found.append(Group(key, kinds.winner(votes), same, votes))
    return sorted(found, key=lambda g: g.start)


def _listed(names: Names, spellings: Sequence[Group]) -> None:
    """Take a single word that only the model thinks a person as a firm where a list has it next to firms."""
    firms = {n.last for g in spellings if groups.sure(g)[1] for n in g.names}
    for g in spellings:
        doubtful = g.kind == "person" and len(g.key) == 1 and not groups.human(g)
        if doubtful and any(_beside(names, n, firms) for n in g.names):
            g.kind = "organization"
            g.votes["organization"] += kinds.MODEL_WEIGHT + 1
            firms.update(n.last for n in g.names)


def _beside(names: Names, name: Name, firms: Collection[int]) -> bool:
    """Whether only a comma or "and" parts a name from the firm before it: "Tamber Group, Vale and Wren"."""
    words, i = names.words, name.first
    if words[name.last].possessive:  # "Tamber, Vale and Wren's shipping company"
        return False
    if i > 1 and words[i - 1].low in {"and", "or"} and words[i].gap == " ":
        i -= 1
    elif words[i].gap != ", ":
        return False
    return i - 1 in firms and words[i].gap in {" ", ", "} and not words[i - 1].possessive


def _is_form(word: str, low: str) -> bool:
    return word in lexicon.phrases("suffix") or low in lexicon.folded("legal-form")


def _key(words: Sequence[str]) -> Key:
    """The words to compare: no accents, no legal form, no initials' points, Jr and Sr kept, "Tamber/Vale" as two."""
    words = [part for w in words for part in (_BOTH_SIDES.split(w) if _BOTH_SIDES.search(w) else [w])]
    key = ["&" if w == "and" else lexicon.bare(w).replace(".", "") for w in words]
    while len(key) > 1 and _is_form(words[len(key) - 1], key[-1]):
        key.pop()
    while len(key) > 2 and key[-1] in lexicon.folded("honour"):
        key.pop()
    return tuple(key)


def _relatives(names: Names, spellings: Iterable[Group]) -> frozenset[Key]:
    """The names that the article calls somebody's parent or subsidiary: "shares in its parent, Tamber Holdings"."""
    return frozenset(g.key for g in spellings if any(_is_relative(names.words, n.first) for n in g.names))


def _is_relative(words: Sequence[Word], first: int) -> bool:
    """Whether "its parent" or "Vale's subsidiary" stands right before word `first`."""
    near = words[max(0, first - KIN) : first]
    kin = next((i for i in range(len(near) - 1, -1, -1) if near[i].low in lexicon.folded("kin-of-firm")), None)
    if kin is None:
        return False
    return any(w.low in {"its", "whose"} or w.possessive for w in near[max(0, kin - 3) : kin])


def _brackets(names: Names, spellings: Iterable[Group]) -> dict[Key, Key]:
    """Short forms that the article puts in brackets right after the full name: "Tamber & Vale (TV)"."""
    ends = {n.last: g.key for g in spellings for n in g.names}
    found: dict[Key, Key] = {}
    for g in spellings:
        for n in g.names:
            opened = names.words[n.first].gap.strip() in {"(", "(“", '("', "(‘", "('"}
            if opened and names.text[n.end : n.end + 3].lstrip(" ”\"’'")[:1] == ")" and n.first - 1 in ends:
                full = ends[n.first - 1]
                if len(full) > len(g.key) and full != g.key:
                    found.setdefault(g.key, full)
    return found


def _renamed(names: Names, spellings: Iterable[Group]) -> list[tuple[Key, Key]]:
    """Pairs of names that the article says are one: "Tamber, formerly known as Vale"."""
    ends = {n.last: g.key for g in spellings for n in g.names}
    pairs = []
    for g in spellings:
        for n in g.names:
            size = _known_as(names.words, n.first)
            if size:
                before = (ends[i] for i in range(n.first - size - 1, max(n.first - size - 15, -1), -1) if i in ends)
                other = next((key for key in before if key != g.key[: len(key)]), None)
                pairs += [(other, g.key)] if other else []
    return pairs


def _known_as(words: Sequence[Word], i: int) -> int:
    """How many words right before word i say that another name follows, 0 for none."""
    for size in (4, 3, 2, 1):
        low = " ".join(w.low for w in words[max(i - size, 0) : i])
        if low in lexicon.folded("also-known") and not any(w.gap.strip(' "“‘(') for w in words[i - size + 1 : i + 1]):
            return size
    if i > 1 and words[i - 1].low == "now" and words[i - 1].gap in {", ", " ("} and words[i].gap == " ":
        return 1
    return 0
