"""Descriptions and pronouns to the one actor or agency that they can mean, read once from left to right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from newsx.entities import lexicon
from newsx.entities.nominals import Nominal
from newsx.entities.pronouns import Pronoun
from newsx.entities.syntax import Syntax

NEAR = 2


@dataclass(slots=True)
class Party:
    """Somebody whom a description or a pronoun may mean. `words` are what the article calls them, `ages` how old.

    `accused`: they are charged, arrested or the like. Of the others, `office`: they look into, bring or hear cases;
    `harmed`: a wrong is done to them.
    """

    kind: str
    gender: str
    words: set[str]
    ages: set[int]
    named: list[tuple[int, int]]
    linked: list[tuple[int, int]] = field(default_factory=list)
    pronouns: list[tuple[int, int]] = field(default_factory=list)
    office: bool = False
    accused: bool = False
    harmed: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A party named at a place, and whether it is the subject of its clause there."""

    sentence: int
    party: int
    subject: bool


def link(
    parties: Sequence[Party],
    nominals: Iterable[Nominal],
    pronouns: Iterable[Pronoun],
    syntax: Syntax,
    *,
    defendant: int | None = None,
) -> None:
    """Add to each party the descriptions (`linked`) and `pronouns` that mean it without doubt.

    `defendant` is the number of the one that "the defendant" means.
    """
    named = [(s, e, i) for i, p in enumerate(parties) for s, e in p.named]
    taken = {c for s, e, _ in named for c in (s, e - 1)}
    events: list[tuple[int, int, int | Nominal | Pronoun]] = list(named)
    events += [(n.start, n.end, n) for n in nominals if n.end - 1 not in taken]
    events += [(p.start, p.end, p) for p in pronouns if p.start not in taken]
    reader = _Reader(parties, syntax, defendant)
    for start, end, what in sorted(events, key=lambda e: e[:2]):
        reader.read(start, end, what)


