"""The views of a database: questions that people ask, each of one stage, so that no allegation counts as a verdict."""

_CHARGES = """
CREATE VIEW {view} AS
    SELECT party.name AS {party}, charges.offence, charges.text, charges.polarity, charges.confidence,
        articles.published, articles.title, charges.article, charges.item
    FROM charges JOIN articles ON articles.article = charges.article
    LEFT JOIN refs ON refs.item = charges.item AND refs.field = 'accused'
    LEFT JOIN items AS party ON party.item = refs.target
    WHERE charges.status {stage} AND charges.modality = 'actual' AND charges.polarity <> 'negated';
"""
# One view a stage; `accused` is who the article says it of, which proves nothing before a verdict.
_STAGES = {
    "allegations": "= 'alleged'", "charged": "= 'charged'", "settled": "= 'settled'", "liable": "= 'liable'",
    "admitted": "= 'admitted'", "convicted": "= 'convicted'", "cleared": "IN ('acquitted', 'dismissed')",
}  # fmt: skip
_OTHERS = """
CREATE VIEW convictions_by_court AS
    SELECT court.name AS court, convicted.*
    FROM convicted
    JOIN refs ON refs.item = convicted.item AND refs.field = 'by'
        AND refs.target IN (SELECT item FROM agencies WHERE kind = 'court')
    JOIN items AS court ON court.item = refs.target;
CREATE VIEW fines_by_payer AS
    SELECT items.name AS payer, fines.currency, fines.kind, fines.status, count(*) AS fines,
        sum(fines.amount) AS total, max(fines.amount) AS largest
    FROM fines JOIN refs ON refs.item = fines.item AND refs.field = 'payers'
    JOIN items ON items.item = refs.target
    WHERE fines.status IN ('imposed', 'agreed', 'paid') AND fines.kind <> 'bail'
        AND NOT EXISTS (SELECT 1 FROM refs AS whole WHERE whole.item = fines.item AND whole.field = 'part_of')
    GROUP BY items.name, fines.currency, fines.kind, fines.status;
CREATE VIEW charges_by_accused AS
    SELECT items.name AS accused, charges.offence, charges.status, charges.polarity, charges.modality, charges.text,
        articles.published, articles.path, charges.article, charges.item
    FROM charges JOIN refs ON refs.item = charges.item AND refs.field = 'accused'
    JOIN items ON items.item = refs.target JOIN articles ON articles.article = charges.article;
CREATE VIEW actions_by_agency AS
    SELECT items.name AS agency, actions.type, actions.modality, count(*) AS actions
    FROM actions JOIN refs ON refs.item = actions.item AND refs.field = 'by'
    JOIN items ON items.item = refs.target AND items.kind = 'agencies'
    GROUP BY items.name, actions.type, actions.modality;
CREATE VIEW evidence AS
    SELECT items.article, articles.path, items.kind, items.item, items.name, spans.rule, spans.text AS sentence
    FROM spans JOIN items ON items.item = spans.item JOIN articles ON articles.article = items.article
    WHERE spans.field = 'evidence';
"""

VIEWS = "".join(_CHARGES.format(view=view, party="accused", stage=stage) for view, stage in _STAGES.items()) + _OTHERS
