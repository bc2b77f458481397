"""The names of an article to groups, each of one person or organization: surnames, acronyms, short and former names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsx.entities import kinds, lexicon
from newsx.entities.kinds import Votes
from newsx.entities.names import Name, Names

Key = tuple[str, ...]


@dataclass(slots=True)
class Group:
    """Names of one thing in the world while they are being gathered."""

    key: Key
    kind: str
    names: list[Name]
    votes: Votes = field(default_factory=Votes)

    @property
    def start(self) -> int:
        """Where the article first names it, outside its headlines if it can."""
        return min((n.headline, n.start) for n in self.names)[1]

    @property
    def gender(self) -> str:
        """`m` or `f` where its titles or first name tell, else `n`."""
        told = {n.gender for n in self.names} - {"n"}
        if len(told) == 1:
            return told.pop()
        first = {lexicon.first_names().get(lexicon.bare(n.words[0]), "n") for n in self.names if len(n.words) > 1}
        return first.pop() if len(first) == 1 else "n"


def group(names: Names, standing: Iterable[Name]) -> list[Group]:
    """The groups of the names that stand, in order of first mention, each with its kind by vote."""
    spellings = _spellings(names, standing)
    people = _people([g for g in spellings if g.kind == "person"])
    others = _organizations([g for g in spellings if g.kind != "person"])
    return sorted(_across(people, others), key=lambda g: g.start)


def _spellings(names: Names, standing: Iterable[Name]) -> list[Group]:
    """Names of the same spelling, legal forms, accents and capitals aside."""
    table: dict[Key, list[Name]] = defaultdict(list)
    for name in standing:
        table[_key(name.words)].append(name)
    found = []
    for key, same in table.items():
        longest = max(same, key=lambda n: len(n.words))
        votes = kinds.total(
            [kinds.of_spelling(longest.words), kinds.of_model(same), *(kinds.of_context(names, n) for n in same)]
        )
        found.append(Group(key, kinds.winner(votes), same, votes))
    return sorted(found, key=lambda g: g.start)


def _is_form(word: str, low: str) -> bool:
    return word in lexicon.phrases("suffix") or low in lexicon.folded("legal-form")


def _key(words: Sequence[str]) -> Key:
    """The words to compare: no accents, no legal form, no initials' points, Jr and Sr kept."""
    key = [lexicon.bare(w).replace(".", "") for w in words]
    while len(key) > 1 and _is_form(words[len(key) - 1], key[-1]):
        key.pop()
    while len(key) > 2 and key[-1] in lexicon.folded("honour"):
        key.pop()
    return tuple(key)


def _people(groups: list[Group]) -> list[Group]:
    """People under one head: full names first, then surnames and first names on their own."""
    by_last: dict[str, list[Group]] = defaultdict(list)
    by_first: dict[str, list[Group]] = defaultdict(list)
    kept: list[Group] = []
    for g in sorted(groups, key=lambda g: (len(g.key) == 1, g.start)):
        home = _same_person(g, by_last, by_first) if len(g.key) > 1 else _short_person(g, by_last, by_first)
        if home is not None:
            home.names += g.names
            home.votes += g.votes
            continue
        kept.append(g)
        by_last[_surname(g.key)].append(g)
        if len(g.key) > 1:
            by_first[g.key[0]].append(g)
    return kept


def _surname(key: Key) -> str:
    return next((w for w in reversed(key) if w not in lexicon.folded("generation")), key[-1])


def _same_person(g: Group, by_last: dict[str, list[Group]], by_first: dict[str, list[Group]]) -> Group | None:
    """The full name that a full name spells otherwise: a middle name, an initial or a nickname more or less."""
    for other in by_last[_surname(g.key)]:
        generations = {w for k in (g.key, other.key) for w in k if w in lexicon.folded("generation")}
        if len(generations) < 2 and _first_fits(g.key[0], other.key[0]) and _genders_fit(g, other):
            return other
    for other in by_first[g.key[0]]:
        shorter, longer = sorted((g.key, other.key), key=len)
        if longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter:
            return other
    return None


