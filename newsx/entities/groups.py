"""Names of one thing in the world while they are gathered, and how much is known of what they name."""

from dataclasses import dataclass, field

from newsx.entities import kinds, lexicon
from newsx.entities.kinds import Votes
from newsx.entities.names import Name

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


def short(g: Group) -> bool:
    """Whether a name is a single word, Jr and the like aside."""
    return sum(w not in lexicon.folded("generation") for w in g.key) <= 1


def human(g: Group) -> bool:
    """Whether a group is a person beyond what the model thinks."""
    return g.kind == "person" and g.votes["person"] > kinds.MODEL_WEIGHT


def sure(g: Group) -> tuple[bool, bool]:
    """Whether a name is a person's, or an organization's, beyond what the model thinks."""
    rest = g.votes.copy()
    rest.subtract(kinds.of_model(g.names))
    person, firm = rest["person"], rest["organization"]
    return person >= 6 and person > firm, firm >= 6 and firm > person


def set_apart(g: Group) -> bool:
    """Whether only headlines and the like give a name: no full name to bring others to."""
    someone = g.kind == "person" and len(g.key) < 5 and g.votes["person"] > kinds.MODEL_WEIGHT + 3
    return all(n.headline for n in g.names) and not someone


def fullest(group: Group) -> Name:
    """The mention that names the group best: not in a headline, the most words, the earliest."""
    ordered = sorted(group.names, key=lambda n: n.start)
    if group.kind == "person":
        return max(ordered, key=lambda n: (not n.text.isupper(), len(n.words), not n.headline, -n.start))
    return max(ordered, key=lambda n: (not n.headline, len(n.words), len(n.text), -n.start))
