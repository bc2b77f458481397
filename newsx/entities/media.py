"""A group of names to whether it is an outlet that the article only credits for its report."""

from newsx.entities import lexicon
from newsx.entities.groups import Group
from newsx.entities.names import Name, Names

# an outlet that the article speaks of so often, other than as its source, is a party
SPOKEN_OF = 3


def credited(names: Names, group: Group) -> bool:
    """Whether a group is an outlet that takes no part in the story."""
    if all(n.text in lexicon.phrases("venue") and _where(names, n) for n in group.names):
        return True
    listed = all(lexicon.plain(n.text) in lexicon.folded("outlet") and not n.title for n in group.names)
    if group.kind == "person" and not listed and any(len(n.words) > 1 or n.title for n in group.names):
        return False
    if not any(_outlet(names, n) for n in group.names):
        return False
    return (
        not any(_party(names, n) for n in group.names) and sum(not _source(names, n) for n in group.names) < SPOKEN_OF
    )


def _source(names: Names, name: Name) -> bool:
    """Whether a name is given as the source of a report: "told Reuters", "Reuters reported", "(Reuters)"."""
    words = names.words
    after = words[name.last + 1].low if name.last + 1 < len(words) else ""
    before = {w.low for w in words[max(name.first - 2, 0) : name.first]}
    told = after in lexicon.folded("report-verb") or not before.isdisjoint(lexicon.folded("report-cue"))
    return told or words[name.last].possessive or words[name.first].gap.endswith(("(", "/"))


def _where(names: Names, name: Name) -> bool:
    """Whether a name only says where: "on Twitter", "via Facebook"."""
    if not name.first or names.words[name.first].gap != " ":
        return False
    return names.words[name.first - 1].low in {"on", "via", "over", "through", "using"}


def _outlet(names: Names, name: Name) -> bool:
    if lexicon.plain(name.text) in lexicon.folded("outlet"):
        return True
    if len(name.words) > 1 and name.words[-1] in lexicon.phrases("outlet-head"):
        return True
    return _beside(names, name)


def _beside(names: Names, name: Name) -> bool:
    """Whether "newspaper", "news agency" or the like stands right beside the name."""
    words = names.words
    for size in (1, 2):
        after = words[name.last + 1 : name.last + 1 + size]
        before = words[max(name.first - size, 0) : name.first]
        near = [after] if all(w.gap == " " for w in after) else []
        near += [before] if words[name.first].gap == " " else []
        if any(" ".join(w.low for w in some) in lexicon.folded("outlet-word") for some in near):
            return True
    return False


def _party(names: Names, name: Name) -> bool:
    """Whether the name is right beside a verb of the case: "sued the Ashford Courier"."""
    words = names.words
    after = words[name.last + 1].low if name.last + 1 < len(words) else ""
    before = {w.low for w in words[max(name.first - 2, 0) : name.first]}
    return bool(after in lexicon.folded("party-verb") or before & lexicon.folded("party-verb"))
