-- S2AG (releases of 2024 and later) as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue,
-- abstract) and citations (citing, cited, influential, roles, contexts). For Spark SQL; put in the places of ${…} before, as
-- envsubst does:
--   papers="s3://…/s2ag/papers"
--   abstracts="s3://…/s2ag/abstracts"
--   citations="s3://…/s2ag/citations"
CREATE OR REPLACE TEMPORARY VIEW dump_papers (corpusid BIGINT, externalids STRUCT<DOI: STRING, ArXiv: STRING>, title STRING, authors ARRAY<STRUCT<name: STRING>>, publicationdate STRING, year BIGINT, venue STRING)
USING json OPTIONS (path '${papers}');
CREATE OR REPLACE TEMPORARY VIEW dump_abstracts (corpusid BIGINT, abstract STRING)
USING json OPTIONS (path '${abstracts}');
CREATE OR REPLACE TEMPORARY VIEW dump_citations (citingcorpusid BIGINT, citedcorpusid BIGINT, isinfluential BOOLEAN, contexts ARRAY<STRING>, intents ARRAY<ARRAY<STRING>>)
USING json OPTIONS (path '${citations}');
CREATE OR REPLACE TEMPORARY VIEW works AS
SELECT
  concat('corpus:', CAST(p.corpusid AS STRING)) AS id,
  filter(array(concat('corpus:', CAST(p.corpusid AS STRING)), CASE WHEN lower(p.externalids.DOI) IS NULL THEN NULL ELSE concat('doi:', lower(p.externalids.DOI)) END, CASE WHEN p.externalids.ArXiv IS NULL THEN NULL ELSE concat('arxiv:', p.externalids.ArXiv) END), item -> item IS NOT NULL) AS ids,
  p.title AS title,
  transform(p.authors, item -> item.name) AS authors,
  coalesce(p.publicationdate, CAST(p.year AS STRING)) AS date,
  p.venue AS venue,
  a.abstract AS abstract
FROM dump_papers AS p
LEFT JOIN dump_abstracts AS a ON a.corpusid = p.corpusid;
CREATE OR REPLACE TEMPORARY VIEW citations AS
SELECT
  concat('corpus:', CAST(citingcorpusid AS STRING)) AS citing,
  concat('corpus:', CAST(citedcorpusid AS STRING)) AS cited,
  isinfluential AS influential,
  array_distinct(transform(filter(flatten(filter(intents, item -> item IS NOT NULL)), item -> item IS NOT NULL), item -> CASE item WHEN 'methodology' THEN 'method' WHEN 'result' THEN 'comparison' ELSE item END)) AS roles,
  contexts AS contexts
FROM dump_citations
WHERE citedcorpusid IS NOT NULL AND citingcorpusid <> citedcorpusid;
