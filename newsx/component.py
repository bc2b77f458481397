"""The spaCy component: `nlp.add_pipe("newsx")` puts a Doc's record on `doc._.newsx`, its spans on `doc.spans`."""

import warnings
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsx.extractor import as_article, record_of_copy
from newsx.judge import load
from newsx.records import Charge, Record
from newsx.records import Span as Stretch
from newsx.text import clean, letters
from newsx.write.rows import items

# Where the record lies on a Doc: as JSON, so that `doc.to_bytes()`, DocBin and other processes can carry it.
KEY = "newsx"
SPANS = "newsx"


@Language.factory("newsx", default_config={"published": None})
def make(nlp: Language, name: str, published: str | None) -> "Component":
    """The component; `published` (ISO 8601) holds for every text that brings no date of its own.

    A text's own date is `doc.user_data["published"]`, or with `nlp.pipe(as_tuples=True)` its context: a date, or a
    mapping with `published`.
    """
    return Component(nlp, published)


class Component:
    """Reads the record from a Doc that the pipeline before it has tagged and parsed."""

    def __init__(self, nlp: Language, published: str | None = None) -> None:
        self.nlp = nlp
        self.published = published
        self.warned = False

    def __call__(self, doc: Doc) -> Doc:
        self._look(doc)
        published = doc.user_data.get("published") or _of_context(doc._context) or self.published
        article, copy = as_article(doc.text, published), clean(doc.text)
        if copy.text == letters.straight(doc.text):  # a pipeline reads any quotes
            copy = copy.untouched()
        parsed = doc if copy.text == doc.text else self._parsed(copy.text)
        made = record_of_copy(article, copy, parsed, load.of(self.nlp))
        doc.user_data[KEY] = made.model_dump_json()
        doc.spans[SPANS] = [span for kind, item in items(made) for span in _spans(doc, kind, item)]
        return doc

    def _parsed(self, text: str) -> Doc:
        """The Doc that the pipeline before this component makes of a text."""
        doc = self.nlp.make_doc(text)
        for _, pipe in self.nlp.pipeline:
            if pipe is self:
                break
            doc = pipe(doc)
        return doc

    def _look(self, doc: Doc) -> None:
        """Warn, once, that the pipeline before lacks what newsx reads from."""
        lacks = [what for what, layer in _NEEDED.items() if not doc.has_annotation(layer)]
        if lacks and not self.warned and len(doc):
            self.warned = True
            warnings.warn(
                f"newsx reads names, tags and the parse, and this pipeline has no {' and no '.join(lacks)}: "
                "it will find little. Add the component `newsx_model` before it, or load a pipeline that has them",
                stacklevel=3,
            )


_NEEDED = {"parser (DEP)": "DEP", "names (NER)": "ENT_IOB", "tagger (TAG)": "TAG"}


def _of_context(context: Any) -> str | None:
    published = context.get("published") if isinstance(context, Mapping) else context
    if isinstance(published, date):
        return published.isoformat()
    return published if isinstance(published, str) and _is_day(published) else None


def _is_day(text: str) -> bool:
    """Whether a context of text is a day: it may be anything else of the user's, such as an id."""
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _spans(doc: Doc, kind: str, item: Any) -> list[Span]:
    """The stretches of an item, each with its id, under its kind; a charge's label says how far it has come."""
    stretches: list[Stretch] = [item] if isinstance(item, Stretch) else []
    label = f"charge: {item.status}" if isinstance(item, Charge) else _LABELS[kind]
    found = [
        doc.char_span(s.start, s.end, label=label, span_id=item.id, alignment_mode="expand")
        for s in (*stretches, *getattr(item, "mentions", ()))
    ]
    return [span for span in found if span is not None]


_LABELS = {
    "actors": "actor", "agencies": "agency", "charges": "charge", "fines": "fine", "sentences": "sentence",
    "dates": "date", "actions": "action",
}  # fmt: skip


def _record(doc: Doc) -> Record | None:
    """The record of a Doc, also of one that was read back from bytes."""
    data = doc.user_data.get(KEY)
    return None if data is None else _parsed(data)


@lru_cache(maxsize=64)
def _parsed(data: str) -> Record:
    return Record.model_validate_json(data)


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=_record)
