"""How the time of the cast grows with the text: 20,000 words with 500 names, once, twice, four and eight times.

python -m tests.benchmarks.names
"""

import random
from time import process_time

import spacy

from newsx import entities
from newsx.article import Article

WORDS = 20_000
NAMES = 500
FIRST = ["Ada", "Tobias", "Mary", "John", "Ursula", "Pieter", "Anna", "Karl", "Nina", "Omar"]


def text(names: int = NAMES, words: int = WORDS, seed: int = 1) -> str:
    """A text of so many words with so many different people and firms."""
    rng = random.Random(seed)
    syllables = [
        "bar",
        "den",
        "fol",
        "gat",
        "hul",
        "kem",
        "lor",
        "mon",
        "nar",
        "pel",
        "quin",
        "ros",
        "tam",
        "vel",
        "wix",
    ]
    made = [_name(rng, syllables, n) for n in range(names)]
    sentences = []
    while sum(map(len, sentences)) < words:
        name = rng.choice(made)
        sentences.append(f"On that day {name} said that the case was over and that he would pay .".split())
        sentences.append(f"The company told {name.split()[-1]} in a letter that it had sued the firm .".split())
    return " ".join(" ".join(s).replace(" .", ".") for s in sentences)


def _name(rng: random.Random, syllables: list[str], n: int) -> str:
    word = "".join(rng.choice(syllables) for _ in range(3)).capitalize()
    return (
        f"{rng.choice(FIRST)} {word}" if n % 2 else f"{word} {rng.choice(['Holdings', 'Group', 'Bank', 'Energy'])} plc"
    )


def seconds(times: int) -> float:
    """The processor time of the cast of a text `times` as long, with `times` as many names."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    article = Article(text(NAMES * times, WORDS * times))
    nlp.max_length = len(article.text) + 1
    doc = nlp(article.text)
    start = process_time()
    entities.find(article, doc)
    return process_time() - start


def main() -> None:
    seconds(1)
    base = seconds(1)
    for times in (1, 2, 4, 8):
        took = base if times == 1 else seconds(times)
        print(
            f"{times * WORDS:>8,} words {times * NAMES:>6,} names {took:7.2f} s  {took / base / times:5.2f} of linear"
        )


if __name__ == "__main__":
    main()
