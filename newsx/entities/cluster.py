"""The names of an article to groups, each of one person or organization: surnames, acronyms, short and former names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from newsx.entities import context, kinds, lexicon
from newsx.entities.kinds import Votes
from newsx.entities.names import Name, Names
from newsx.entities.scan import Word

Key = tuple[str, ...]

# "Royal Tamber/Vale", but not "A/S"
_BOTH_SIDES = re.compile(r"(?<=\w{3})/(?=\w{3})")


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
    _listed(names, spellings)
    index = _Index()
    # full names first, people before organizations, then what may be short for one of them
    rank = sorted(
        spellings, key=lambda g: (_set_apart(g), _short(g), -len(g.key) if g.kind != "person" else 0, g.start)
    )
    brackets = _brackets(names, spellings)
    kept: list[Group] = []
    for g in rank:
        home = index.home(g, brackets)
        if home is None:
            kept.append(g)
            index.add(g)
            continue
        home.names += g.names
        if g.kind in {"person", "organization"}:
            home.votes += g.votes
        if home.kind in {"person", "organization", "place"} and not any(_sure(home)):
            home.kind = kinds.winner(home.votes)
        index.alias(g, home)
    for one, other in _renamed(names, spellings):
        _merge(kept, index, one, other)
    return sorted(kept, key=lambda g: g.start)


def _merge(kept: list[Group], index: "_Index", one: Key, other: Key) -> None:
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
    firms = {n.last for g in spellings if _sure(g)[1] for n in g.names}
    for g in spellings:
        if g.kind == "person" and len(g.key) == 1 and not _human(g) and any(_beside(names, n, firms) for n in g.names):
            g.kind = "organization"
            g.votes["organization"] += kinds.MODEL_WEIGHT + 1
            firms.update(n.last for n in g.names)


def _beside(names: Names, name: Name, firms: Collection[int]) -> bool:
    """Whether only a comma or "and" parts a name from the firm before it: "Tamber Group, Vale and Wren"."""
    words, i = names.words, name.first
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


class _Index:
    """The groups so far, found by the words that may stand for them."""

    def __init__(self) -> None:
        self.exact: dict[Key, Group] = {}
        self.last: dict[str, list[Group]] = defaultdict(list)
        self.first: dict[str, list[Group]] = defaultdict(list)
        self.inside: dict[str, list[Group]] = defaultdict(list)
        self.acronyms: dict[str, list[Group]] = defaultdict(list)

    def add(self, g: Group) -> None:
        """Make a group findable by its surname or words and initials."""
        self.exact[g.key] = g
        self.first[g.key[0]].append(g)
        if _short(g):
            return
        if g.kind == "person":
            self.last[_surname(g.key)].append(g)
        for word in set(g.key[1:]):
            self.inside[word].append(g)
        if not _human(g):
            for letters in _initials(g.key):
                self.acronyms[letters].append(g)

    def alias(self, g: Group, home: Group) -> None:
        """Make a group findable by another of its names, and by the first name that the other one gives."""
        self.exact[g.key] = home
        if home.kind == "person" and not _short(g) and home not in self.first[g.key[0]]:
            self.first[g.key[0]].append(home)

    def home(self, g: Group, brackets: dict[Key, Key]) -> Group | None:
        """The group that a name belongs to, None when it is the first of its own."""
        if g.key in brackets and brackets[g.key] in self.exact:
            return self.exact[brackets[g.key]]
        if not _short(g):
            return self._same_person(g) if g.kind == "person" else self._short_form(g)
        person, firm = _sure(g)
        if g.votes["other"] >= kinds.NEVER or (g.votes["place"] >= 8 and not person):
            return self._short_person(g) if g.votes["other"] else None
        found = None if firm or (g.kind == "place" and not person) else self._short_person(g)
        if found is not None or person:
            return found
        return self._short_form(g) or self._acronym(g)

    def _same_person(self, g: Group) -> Group | None:
        """The full name that a full name spells otherwise: a middle name, an initial or a nickname more or less."""
        for other in self.last[_surname(g.key)]:
            if _generations_fit(g, other) and _first_fits(g.key[0], other.key[0]) and _genders_fit(g, other):
                return other
            if other.key[-len(g.key) :] == g.key or g.key[-len(other.key) :] == other.key:
                return other
        for other in self.first[g.key[0]]:
            shorter, longer = sorted((g.key, other.key), key=len)
            same = longer[: len(shorter)] == shorter or shorter[-1] in longer[1:]
            if other.kind == "person" and len(shorter) > 1 and same and _generations_fit(g, other):
                return other
        return None

    def _short_person(self, g: Group) -> Group | None:
        """The person whose surname, else first name, a single word is; the first named where several share it."""
        word = g.key[0]
        # a middle word too: "Rosselló" for "Ricardo Rosselló Nevares"
        for table in (self.last, self.first, self.inside):
            fits = [
                o for o in table.get(word, []) if o.kind == "person" and not _short(o) and _genders_fit(g, o)
                and set(g.key[1:]) <= set(o.key)
            ]  # fmt: skip
            if fits:
                return min(fits, key=lambda o: o.start)
        return None

    def _short_form(self, g: Group) -> Group | None:
        """The one longer name that this is the beginning (or, for a single word, a telling part) of."""
        size = len(g.key)
        begun = [o for o in self.first.get(g.key[0], []) if o.key[:size] == g.key and not _human(o)]
        soft = lexicon.folded("soft-head")
        exact = [o for o in begun if all(w in soft for w in o.key[size:]) or o.key[size] == "&"]
        if exact:
            return exact[0]
        if size > 1 and len(begun) > 1:
            # "either of the Tamber Vale firms" names neither of them
            g.kind = "other"
        if size > 1:
            ends = [o for o in _begun_and_ended(self.inside.get(g.key[-1], []), g.key) if o.start < g.start]
            return ends[0] if len(ends) == 1 else None
        if g.names[0].text in lexicon.phrases("head"):
            return None
        begun = [o for o in begun if o.start < g.start or _firm_by(o.names[0].words[size:])]
        if len(begun) == 1:
            return begun[0]
        parts = [o for o in self.inside.get(g.key[0], []) if o.start < g.start and not _human(o)]
        return parts[0] if len(parts) == 1 and not begun else None

    def _acronym(self, g: Group) -> Group | None:
        text = g.names[0].text.replace(".", "")
        if not 2 <= len(text) <= 7 or not text.isupper():
            return None
        fits = self.acronyms.get(text.casefold(), [])
        return fits[0] if len(fits) == 1 else None


def _begun_and_ended(groups: Iterable[Group], key: Key) -> list[Group]:
    """The names that open and close as one of two words does: "Tamber Mills", "Tamber Cotton Mills"."""
    return [o for o in groups if len(key) == 2 and o.key[0] == key[0] and o.key[-1] == key[-1] and o.kind != "person"]


def _firm_by(rest: Sequence[str]) -> bool:
    """Whether the words after a name only say what firm it is: "Tamber" may come before "Tamber Electronics Inc"."""
    return bool(rest) and all(w in lexicon.phrases("head") or w in lexicon.phrases("suffix") for w in rest)


def _set_apart(g: Group) -> bool:
    """Whether only headlines and the like give a name: no full name to bring others to."""
    someone = g.kind == "person" and len(g.key) < 5 and g.votes["person"] > kinds.MODEL_WEIGHT + 3
    return all(n.headline for n in g.names) and not someone


def _human(g: Group) -> bool:
    """Whether a group is a person beyond what the model thinks."""
    return g.kind == "person" and g.votes["person"] > kinds.MODEL_WEIGHT


def _short(g: Group) -> bool:
    """Whether a name is a single word, Jr and the like aside."""
    return sum(w not in lexicon.folded("generation") for w in g.key) <= 1


def _sure(g: Group) -> tuple[bool, bool]:
    """Whether a name is a person's, or an organization's, beyond what the model thinks."""
    rest = g.votes.copy()
    rest.subtract(kinds.of_model(g.names))
    person, firm = rest["person"], rest["organization"]
    return person >= 6 and person > firm, firm >= 6 and firm > person


def _brackets(names: Names, spellings: Iterable[Group]) -> dict[Key, Key]:
    """Short forms that the article puts in brackets right after the full name: "Tamber & Vale (TV)"."""
    ends = {n.last: g.key for g in spellings for n in g.names}
    found: dict[Key, Key] = {}
    for g in spellings:
        for n in g.names:
            before = names.words[n.first]
            if before.gap == " (" and names.text[n.end : n.end + 1] == ")" and n.first - 1 in ends:
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


def _surname(key: Key) -> str:
    return next((w for w in reversed(key) if w not in lexicon.folded("generation")), key[-1])


def _first_fits(a: str, b: str) -> bool:
    if a == b or not {f"{a} {b}", f"{b} {a}"}.isdisjoint(lexicon.folded("nickname")):
        return True
    short, long = sorted((a, b), key=len)
    return long.startswith(short[:3]) if len(short) != 2 else long[:1] == short[:1]


def _generations_fit(a: Group, b: Group) -> bool:
    """Whether no two of Jr, Sr, II and the like stand against each other."""
    return len({w for k in (a.key, b.key) for w in k if w in lexicon.folded("generation")}) < 2


def _genders_fit(a: Group, b: Group) -> bool:
    return len({a.gender, b.gender} - {"n"}) < 2


def _initials(key: Key) -> set[str]:
    small = {"of", "and", "the", "for", "de", "la", "y", "et", "und"}
    words = [part for w in key for part in w.split("-") if part[:1].isalnum()]
    letters = {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in small)}
    # "TVC" of "Tamber & Vale (Companies)"
    return letters | ({s + "c" for s in letters} if "&" in key else set())


def fullest(group: Group) -> Name:
    """The mention that names the group best: not in a headline, the most words, the earliest."""
    ordered = sorted(group.names, key=lambda n: n.start)
    if group.kind == "person":
        return max(ordered, key=lambda n: (not n.text.isupper(), len(n.words), not n.headline, -n.start))
    return max(ordered, key=lambda n: (not n.headline, len(n.words), len(n.text), -n.start))
