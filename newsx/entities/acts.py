"""A group of names to whether it takes part in the story: no public body, no credited outlet, no caption."""

import re

from newsx.entities import context, lexicon, media
from newsx.entities.groups import Group, fullest
from newsx.entities.names import Name, Names
from newsx.entities.syntax import Syntax

# an article before a capital is not enough to tell somebody
LEAST = 2
_YEAR = re.compile(r"(?:19|20)\d\d")


def takes_part(names: Names, group: Group, syntax: Syntax) -> bool:
    """Whether a group is a person or an organization that takes part in the story."""
    if group.kind == "product":
        return _does(group, syntax)
    if group.kind not in {"person", "organization"} or group.votes[group.kind] < LEAST:
        return False
    if _only_set_apart(names, group) or all(_namesake(names, n) for n in group.names):
        return False
    return not _public(group) and not media.credited(names, group)


def _only_set_apart(names: Names, group: Group) -> bool:
    """Whether only headlines, captions and menus name it, and none of them tells an age."""
    if not all(n.headline for n in group.names):
        return False
    return len(fullest(group).words) < 2 or not any(context.aged(names, n) for n in group.names)


def _namesake(names: Names, name: Name) -> bool:
    """Whether a name only tells apart something else: "the Tamber affair", "a Tamber", "his 2015 Tamber"."""
    words = names.words
    if not name.first or words[name.first].gap != " ":
        return False
    before = words[name.first - 1].low
    if before in {"a", "an"} or _YEAR.fullmatch(before):
        return name.label != "person" and context.with_article(words, name)
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    return before == "the" and after is not None and after.gap == " " and after.low in lexicon.folded("after-namesake")


def _does(group: Group, syntax: Syntax) -> bool:
    """Whether a product acts: "the app Tamber removed the posts"."""
    return any(syntax.subject(n.start, n.end) for n in group.names)


def _public(group: Group) -> bool:
    """Whether an organization's name is that of a public body or of a part of one."""
    if group.kind != "organization":
        return False
    words = fullest(group).words
    while len(words) > 1 and words[-1] in lexicon.phrases("post-title"):
        words = words[:-1]  # "Trial Bureau IV"
    small = next((i for i, w in enumerate(words) if w in {"of", "for", "on"}), len(words))
    heads = lexicon.phrases("public-head")
    return small > 0 and (words[small - 1] in heads or " ".join(words[max(small - 2, 0) : small]) in heads)