class _Reader:
    """What has been named so far, as one reads."""

    def __init__(self, parties: Sequence[Party], syntax: Syntax, defendant: int | None) -> None:
        self.named = range(len(parties))
        self.parties = [*parties, Party("person", "n", set(), set(), [], harmed=True)]  # the last: a victim of no name
        self.syntax = syntax
        self.defendant = defendant
        self.seen: list[_Seen] = []
        self.known: dict[int, None] = {}
        self.called: dict[str | int, list[int]] = defaultdict(list)

    def read(self, start: int, end: int, what: int | Nominal | Pronoun) -> None:
        """Take in a name, or link a description or pronoun."""
        if isinstance(what, int):
            self._see(start, end, what)
            return
        sentence = self.syntax.sentence(start)
        chosen = self._described(what, sentence) if isinstance(what, Nominal) else self._meant(what, sentence)
        if chosen is None:
            return
        party = self.parties[chosen]
        (party.linked if isinstance(what, Nominal) else party.pronouns).append((start, end))
        if party.gender == "n" and party.kind == "person":
            party.gender = what.gender
        self._see(start, end, chosen)

    def _see(self, start: int, end: int, party: int) -> None:
        self.seen.append(_Seen(self.syntax.sentence(start), party, self.syntax.subject(start, end)))
        if party not in self.known:
            self.known[party] = None
            for word in self.parties[party].words | self.parties[party].ages:
                self.called[word].append(party)

    def _near(self, sentence: int, kind: str, gender: str, reach: int) -> list[_Seen]:
        """Who fits and was named in this sentence or those just before it, the last first."""
        found = []
        for one in reversed(self.seen):
            if one.sentence < sentence - reach:
                break
            if _fits(self.parties[one.party], kind, gender):
                found.append(one)
        return found

    def _described(self, nominal: Nominal, sentence: int) -> int | None:
        """The party that the article calls so; else the only one, or the only one near, that it can mean."""
        if nominal.bare and nominal.head in lexicon.folded("only-accused"):
            return self._accused(nominal)
        if nominal.head in lexicon.folded("only-harmed"):
            return _first(_only(self._called(nominal.head, nominal)), len(self.named))  # "she" may be the victim too
        called = (nominal.age is not None and self._called(nominal.age, nominal)) or self._called(nominal.head, nominal)
        if len(called) == 1:
            return called[0]
        if called:
            near = self._near(sentence, _kind(nominal), nominal.gender, NEAR)
            return _only(s.party for s in near if s.party in called)
        if nominal.head and nominal.head not in _anybody(nominal.says):
            return None
        fitting = list(islice((i for i in self.known if i in self.named and self._suits(i, nominal)), 2))
        if len(fitting) == 1 and (nominal.says == "organization" or self._alone(nominal)):
            return None if self.parties[fitting[0]].office else fitting[0]
        if nominal.says == "person":
            return None
        near = self._near(sentence, _kind(nominal), nominal.gender, 1)
        return _only(s.party for s in near) or self._leading(near, sentence)

    def _accused(self, nominal: Nominal) -> int | None:
        """Whom "the defendant" means; else the only person of the article, without an office and unharmed."""
        if self.defendant is not None:
            return self.defendant
        number = _only(i for i in self.named if self._suits(i, nominal))
        if number is None or number not in self.known:
            return None
        return None if self.parties[number].office or self.parties[number].harmed else number

    def _alone(self, nominal: Nominal) -> bool:
        """Whether the whole article has one person who fits."""
        suits = (i for i in self.named if self._suits(i, nominal))
        return len(list(islice(suits, 2))) == 1

    def _suits(self, party: int, nominal: Nominal) -> bool:
        return _fits(self.parties[party], _kind(nominal), nominal.gender)

    def _called(self, word: str | int, nominal: Nominal) -> list[int]:
        """The parties so far that the article calls so, or gives that age."""
        return [i for i in self.called.get(word, ()) if self._suits(i, nominal)] if word else []

    def _meant(self, pronoun: Pronoun, sentence: int) -> int | None:
        """The one party that fits in this sentence, else in the one before; of several the subject.

        "His guilty plea" is not the prosecutor's who announces it.
        """
        for reach in (0, 1, NEAR):
            near = self._near(sentence, pronoun.says, pronoun.gender, reach)
            near = [s for s in near if not (pronoun.accused and self.parties[s.party].office)]
            if near:
                if self.syntax.quoted(pronoun.start):
                    return None
                chosen = _first(_only(s.party for s in near), self._leading(near, sentence))
                return None if self._may_be_victim(chosen, near) else chosen
        return None

    def _may_be_victim(self, chosen: int | None, near: Sequence[_Seen]) -> bool:
        """Whether "she" may as well be "the victim", since the article has not told that the other is a woman."""
        unnamed = len(self.named)
        if chosen in {None, unnamed} or self.parties[chosen].gender != "n":
            return False
        return self.parties[chosen].kind == "person" and any(s.party == unnamed for s in near)

    def _leading(self, near: Sequence[_Seen], sentence: int) -> int | None:
        """The one subject among those near: of this sentence, else of the sentence before."""
        for number in (sentence, sentence - 1):
            subjects = {s.party for s in near if s.subject and s.sentence == number}
            if subjects:
                return subjects.pop() if len(subjects) == 1 else None
        return None


def _kind(nominal: Nominal) -> str:
    """What a description calls somebody; "the company" is a firm and never a public body."""
    return "firm" if nominal.head in lexicon.folded("never-public") else nominal.says


def _anybody(says: str) -> frozenset[str]:
    """Heads that fit any party of a kind: "company", "defendant"."""
    return frozenset() if says == "either" else lexicon.folded(f"any-{says}")


def _fits(party: Party, kind: str, gender: str) -> bool:
    if kind == "either":
        return party.kind != "agency"
    if kind == "firm":
        return party.kind == "organization"
    if kind == "organization":
        return party.kind in {"organization", "agency"}
    return party.kind == kind and (gender == "n" or party.gender in {"n", gender})


def _only(parties: Iterable[int]) -> int | None:
    distinct = set(parties)
    return distinct.pop() if len(distinct) == 1 else None


def _first(*choices: int | None) -> int | None:
    return next((c for c in choices if c is not None), None)
