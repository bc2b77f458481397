"""A parsed article to its actions: what was done or decided, by whom, about whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from newsx import clauses_dates, clauses_speech, modality, patterns
from newsx.article import Article
from newsx.case import actions_links, evidence
from newsx.case.actions_complete import complete, told_by
from newsx.case.actions_governor import threatened
from newsx.case.actions_links import Placed, placed
from newsx.case.actions_merge import Act, merge
from newsx.case.actions_patterns import PACK
from newsx.case.actions_roles import Roles, done_by_a_stranger, roles
from newsx.case.actions_triggers import OFFICIAL, Hit, hits
from newsx.entities.cast import Cast
from newsx.records import Action, Charge, Date, Fine, Modality, Sentence


@dataclass(frozen=True, slots=True)
class Case:
    """What the stages before have found, for acts to point at."""

    dates: tuple[Date, ...]
    charges: tuple[Placed[Charge], ...]
    fines: tuple[Placed[Fine], ...]
    sentences: tuple[Placed[Sentence], ...]


def find(
    article: Article,
    doc: Doc,
    cast: Cast,
    dates: Sequence[Date],
    charges: Sequence[Charge],
    fines: Sequence[Fine],
    sentences: Sequence[Sentence],
) -> tuple[Action, ...]:
    """The acts of a story in the order in which it first tells them, each once."""
    case = Case(tuple(dates), placed(charges), placed(fines), placed(sentences))
    acts = [act for hit in hits(doc) if isinstance(act := read(hit, cast), Act)]
    acts = [told_by(_with_bodies(act, case.fines), cast) for act in acts]
    acts = merge(complete(merge(acts), cast))
    acts.sort(key=lambda act: min(hit.start for hit in act.told))
    return tuple(_action(f"action-{n}", act, article, cast, case) for n, act in enumerate(acts, 1))


def _in_a_name(hit: Hit, cast: Cast) -> bool:
    """Whether a trigger is part of a name: "the Court of Appeal", "the Serious Fraud Office's Raid Unit"."""
    ref = cast.at(hit.start, hit.end)
    if ref is None:
        return False
    mentions = cast.get(ref).mentions
    return any(m.start <= hit.start and hit.end <= m.end and m.end - m.start > hit.end - hit.start for m in mentions)


def read(hit: Hit, cast: Cast) -> Act | str:
    """The act that a trigger tells, or why it tells none."""
    if _in_a_name(hit, cast):
        return "part of a name"
    modality = _modality(hit)
    punished = hit.entry["type"] in {"fine", "sentence"} and hit.head.doc.has_annotation("DEP")
    if modality in {"negated", "possible"} or (punished and threatened(hit)):
        return modality if modality == "negated" else "only possible"
    found = roles(hit, cast)
    stranger, unfit = (False, False) if found.by else done_by_a_stranger(hit, cast)
    if found.foreign or (unfit and hit.entry.get("agent") in OFFICIAL and not hit.entry.get("symmetric")):
        return "done by somebody who cannot do it"
    if not all(_enough(found, need) for need in hit.entry.get("must", ())):
        return "too few parties named"
    direct = bool(found.by or found.on)
    return Act(hit.entry["type"], (hit,), found.by, found.on, modality, direct, found.weak, found.closed, stranger)


def _modality(hit: Hit) -> Modality:
    """As `modality.of`; words that themselves say "not", such as a denial's, are not undone by it."""
    found = modality.of(hit.head)
    own = any(t.lower_ in patterns.words("clauses", "not") | {"no", "nothing"} for t in hit.tokens)
    return "actual" if own and found == "negated" else found


def _enough(found: Roles, need: str) -> bool:
    """Whether the clause names those without whom the words are no act of the story."""
    return bool(found.by if need == "by" else found.on if need == "on" else found.by or found.on)


def _with_bodies(act: Act, fines: Sequence[Placed[Fine]]) -> Act:
    """Take the doer of a fine or settlement, and who pays it, from the fine that it carries."""
    ids = {r.id for r in actions_links.fines_of(act.type, act.told, act.on, fines)}
    linked = [f.item for f in fines if f.item.id in ids]
    by = act.by or tuple({r.id: r for f in linked for r in f.by}.values())
    on = act.on or tuple({r.id: r for f in linked for r in f.payers}.values())
    return replace(act, by=by, on=on)


def _action(id: str, act: Act, article: Article, cast: Cast, case: Case) -> Action:
    hit, parties = act.hit, (*act.by, *act.on)
    when = {ref.id: ref for told in act.told for ref in clauses_dates.of(told.head, case.dates)}
    speakers = clauses_speech.asserted_by(hit.head, cast)
    return Action(
        **article.quote(hit.start, hit.end).model_dump(),
        id=id,
        type=act.type,  # type: ignore[arg-type]  # a test holds the pack's types to the vocabulary
        by=act.by,
        on=act.on,
        dates=tuple(when.values()),
        charges=actions_links.charges_of(act.type, act.told, parties, case.charges),
        fines=actions_links.fines_of(act.type, act.told, parties, case.fines),
        sentences=actions_links.sentences_of(act.type, act.told, case.sentences),
        modality=act.modality,
        asserted_by=tuple(r for r in speakers if r.id not in {t.id for t in act.by}),
        evidence=evidence.around(article, hit.head, f"{PACK}.{hit.entry['id']}"),
    )
