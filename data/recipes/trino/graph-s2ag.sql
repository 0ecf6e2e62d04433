-- S2AG (releases of 2024 and later) as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue,
-- abstract) and citations (citing, cited, influential, roles, contexts). For Trino; put in the places of ${…} before, as envsubst
-- does:
--   papers=hive.s2ag.papers
--   abstracts=hive.s2ag.abstracts
--   citations=hive.s2ag.citations
CREATE OR REPLACE VIEW works AS
SELECT
  concat('corpus:', CAST(p.corpusid AS varchar)) AS id,
  filter(ARRAY[concat('corpus:', CAST(p.corpusid AS varchar)), CASE WHEN lower(p.externalids.DOI) IS NULL THEN NULL ELSE concat('doi:', lower(p.externalids.DOI)) END, CASE WHEN p.externalids.ArXiv IS NULL THEN NULL ELSE concat('arxiv:', p.externalids.ArXiv) END], item -> item IS NOT NULL) AS ids,
  p.title AS title,
  transform(p.authors, item -> item.name) AS authors,
  coalesce(p.publicationdate, CAST(p.year AS varchar)) AS date,
  p.venue AS venue,
  a.abstract AS abstract
FROM ${papers} AS p
LEFT JOIN ${abstracts} AS a ON a.corpusid = p.corpusid;
CREATE OR REPLACE VIEW citations AS
SELECT
  concat('corpus:', CAST(citingcorpusid AS varchar)) AS citing,
  concat('corpus:', CAST(citedcorpusid AS varchar)) AS cited,
  isinfluential AS influential,
  array_distinct(transform(filter(flatten(filter(intents, item -> item IS NOT NULL)), item -> item IS NOT NULL), item -> CASE item WHEN 'methodology' THEN 'method' WHEN 'result' THEN 'comparison' ELSE item END)) AS roles,
  contexts AS contexts
FROM ${citations}
WHERE citedcorpusid IS NOT NULL AND citingcorpusid <> citedcorpusid;
