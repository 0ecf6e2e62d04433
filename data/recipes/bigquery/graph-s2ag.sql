-- S2AG (releases of 2024 and later) as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue,
-- abstract) and citations (citing, cited, influential, roles, contexts). For BigQuery; put in the places of ${…} before, as
-- envsubst does:
--   papers=project.s2ag.papers
--   abstracts=project.s2ag.abstracts
--   citations=project.s2ag.citations
CREATE OR REPLACE TEMP TABLE works AS
SELECT
  concat('corpus:', CAST(p.corpusid AS STRING)) AS id,
  ARRAY(SELECT item FROM UNNEST([concat('corpus:', CAST(p.corpusid AS STRING)), CASE WHEN lower(p.externalids.DOI) IS NULL THEN NULL ELSE concat('doi:', lower(p.externalids.DOI)) END, CASE WHEN p.externalids.ArXiv IS NULL THEN NULL ELSE concat('arxiv:', p.externalids.ArXiv) END]) AS item WHERE item IS NOT NULL) AS ids,
  p.title AS title,
  ARRAY(SELECT item.name FROM UNNEST(p.authors) AS item) AS authors,
  coalesce(p.publicationdate, CAST(p.year AS STRING)) AS date,
  p.venue AS venue,
  a.abstract AS abstract
FROM ${papers} AS p
LEFT JOIN ${abstracts} AS a ON a.corpusid = p.corpusid;
CREATE OR REPLACE TEMP TABLE citations AS
SELECT
  concat('corpus:', CAST(citingcorpusid AS STRING)) AS citing,
  concat('corpus:', CAST(citedcorpusid AS STRING)) AS cited,
  isinfluential AS influential,
  ARRAY(SELECT DISTINCT item FROM UNNEST(ARRAY(SELECT CASE item WHEN 'methodology' THEN 'method' WHEN 'result' THEN 'comparison' ELSE item END FROM UNNEST(ARRAY(SELECT item FROM UNNEST(ARRAY(SELECT inner_item FROM UNNEST(intents) AS item CROSS JOIN UNNEST(item.list) AS inner_item)) AS item WHERE item IS NOT NULL)) AS item)) AS item) AS roles,
  contexts AS contexts
FROM ${citations}
WHERE citedcorpusid IS NOT NULL AND citingcorpusid <> citedcorpusid;
