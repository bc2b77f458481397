"""Users' own annotated articles to a model that goes on from ours: `newsx train FOLDER OUT`.

A folder holds pairs of `NAME.txt` and `NAME.json`, the record of the article: the names of its actors and agencies
and every other form of them (`name`, `also`). Where a form stands in the text the model learns it; a capitalised word
that no form covers teaches nothing, for a record need not name everybody; all else is what the model reads now, so
that it forgets nothing.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from spacy.language import Language
from spacy.tokens import Doc, Token

from newsx.errors import ModelError
from newsx.model.folder import EMBEDDED, opened
from newsx.training.corpora import INDEX, TAGS, Sentence
from newsx.training.train import Corpora, Recipe, Run

RECIPE = Recipe(
    epochs=3,
    silver=0,
    sports=0,
    budget=1_000,
    encoder_rate=2e-5,
    case_rate=5e-5,
    head_rate=2e-4,
    together=1,
    average=0.9,
    warm=0.1,
)
HELD_OUT = 0.2  # share of the articles that only measure


@dataclass(frozen=True)
class Example:
    """An article and the spans that its record names."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def examples(folder: Path) -> list[Example]:
    """Read the pairs of a folder.

    Raises:
        ModelError: there is none, or a record cannot be read.
    """
    found = [example(path) for path in sorted(folder.glob("*.json")) if path.with_suffix(".txt").exists()]
    if not found:
        raise ModelError(f"{folder}: no annotated articles here (pairs of NAME.txt and NAME.json)")
    return found


def example(path: Path) -> Example:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        return Example(text, tuple(spans(text, record)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise ModelError(f"{path}: cannot be read as a record ({broken})") from broken


def spans(text: str, record: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Where the forms of actors and agencies stand in the text, the longest first; forms in lower case are no names."""
    forms: dict[str, str] = {}
    for kind, default in (("actors", "person"), ("agencies", "organization")):
        for entry in record.get(kind, []):
            label = "PERSON" if entry.get("type", default) == "person" else "ORG"
            forms |= {form: label for form in (entry["name"], *entry.get("also", [])) if is_name(form)}
    if not forms:
        return
    longest_first = sorted(forms, key=len, reverse=True)
    for match in re.finditer(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", text):
        yield match.start(), match.end(), forms[match.group()]


def is_name(form: str) -> bool:
    """Whether a form is a name: "Bank of Lagos", but not "the bank" or "US oil giant Acme", whose borders mislead."""
    words = [word for word in form.split() if word.islower()]
    return form[:1].isupper() and all(len(word) < 4 for word in words)


def sentences(nlp: Language, example: Example, number: int) -> Iterator[Sentence]:
    """The sentences of an article with what the model reads now, corrected by the record."""
    doc = nlp(example.text)
    tags = learnt(doc, example)
    for sentence, sent in zip(annotated(doc, str(number)), worded(doc), strict=True):
        yield replace(sentence, names=tuple(tags[t.i] for t in sent))


def worded(doc: Doc) -> Iterator[list[Token]]:
    """The words of each sentence that has any."""
    yield from filter(None, ([t for t in sent if not t.is_space] for sent in doc.sents))


def annotated(doc: Doc, document: str) -> Iterator[Sentence]:
    """The sentences of a Doc with what stands in it."""
    for tokens in worded(doc):
        place = {t.i: k for k, t in enumerate(tokens, start=1)}
        yield Sentence(
            words=tuple(t.text for t in tokens),
            names=tuple(1 << INDEX[f"{t.ent_iob_}-{t.ent_type_}"] if t.ent_type_ else 1 for t in tokens),
            xpos=tuple(t.tag_ for t in tokens),
            upos=tuple(t.pos_ for t in tokens),
            heads=tuple(0 if t.head.i == t.i else place.get(t.head.i, 0) for t in tokens),
            labels=tuple("root" if t.dep_ == "ROOT" else t.dep_ for t in tokens),
            document=document,
        )


def learnt(doc: Doc, example: Example) -> list[int]:
    """The allowed tags of each token, as bits; 0 teaches nothing."""
    everything = (1 << len(TAGS)) - 1
    tags = [
        1 << INDEX[f"{t.ent_iob_}-{t.ent_type_}"] if t.ent_type_ else everything if t.text[:1].isupper() else 1
        for t in doc
    ]
    for start, end, label in example.names:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or {t.ent_type_ for t in span} & {"LOC", "NORP", "FAC"}:
            continue  # "Moscow" the actor is still a place
        for token in span:
            tags[token.i] = 1 << INDEX[f"{'B' if token.i == span.start else 'I'}-{label}"]
    return tags


def train(
    folder: Path,
    out: Path,
    *,
    model: Path = EMBEDDED,
    epochs: int = RECIPE.epochs,
    every: Callable[[Run], None] = lambda run: None,
) -> Iterator[str]:
    """Go on from a model with the articles of a folder; yields lines that say what is done and the scores.

    `every` is called after each step, with `run.step` of `run.steps` done.

    Raises:
        ModelError: no articles there, or one that cannot be read.
    """
    from tokenizers import Tokenizer

    from newsx.parse import load
    from newsx.training.export import write
    from newsx.training.restore import restored

    read = examples(folder)
    random.Random(0).shuffle(read)
    cut = max(1, round(len(read) * HELD_OUT)) if len(read) > 4 else 0
    held, kept = read[:cut], read[cut:]
    nlp = load(None if model == EMBEDDED else model)
    named = tuple(s for i, e in enumerate(kept) for s in sentences(nlp, e, i))
    network, answers = restored(opened(model))
    yield f"{len(kept)} articles to learn from, {len(held)} to measure with"
    yield f"before: {score(nlp, held)}"
    torch.manual_seed(0)
    recipe = replace(RECIPE, epochs=epochs)
    run = Run(Corpora((), (), named), Tokenizer.from_file(str(model / "tokenizer.json")), network, answers, recipe)
    run.run(every)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "lemmas.json"):
        shutil.copy(model / name, out / name)
    write(run.average, {"answers": opened(model).answers, "recipe": asdict(recipe)}, out)
    yield f"after:  {score(load(out), held)}"
    yield f"wrote {out}; use it: newsx extract --model {out}"


def score(nlp: Language, held: list[Example]) -> str:
    """The share of the records' name spans that are found with their borders and label."""
    hits = total = 0
    for one in held:
        found = {(e.start_char, e.end_char, e.label_) for e in nlp(one.text).ents}
        hits += len(found & set(one.names))
        total += len(one.names)
    return f"{hits} of {total} names found ({hits / max(1, total):.3f})"
