"""Groups of names found again by what may stand for them: surnames, first words, acronyms, nicknames."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsx.entities import groups, kinds, lexicon
from newsx.entities.groups import Group, Key


class Index:
    """The groups so far, found by the words that may stand for them."""

    def __init__(self, relatives: frozenset[Key] = frozenset()) -> None:
        """`relatives` are the names that the article calls another's parent, subsidiary or the like."""
        self.exact: dict[Key, Group] = {}
        self.last: dict[str, list[Group]] = defaultdict(list)
        self.first: dict[str, list[Group]] = defaultdict(list)
        self.inside: dict[str, list[Group]] = defaultdict(list)
        self.acronyms: dict[str, list[Group]] = defaultdict(list)
        self.relatives: frozenset[Key] = relatives

    def add(self, g: Group) -> None:
        """Make a group findable by its surname or words and initials."""
        self.exact[g.key] = g
        self.first[g.key[0]].append(g)
        if groups.short(g):
            return
        if g.kind == "person":
            for surname in {_surname(g.key), *_surname(g.key).split("-")}:
                self.last[surname].append(g)
        for word in set(g.key[1:]):
            self.inside[word].append(g)
        if not groups.human(g):
            for letters in _initials(g.key):
                self.acronyms[letters].append(g)

    def alias(self, g: Group, home: Group) -> None:
        """Make a group findable by another of its names, and by the first name that the other one gives."""
        self.exact[g.key] = home
        if home.kind == "person" and not groups.short(g) and home not in self.first[g.key[0]]:
            self.first[g.key[0]].append(home)

    def home(self, g: Group, brackets: dict[Key, Key]) -> Group | None:
        """The group that a name belongs to, None when it is the first of its own."""
        if g.key in brackets and brackets[g.key] in self.exact:
            return self.exact[brackets[g.key]]
        if not groups.short(g):
            return self._same_person(g) if g.kind == "person" else self._short_form(g)
        person, firm = groups.sure(g)
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
                o for o in table.get(word, []) if o.kind == "person" and not groups.short(o) and _genders_fit(g, o)
                and set(g.key[1:]) <= set(o.key)
            ]  # fmt: skip
            if fits:
                return min(fits, key=lambda o: o.start)
        return None

    def _short_form(self, g: Group) -> Group | None:
        """The one longer name that this is the beginning (or, for a single word, a telling part) of."""
        size = len(g.key)
        begun = [o for o in self.first.get(g.key[0], []) if o.key[:size] == g.key and not groups.human(o)]
        begun = [o for o in begun if o.key not in self.relatives or o.start < g.start]
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
        parts = [o for o in self.inside.get(g.key[0], []) if o.start < g.start and not groups.human(o)]
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
