"""The spaCy component: `nlp.add_pipe("newsx")` puts the record of each Doc on `doc._.newsx`."""

from spacy.language import Language
from spacy.tokens import Doc

from newsx.extractor import as_article, record_of_copy
from newsx.text import clean, letters


@Language.factory("newsx", default_config={"published": None})
def make(nlp: Language, name: str, published: str | None) -> "Component":
    """The component; `published` (ISO 8601) holds for every text, `doc.user_data["published"]` for its own."""
    return Component(nlp, published)


class Component:
    """Reads the record from a Doc that the pipeline before it has tagged and parsed."""

    def __init__(self, nlp: Language, published: str | None = None) -> None:
        self.nlp = nlp
        self.published = published
        if not Doc.has_extension("newsx"):
            Doc.set_extension("newsx", default=None)

    def __call__(self, doc: Doc) -> Doc:
        article = as_article(doc.text, doc.user_data.get("published", self.published))
        copy = clean(doc.text)
        if copy.text == letters.straight(doc.text):  # a pipeline reads any quotes
            copy = copy.untouched()
        parsed = doc if copy.text == doc.text else self._parsed(copy.text)
        doc._.newsx = record_of_copy(article, copy, parsed)
        return doc

    def _parsed(self, text: str) -> Doc:
        """The Doc that the pipeline before this component makes of a text."""
        doc = self.nlp.make_doc(text)
        for _, pipe in self.nlp.pipeline:
            if pipe is self:
                break
            doc = pipe(doc)
        return doc
