"""Find the public bodies that no list holds by the grammar of their names: "a court in Milan", "Slidell police"."""

from collections.abc import Iterator

from newsx import patterns
from newsx.entities import agencies_phrase
from newsx.entities.agencies_heads import PACK, Head, head_at, topic_at, topic_ending
from newsx.entities.agencies_mention import AgencyMention
from newsx.entities.agencies_phrase import Phrase
from newsx.entities.agencies_words import BREAK, Words, capital
from newsx.entities.places import Homes, Place

_POSSESSIVE = ("'s", "'")
_BENCHES = ("magistrate", "magistrates", "coroner", "coroners")
_MOST_PROPER = 4
_LONGEST = 14
_LOWER_IN_NAME = ("of", "the", "and", "for", "&", "on")


class Grammar:
    """The grammar at work on one text with its places."""

    def __init__(self, words: Words, places: tuple[Place, ...], homes: Homes, people: frozenset[int]) -> None:
        """`people` are the indices of words that belong to a person's name."""
        self.words = words
        self.homes = homes
        self.people = people
        self.titles = frozenset(_titles(words))
        inside = (i for i in range(len(words.forms)) if i not in self.titles and not words.starts_sentence(i))
        self.named = frozenset(words.forms[i] for i in inside if capital(words.forms[i]))
        self.by_start = {p.i: p for p in places}
        self.by_end = {p.j: p for p in places}

    def find(self) -> Iterator[AgencyMention]:
        """The bodies by the places of their head nouns. They may overlap: "army" in "army prosecutors"."""
        for i in range(len(self.words.forms)):
            hit = head_at(self.words, i)
            mention = self._mention(self._phrase(hit[0], i, hit[1])) if hit else None
            if mention:
                yield mention

    def _phrase(self, head: Head, i: int, j: int) -> Phrase:
        forms = self.words.forms
        upper = all(capital(f) or f in _POSSESSIVE or f in _LOWER_IN_NAME for f in forms[i:j]) and capital(forms[i])
        phrase = Phrase(head, i, j, i, upper)
        while phrase.i > 0 and phrase.at - phrase.i < _LONGEST and self._left(phrase):
            pass
        self._trim(phrase)
        self._right(phrase)
        return phrase

    def _left(self, phrase: Phrase) -> bool:
        """Take one more step to the left; False at the border of the name."""
        words, k, head = self.words, phrase.i, phrase.head
        form, folded = words.forms[k - 1], words.folded[k - 1]
        magistrates = "'" in head.modifiers and words.folded[k - 2] in _BENCHES
        if form in _POSSESSIVE and not magistrates:
            return self._owner(phrase)
        topic = topic_ending(words, k, head) if head.topics else None
        if topic and len(topic.forms) > 1:
            phrase.topics.append(topic)
            phrase.i -= len(topic.forms)
            return True
        place = self.by_end.get(k)
        if place and not phrase.owned and not (phrase.country and place.sort == "place"):
            self._take(phrase, place)
            phrase.i = place.i
            return True
        if topic:
            phrase.topics.append(topic)
            phrase.i -= 1
            return True
        known = folded in head.modifiers or (magistrates and folded == "'s")
        if known and (folded not in ("and", "of") or self._joins(phrase)):
            phrase.modifiers.append(folded)
            phrase.i -= 1
            return True
        if head.proper and self._proper(phrase, k - 1):
            phrase.proper.append(form)
            phrase.i -= 1
            return True
        return False

    def _joins(self, phrase: Phrase) -> bool:
        """Whether a small word stands between two parts of a capitalised name."""
        k = phrase.i - 2
        return phrase.capital and k >= 0 and capital(self.words.forms[k]) and capital(self.words.forms[phrase.i])

    def _owner(self, phrase: Phrase) -> bool:
        """Take "Spain's" or "New York's"; whatever else owns the body ends the name."""
        place = self.by_end.get(phrase.i - 1)
        if place and not phrase.country:
            self._take(phrase, place)
            phrase.i = place.i
            phrase.owned = True
            return place.i in self.by_end
        return False

    def _take(self, phrase: Phrase, place: Place) -> None:
        phrase.country = phrase.country or place.country
        if place.sort == "place":
            phrase.place = f"{place.name.casefold()} {phrase.place}".strip()

    def _proper(self, phrase: Phrase, k: int) -> bool:
        words = self.words
        form = words.forms[k]
        if len(phrase.proper) >= _MOST_PROPER or not capital(form) or not form.isalpha() or k in self.people:
            return False
        if words.folded[k] in patterns.words(PACK, "never-part") or (form.isupper() and len(form) < 6):
            return False
        if (phrase.head.topics and not phrase.capital) or k in self.titles:
            return False
        return phrase.capital or not words.starts_sentence(k) or form in self.named

    def _trim(self, phrase: Phrase) -> None:
        """Drop small words that were taken on the way to nothing: "and police"."""
        while phrase.i < phrase.at and self.words.folded[phrase.i] in ("and", "of", "'", "'s"):
            phrase.i += 1

    def _right(self, phrase: Phrase) -> None:
        """Take "of Appeals for the Northern District of Ohio", "in Milan", "of Defence and Veterans"."""
        words = self.words
        while phrase.j < len(words.forms) and words.folded[phrase.j] in phrase.head.after:
            link, k = words.folded[phrase.j], phrase.j + 1
            place_at = k + 1 if words.folded[k : k + 1] == ("the",) else k
            place = self.by_start.get(place_at)
            end = self._name_end(place_at, phrase.head.name)
            if place and (place.j >= end or (link == "in" and not capital(words.forms[place.j]))):
                if phrase.country and link == "in" and phrase.place:
                    return
                self._take(phrase, place)
                phrase.j = place.j
            elif not end and link != "in" and phrase.head.topics and self._topics_after(phrase, place_at):
                continue
            elif end and link != "in":
                self._name_after(phrase, place_at, end)
            elif end and not (phrase.place or phrase.proper) and phrase.head.proper and self._proper(phrase, place_at):
                phrase.proper.append(" ".join(words.forms[place_at:end]))
                phrase.j = end
            else:
                return

    def _topics_after(self, phrase: Phrase, k: int) -> bool:
        """Take the subjects of "ministry of internal affairs and justice", written small."""
        while topic := topic_at(self.words, k):
            phrase.topics.append(topic)
            phrase.j = k + len(topic.forms)
            k = phrase.j + 1 if self.words.folded[phrase.j : phrase.j + 1] == ("and",) else phrase.j
        return bool(phrase.topics) and phrase.j == k

    def _name_end(self, k: int, head: str) -> int:
        """Where the capitalised name that starts at word k ends; 0 when none starts there."""
        forms, j = self.words.forms, 0
        for n in range(k, min(k + 9, len(forms))):
            if capital(forms[n]) and forms[n].isalpha():
                folded = self.words.folded[n]
                if n in self.people or folded in patterns.words(PACK, "days"):
                    return j
                if n == k and folded in patterns.words(PACK, "never-part") and not topic_at(self.words, n):
                    return 0
                j = n + 1
            elif forms[n] == "," and head in ("ministry", "body") and j == n and self._list_goes_on(n):
                continue
            elif forms[n] not in _LOWER_IN_NAME or not j or n - j > 1:
                break
        return j

    def _no_part(self, k: int) -> bool:
        return k in self.people or self.words.folded[k] in patterns.words(PACK, "never-part")

    def _list_goes_on(self, n: int) -> bool:
        """Whether the comma at word n parts the subjects of one body: "Education, Science and Technology"."""
        forms = self.words.forms
        for k in range(n + 1, min(n + 9, len(forms) - 1)):
            if forms[k] in ("and", "&"):
                return capital(forms[k + 1]) and capital(forms[n + 1])
            if forms[k] != "," and (not capital(forms[k]) or self._no_part(k)):
                return False
        return False

    def _name_after(self, phrase: Phrase, start: int, end: int) -> None:
        words = self.words
        phrase.j = end
        for n in range(start, end):
            topic = topic_at(words, n)
            if topic:
                phrase.topics.append(topic)
            place = self.by_start.get(n)
            if place:
                self._take(phrase, place)
        phrase.modifiers.extend(f for f in words.folded[start:end] if f.isalpha() and f not in _LOWER_IN_NAME)

    def _mention(self, phrase: Phrase) -> AgencyMention | None:
        """What the finished phrase names, when it is a public body."""
        words, head = self.words, phrase.head
        kind, topic = agencies_phrase.kind_of(phrase)
        if kind is None or (head.needs and not head.needs & set(phrase.modifiers)):
            return None
        if agencies_phrase.is_part_of_another(words, phrase, head):
            return None
        how = self._how(phrase)
        if how is None:
            return None
        place = " ".join(filter(None, (phrase.place, " ".join(reversed(phrase.proper)).casefold())))
        country = phrase.country or head.country or self.homes.at(phrase.i)
        extra = agencies_phrase.subject(words, phrase, topic)
        if country in head.prosecute_in:
            kind = "prosecutor"
        elif country == "INT" and kind in ("regulator", "other"):
            kind = "international"
        key = ":".join((head.name, country or "", place, extra))
        start, end = words.starts[phrase.i], words.ends[phrase.j - 1]
        holder = agencies_phrase.holder(words, phrase) if kind == "prosecutor" else ""
        return AgencyMention(
            start, end, key, words.text[start:end], kind, country, "generic" if how == "generic" else "descriptor",
            head=head.name, place=place, field=extra, holder=holder,
        )  # fmt: skip

    def _how(self, phrase: Phrase) -> str | None:
        """Whether the phrase names one body, only describes one, or is nothing."""
        head, words = phrase.head, self.words
        before = words.folded[phrase.i - 1] if phrase.i else ""
        if before in ("former", "ex") or not agencies_phrase.stands_beside(words, phrase):
            return None
        if agencies_phrase.is_counted_staff(words, phrase):
            return None
        if head.fields and not phrase.capital and agencies_phrase.kind_of(phrase)[1] not in head.fields:
            return None
        if agencies_phrase.is_unit(words, phrase) and not (phrase.country or phrase.place):
            return "descriptor"
        if head.id == "judge" and not (phrase.place or phrase.proper):
            return None
        if phrase.country or phrase.proper or phrase.place:
            return "generic" if phrase.capital or not (head.name == "body" and not phrase.topics) else None
        if head.needs:
            return "generic"
        if head.alone == "never":
            return None
        named = (head.topics or head.kind == "court") and phrase.capital and (phrase.topics or phrase.modifiers)
        if head.alone == "named" or named or (head.alone == "capital" and phrase.capital):
            return "generic"
        if head.ranks & agencies_phrase.ranks_said(words, phrase) or (
            head.topics == "any" and head.kind == "ministry" and phrase.topics
        ):
            return "generic"
        if head.article and before != head.article:
            return None
        if head.alone in ("linked", "capital") and before not in ("the", "The", "that", "this", "its", "said"):
            return None if head.name in ("court", "military") else "descriptor"
        return "descriptor"


def _titles(words: Words) -> Iterator[int]:
    """The indices of the words of headlines in Title Case, where a capital says nothing."""
    start = 0
    for end in (*(i for i, form in enumerate(words.forms) if form == BREAK), len(words.forms)):
        long = [form for form in words.forms[start:end] if len(form) > 3 and form.isalpha()]
        ended = end > start and words.forms[end - 1] in (".", "!", "?", "”", '"')
        if 4 <= len(long) <= 30 and not ended and sum(map(capital, long)) > 0.7 * len(long):
            yield from range(start, end)
        start = end + 1
