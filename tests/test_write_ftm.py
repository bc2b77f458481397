"""FollowTheMoney: valid entities, and never the word of crime for somebody whom no court convicted."""

import pytest

from newsx.article import Article
from newsx.records import Action, Actor, Agency, Charge, Evidence, Fine, Link, Record, Response, Sentence
from newsx.write.ftm import entities, topics

EVIDENCE = Evidence(start=0, end=1, text="x", rule="r")
ROE, COURT, OFCOM = (
    Link(id=i, name=n) for i, n in (("actor-1", "Jane Roe"), ("agency-1", "Leeds Crown Court"), ("agency-2", "Ofcom"))
)


def charge(**fields: object) -> Charge:
    given = {
        "id": "charge-1",
        "text": "x",
        "start": 0,
        "end": 1,
        "offence": "fraud",
        "accused": (ROE,),
        "evidence": EVIDENCE,
    }
    return Charge.model_validate(given | fields)


def action(type_: str, by: Link, **fields: object) -> Action:
    given = {
        "id": f"action-{type_}",
        "text": "x",
        "start": 0,
        "end": 1,
        "type": type_,
        "by": (by,),
        "on": (ROE,),
        "evidence": EVIDENCE,
    }
    return Action.model_validate(given | fields)


def record(*items: Charge | Action | Fine | Sentence) -> Record:
    return Record(
        source=Article(text="x", title="T").source(),
        actors=(Actor(id="actor-1", name="Jane Roe", type="person", aliases=("Roe",)),),
        agencies=(
            Agency(id="agency-1", name="Leeds Crown Court", kind="court", country="GB"),
            Agency(id="agency-2", name="Ofcom", kind="regulator", country="GB"),
        ),
        charges=tuple(i for i in items if isinstance(i, Charge)),
        actions=tuple(i for i in items if isinstance(i, Action)),
        fines=tuple(i for i in items if isinstance(i, Fine)),
        sentences=tuple(i for i in items if isinstance(i, Sentence)),
    )


def plea(text: str, **fields: object) -> Action:
    return action("plea", ROE, text=text, on=(), **fields)


def admission(text: str) -> Response:
    return Response(kind="admission", start=0, end=1, text=text, party=ROE)


PLEA = plea("pleaded guilty")
FINE = Fine(id="fine-1", text="£5", start=0, end=1, amount="5", currency="GBP", kind="fine", status="imposed", payers=(ROE,), by=(OFCOM,), evidence=EVIDENCE)  # fmt: skip
TERM = Sentence(
    id="sentence-1", text="x", start=0, end=1, kind="imprisonment", duration="P5Y", on=(ROE,), evidence=EVIDENCE
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((charge(status="convicted"), action("conviction", COURT)), ["crime.fraud"]),
        ((charge(status="convicted", offence="perjury"), TERM), ["crime"]),
        ((charge(status="convicted"), FINE), ["reg.action"]),
        ((charge(status="convicted"),), []),
        ((charge(status="convicted"), action("conviction", COURT, modality="possible")), []),
        ((charge(status="convicted"), action("conviction", COURT), action("acquittal", COURT)), []),
        ((charge(status="charged"),), ["poi"]),
        ((charge(status="alleged", by=(OFCOM,)),), ["poi"]),
        ((charge(status="alleged"),), []),
        ((charge(status="charged", polarity="denied"),), []),
        ((charge(status="charged", polarity="negated"),), []),
        ((charge(status="acquitted"), action("acquittal", COURT)), []),
        ((charge(status="dismissed"),), []),
        ((charge(status="settled"), action("settlement", OFCOM)), ["reg.action"]),
        ((charge(status="admitted"),), []),
        ((charge(status="admitted"), PLEA), ["crime.fraud"]),
        ((charge(status="admitted"), TERM), ["crime.fraud"]),
        ((charge(status="admitted", responses=(admission("pleaded guilty"),)),), ["crime.fraud"]),
        ((charge(status="admitted", responses=(admission("admitted it to the paper"),)),), []),
        ((charge(status="admitted"), PLEA, action("acquittal", COURT)), []),
        ((charge(status="admitted"), plea("pleaded not guilty")), []),
        ((charge(status="admitted"), plea("pleaded guilty", modality="planned")), []),
        ((charge(status="charged"), PLEA), ["poi"]),
        ((charge(status="alleged"), PLEA), []),
        ((charge(status="settled"), PLEA), []),
        ((charge(status="liable"), TERM, action("conviction", COURT)), []),
    ],
)
def test_topics_say_no_more_than_a_court_or_regulator_did(
    items: tuple[Charge | Action | Fine | Sentence, ...], expected: list[str]
) -> None:
    assert topics(record(*items), "actor-1") == expected


def test_every_entity_is_valid_for_the_library() -> None:
    followthemoney = pytest.importorskip("followthemoney")
    full = record(charge(status="convicted"), action("conviction", COURT), action("fine", OFCOM), FINE, TERM)
    for entity in entities(full):
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items()} == {
            n: sorted(v) for n, v in entity["properties"].items()
        }


def test_the_same_record_gives_the_same_ids() -> None:
    assert [e["id"] for e in entities(record(FINE))] == [e["id"] for e in entities(record(FINE))]
