"""The spaCy component: `nlp.add_pipe("newsx")` puts the record of each Doc on `doc._.newsx`."""

from spacy.language import Language
from spacy.tokens import Doc

from newsx.extractor import as_article, record


@Language.factory("newsx", default_config={"published": None})
def make(nlp: Language, name: str, published: str | None) -> "Component":
    """The component; `published` (ISO 8601) holds for every text, `doc.user_data["published"]` for its own."""
    return Component(published)


class Component:
    """Reads the record from a Doc that the pipeline before it has tagged and parsed."""

    def __init__(self, published: str | None = None) -> None:
        self.published = published
        if not Doc.has_extension("newsx"):
            Doc.set_extension("newsx", default=None)

    def __call__(self, doc: Doc) -> Doc:
        published = doc.user_data.get("published", self.published)
        doc._.newsx = record(as_article(doc.text, published), doc)
        return doc
