"""Folders of annotated articles to a model that knows the case: encoder, heads of the judge, and its scales.

    python -m newsx.training.judged OUT GOLD [GOLD …] --data DATA --minutes 24

A third of the articles teaches no weights of the network but those of the scales, so that these meet chances of
articles that the network has not seen. DATA has the corpora of names and trees, which are read beside the articles.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import torch
from spacy.language import Language
from tokenizers import Tokenizer

from newsx import dates, entities, parse, tail
from newsx.decide import Bench
from newsx.extractor import as_article
from newsx.find import rules
from newsx.judge import load
from newsx.judge.scene import Scene
from newsx.model.folder import opened, place
from newsx.training.case import CaseRun, Recipe, corpus_batches, example
from newsx.training.cases import Gold, Lesson, lesson, read
from newsx.training.export import seal_scales, write, write_judge
from newsx.training.restore import restored
from newsx.training.train import Corpora, Run
from newsx.training.train import Recipe as CorpusRecipe
from newsx.training.weighing import Judged, scales

CUT = {  # from which chance on each is kept; items near half the F1 of their scale, which makes F1 greatest
    "charge.kept": 0.28, "charge.accused": 0.45, "charge.by": 0.4, "act.kept": 0.13, "act.by": 0.4, "act.on": 0.4,
    "sum.kept": 0.4, "sum.by": 0.35, "term.kept": 0.4, "response.kept": 0.55, "cast.kept": 0.4,
}  # fmt: skip
FOR_SCALES = 3  # every third article is for the scales

Annotated = tuple[Gold, str]


def annotated(folders: Sequence[Path]) -> list[Annotated]:
    """The articles of the folders, by id; of two with one id the later counts."""
    found = {gold["id"]: (gold, text) for folder in folders for gold, text in read(folder)}
    return [found[id] for id in sorted(found)]


def judged(model: str, one: Annotated) -> Judged:
    """An article on the bench, by a model folder ("-": the rules alone)."""
    nlp, judge = pipeline(model)
    gold, text = one
    day = date.fromisoformat(gold["published"]) if gold.get("published") else None
    article, doc = tail.cut(as_article(text, day), parse.parse(nlp, text))
    when = dates.find(article.text, published=article.published, doc=doc)
    cast = entities.find(article, doc)
    scene = Scene.of(doc, cast, rules.read(article, doc, cast, when), judge.heads)
    return Judged.of(Bench(scene, {}, article, doc, when, CUT), gold)


_PIPELINES: dict[str, tuple[Language, load.Judge]] = {}


def pipeline(model: str) -> tuple[Language, load.Judge]:
    """The pipeline of a model folder, loaded once, and its judge."""
    if model not in _PIPELINES:
        nlp = parse.load(None if model == "-" else model)
        heads = None if model == "-" else load.read(Path(model)).heads
        _PIPELINES[model] = nlp, load.Judge(heads, {}, {})
    return _PIPELINES[model]


def lessons(model: str | None, articles: Sequence[Annotated]) -> list[Lesson]:
    """What the articles teach the network; names and parse are those of the model that it goes on from."""
    nlp, found = parse.load(model), []
    for gold, text in articles:
        article, doc = tail.cut(as_article(text, None), parse.parse(nlp, text))
        found.append(lesson(doc, entities.find(article, doc), gold))
    return [one for one in found if one.story.words]


def train(args: argparse.Namespace) -> None:
    """Train the network, write the folder, weigh the scales, and seal it."""
    articles = annotated(args.gold)
    kept = [one for n, one in enumerate(articles) if n % FOR_SCALES]
    source = opened(place(args.model))
    network, answers = restored(source)
    tokenizer = Tokenizer.from_file(str(source.path / "tokenizer.json"))
    corpora = Corpora.read(args.data)
    beside = Run(corpora, tokenizer, network, answers, CorpusRecipe(budget=350, silver=0, sports=0))
    run = CaseRun(
        network, [example(one, tokenizer) for one in lessons(args.model, kept)], Recipe(minutes=args.minutes),
        replay=corpus_batches(corpora, beside),
    )  # fmt: skip
    run.run(lambda run: print(run.step, run.steps, run.loss, flush=True) if run.step % 50 == 0 else None)
    args.out.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "lemmas.json"):
        shutil.copy(source.path / name, args.out / name)
    load.save(args.out / "scales.json", {}, CUT)
    write_judge(run.average[1], args.out)
    write(run.average[0], {"answers": {name: list(some) for name, some in source.answers.items()}}, args.out)
    weigh(str(args.out), articles[::FOR_SCALES], args.out / "scales.json")
    seal_scales(args.out)


def weigh(model: str, articles: Sequence[Annotated], out: Path) -> None:
    """Write the scales that articles which the model has not learnt from teach ("-": by the rules alone)."""
    load.save(out, scales([judged(model, one) for one in articles]), CUT)


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m newsx.training.judged", description=__doc__)
    told.add_argument("out", type=Path, help="folder for the model; with --rules a file for the scales")
    told.add_argument("gold", type=Path, nargs="+", help="folders of NAME.txt and NAME.json")
    told.add_argument("--data", type=Path, help="folder with ner/ and ud/")
    told.add_argument("--minutes", type=float, default=24.0)
    told.add_argument("--model", help="what to go on from; the embedded model if nothing is said")
    told.add_argument("--rules", action="store_true", help="only weigh the scales that do without a model")
    args = told.parse_args()
    torch.set_num_threads(2)
    if args.rules:
        weigh("-", annotated(args.gold), args.out)
    else:
        train(args)
    print(json.dumps({"wrote": str(args.out)}))


if __name__ == "__main__":
    main()
