"""Records with their texts for the tests of pages: the samples, and a hostile article."""

import json
from pathlib import Path

from newsx.article import Article
from newsx.kept import Kept
from newsx.read import articles
from newsx.records import Actor, Agency, Charge, Date, Evidence, Fine, Link, Record, Ref, Response, Span

SAMPLES = Path(__file__).parent.parent / "samples"
HOSTILE = (
    "</script><script>document.title='taken'</script> </style><style>body{display:none}</style> "
    "\u202eeslaf\u202c <img src=x onerror=\"document.title='taken'\"> javascript:alert(1) Roe & Co fined \x00\x1b[31m £5"
)


def sample(name: str) -> Kept:
    """The kept record of a sample with the text that it was made from."""
    record = Record.model_validate_json((SAMPLES / "records" / f"{name}.json").read_text("utf-8"))
    (file,) = (f for f in SAMPLES.iterdir() if f.stem == name and f.is_file())
    (article,) = articles([str(file)])
    assert isinstance(article, Article)
    return Kept(record, article.text)


def samples() -> list[Kept]:
    """All of those whose text is the same for every reader."""
    return [sample(file.stem) for file in sorted((SAMPLES / "records").glob("*.json")) if file.stem != "settlement"]


def told(text: str, name: str = "a", published: str | None = None, **fine: object) -> Kept:
    """An article in which a firm is accused and fined, with everything named as the text names it."""
    source = Article(text=text, id=name, url="javascript:alert(document.domain)").source()
    evidence = Evidence(start=0, end=len(text), text=text, rule="fines.fined")
    firm, body = Link(id="actor-1", name="Larkfield Radio"), Link(id="agency-1", name="Ofcom", confidence=0.4)
    given = {
        "id": "fine-1", "text": text[-2:], "start": len(text) - 2, "end": len(text), "amount": "5", "currency": "GBP",
        "kind": "fine", "status": "imposed", "payers": (firm,), "by": (body,), "evidence": evidence,
    }  # fmt: skip
    return Kept(
        Record(
            source=source.model_copy(update={"title": text[:80], "published": published}),
            actors=(
                Actor(id="actor-1", name="Larkfield Radio", type="organization", part="accused",
                      mentions=(Span(start=0, end=9, text=text[:9]), Span(start=20, end=24, text=text[20:24]))),
                Actor(id="actor-2", name="<b>Ann</b>", type="person"),
            ),
            agencies=(Agency(id="agency-1", name="Ofcom", kind="regulator", country="GB"),),
            charges=(
                Charge(
                    id="charge-1", text=text[:20], start=0, end=20, offence="fraud", status="alleged", accused=(firm,),
                    by=(body,), confidence=0.42, evidence=evidence, dates=(Ref(id="date-1", name=text[5:8]),),
                    responses=(Response(start=3, end=6, text=text[3:6], kind="denial", party=firm),),
                ),
            ),
            fines=(Fine.model_validate(given | fine),),
            dates=(Date(id="date-1", text=text[5:8], start=5, end=8, timex_type="DATE", value="2025-01"),),
        ),
        text,
    )  # fmt: skip


def line(record: Kept) -> str:
    """The record as a line of a file."""
    return json.dumps(json.loads(record.record.model_dump_json()) | {"text": record.text}) + "\n"