def _first_fits(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return long.startswith(short) if len(short) != 2 else long[:1] == short[:1]


def _genders_fit(a: Group, b: Group) -> bool:
    return len({a.gender, b.gender} - {"n"}) < 2


def _short_person(g: Group, by_last: dict[str, list[Group]], by_first: dict[str, list[Group]]) -> Group | None:
    """The person whose surname, else first name, a single word is; the first named where several share it."""
    word = g.key[0]
    for table in (by_last, by_first):
        fits = [o for o in table.get(word, []) if len(o.key) > 1 and _genders_fit(g, o)]
        if fits:
            return min(fits, key=lambda o: o.start)
    return None


def _organizations(groups: list[Group]) -> list[Group]:
    """Organizations under one head: full names first, then short forms and acronyms."""
    starts: dict[str, list[Group]] = defaultdict(list)
    inside: dict[str, list[Group]] = defaultdict(list)
    acronyms: dict[str, list[Group]] = defaultdict(list)
    kept: list[Group] = []
    for g in sorted(groups, key=lambda g: (-len(g.key), g.start)):
        home = _short_form(g, starts, inside) or _acronym(g, acronyms)
        if home is not None:
            home.names += g.names
            home.votes += g.votes
            continue
        kept.append(g)
        starts[g.key[0]].append(g)
        if len(g.key) > 1:
            for word in g.key[1:]:
                inside[word].append(g)
            for letters in _initials(g.key):
                acronyms[letters].append(g)
    return kept


def _short_form(g: Group, starts: dict[str, list[Group]], inside: dict[str, list[Group]]) -> Group | None:
    """The one longer name that this is the beginning (or, for a single word, a telling part) of."""
    size = len(g.key)
    begun = [o for o in starts.get(g.key[0], []) if o.key[:size] == g.key and o.kind == g.kind]
    exact = [o for o in begun if all(w in lexicon.folded("soft-head") for w in o.key[size:]) or o.key[size] == "&"]
    if exact:
        return exact[0]
    if size > 1 or g.names[0].text in lexicon.phrases("head"):
        return None
    begun = [o for o in begun if o.start < g.start]
    if len(begun) == 1:
        return begun[0]
    parts = [o for o in inside.get(g.key[0], []) if o.start < g.start and o.kind == g.kind]
    return parts[0] if len(parts) == 1 and not begun else None


def _initials(key: Key) -> set[str]:
    words = [w for w in key if w[0].isalnum()]
    content = [w for w in words if w not in {"of", "and", "the", "for", "de", "la", "y", "et", "und"}]
    return {"".join(w[0] for w in words), "".join(w[0] for w in content)}


def _acronym(g: Group, acronyms: dict[str, list[Group]]) -> Group | None:
    text = g.names[0].text.replace(".", "")
    if len(g.key) > 1 or not 2 <= len(text) <= 7 or not text.isupper():
        return None
    fits = acronyms.get(text.casefold(), [])
    return fits[0] if len(fits) == 1 else None


def _across(people: list[Group], others: list[Group]) -> list[Group]:
    """Surnames that the vote took for something else, brought to their person."""
    surnames = {_surname(g.key): g for g in people if len(g.key) > 1}
    kept = list(people)
    for g in others:
        home = surnames.get(g.key[0]) if len(g.key) == 1 else None
        weak = g.votes["organization"] < 6 * max(1, len(g.names)) and not g.votes["place"]
        if home is not None and weak and home.start < g.start:
            home.names += g.names
        else:
            kept.append(g)
    return kept


def fullest(group: Group) -> Name:
    """The mention that names the group best: not in a headline, the most words, the earliest."""
    ordered = sorted(group.names, key=lambda n: n.start)
    return max(ordered, key=lambda n: (not n.headline, len(n.words), len(n.text), -n.start))
