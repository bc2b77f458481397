"""A stretch of capitals to the person's title that opens it, or that begins another name in it."""

from collections.abc import Sequence

from newsx.entities import lexicon
from newsx.entities.labels import Labels
from newsx.entities.scan import Word

MOST_WORDS = 5


def find(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> tuple[int, str]:
    """How many words of the run from `at` on are a person's title, and its gender."""
    mods = 0
    while at + mods + 1 < len(run) and words[run[at + mods]].low in lexicon.folded("title-modifier"):
        mods += 1
    for skip in (0, mods) if mods else (0,):
        size, gender = _plain_title(words, run, at + skip, labels)
        if size:
            return skip + size, gender
    return 0, "n"


def _plain_title(words: Sequence[Word], run: Sequence[int], at: int, labels: Labels) -> tuple[int, str]:
    """The same without "Senior", "Acting" and the like before it."""
    table = lexicon.titles()
    for size in range(min(MOST_WORDS, len(run) - at), 0, -1):
        key = tuple(words[i].text for i in run[at : at + size])
        told = table.get(key)
        if told is None:
            continue
        if _no_title(words, run, at, size, labels):
            return 0, "n"
        more, gender = find(words, run, at + size, labels) if at + size < len(run) else (0, "n")
        return size + more, gender if gender != "n" else told
    return 0, "n"


def _no_title(words: Sequence[Word], run: Sequence[int], at: int, size: int, labels: Labels) -> bool:
    """Whether a title is the beginning of another name: "General Motors"."""
    key = [words[i].text for i in run[at : at + size]]
    following = " ".join([key[-1], *(words[i].text for i in run[at + size : at + size + 1])])
    if following in lexicon.phrases("not-title") or " ".join(key) in lexicon.phrases("not-title"):
        return True
    start, after = words[run[at]].start, words[run[min(at + size, len(run) - 1)]].start
    return labels.kind(start) == "organization" and labels.same(start, after)


def begins(words: Sequence[Word], run: Sequence[int], part: Sequence[int], at: int, labels: Labels) -> bool:
    """Whether a title ends the name before it: "Crown Court Judge Ada Wren", but not "Piet Op Gen Hoven"."""
    size = find(words, run, at, labels)[0]
    if not size or at + size >= len(run) or words[run[at]].text == "M.":
        return False
    given = lexicon.bare(words[part[0]].text) in lexicon.first_names()
    return not (given and size == 1 and not labels.starts(words[run[at + 1]].start))
