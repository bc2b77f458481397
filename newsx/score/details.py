"""What was found to which parts of it are right: status, offence, accused, payer and so on."""

from collections import defaultdict

from newsx.score.fields import Result, party_hit, refs, stage
from newsx.score.names import Entry


def details(results: dict[str, Result], gold: Entry) -> dict[str, list[bool]]:
    """Of what was found, which parts are right."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for p, g in results["actors"].pairs:
        hits["actor type"].append(p.get("type") == g["type"])
        if g.get("part") and p.get("part"):
            hits["actor part"].append(p["part"] == g["part"])
    for p, g in results["agencies"].pairs:
        hits["agency kind"].append(p.get("kind") == g["kind"])
        hits["agency country"].append(p.get("country") == g["country"])
    for p, g in results["charges"].pairs:
        hits["charge offence"].append(p.get("offence") == g["offence"])
        hits["charge status"].append(stage(p) == g["status"])
        _party(hits, "charge accused", refs(p, "accused"), g.get("accused"), gold)
        _party(hits, "charge by", refs(p, "by"), g.get("by"), gold)
    for p, g in results["fines"].pairs:
        hits["fine status"].append(p.get("status") == g["status"])
        hits["fine kind"].append(p.get("kind") == g["kind"])
        _party(hits, "fine payer", refs(p, "payers", "payer"), g.get("payer"), gold)
        _party(hits, "fine by", refs(p, "by", "agencies"), g.get("by"), gold)
    for p, g in results["sentences"].pairs if "sentences" in results else ():
        hits["sentence kind"].append(p.get("kind") == g["kind"])
        hits["sentence duration"].append(p.get("duration") == g.get("duration"))
        _party(hits, "sentence on", refs(p, "on"), g.get("on"), gold)
    return hits


def _party(hits: dict[str, list[bool]], name: str, found: list[Entry], wanted: list[str] | None, gold: Entry) -> None:
    if wanted:
        hits[name].append(party_hit(found, wanted, gold))
