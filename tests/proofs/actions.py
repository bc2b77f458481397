"""Whether an entry of the actions pack is found in a sentence, read without a model."""

import spacy

from newsx.case.actions_triggers import hits

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def found(entry: dict, sentence: str) -> bool:
    if "type" not in entry:  # word lists, which the other entries prove
        return True
    return any(hit.entry["id"] == entry["id"] for hit in hits(NLP(sentence)))
