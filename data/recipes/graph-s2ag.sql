-- S2AG (releases of 2024 and later) as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue,
-- abstract) and citations (citing, cited, influential, roles, contexts). Set before:
--   SET VARIABLE papers = 's2ag/papers/*.gz';
--   SET VARIABLE abstracts = 's2ag/abstracts/*.gz';
--   SET VARIABLE citations = 's2ag/citations/*.gz';
CREATE OR REPLACE TEMP VIEW dump_papers AS
SELECT *
FROM read_json(
  getvariable('papers'), format = 'newline_delimited', maximum_object_size = 33554432,
  columns = { corpusid: 'BIGINT', externalids: 'STRUCT(DOI VARCHAR, ArXiv VARCHAR)', title: 'VARCHAR', authors: 'STRUCT(name VARCHAR)[]', publicationdate: 'VARCHAR', year: 'BIGINT', venue: 'VARCHAR' }
);
CREATE OR REPLACE TEMP VIEW dump_abstracts AS
SELECT *
FROM read_json(
  getvariable('abstracts'), format = 'newline_delimited', maximum_object_size = 33554432,
  columns = { corpusid: 'BIGINT', abstract: 'VARCHAR' }
);
CREATE OR REPLACE TEMP VIEW dump_citations AS
SELECT *
FROM read_json(
  getvariable('citations'), format = 'newline_delimited', maximum_object_size = 33554432,
  columns = { citingcorpusid: 'BIGINT', citedcorpusid: 'BIGINT', isinfluential: 'BOOLEAN', contexts: 'VARCHAR[]', intents: 'VARCHAR[][]' }
);
CREATE OR REPLACE TEMP VIEW works AS
SELECT
  concat('corpus:', (p.corpusid)::VARCHAR) AS id,
  list_filter([concat('corpus:', (p.corpusid)::VARCHAR), CASE WHEN lower(p.externalids.DOI) IS NULL THEN NULL ELSE concat('doi:', lower(p.externalids.DOI)) END, CASE WHEN p.externalids.ArXiv IS NULL THEN NULL ELSE concat('arxiv:', p.externalids.ArXiv) END], item -> item IS NOT NULL) AS ids,
  p.title AS title,
  list_transform(p.authors, item -> item.name) AS authors,
  coalesce(p.publicationdate, (p.year)::VARCHAR) AS date,
  p.venue AS venue,
  a.abstract AS abstract
FROM dump_papers AS p
LEFT JOIN dump_abstracts AS a ON a.corpusid = p.corpusid;
CREATE OR REPLACE TEMP VIEW citations AS
SELECT
  concat('corpus:', (citingcorpusid)::VARCHAR) AS citing,
  concat('corpus:', (citedcorpusid)::VARCHAR) AS cited,
  isinfluential AS influential,
  list_distinct(list_transform(list_filter(flatten(list_filter(intents, item -> item IS NOT NULL)), item -> item IS NOT NULL), item -> CASE item WHEN 'methodology' THEN 'method' WHEN 'result' THEN 'comparison' ELSE item END)) AS roles,
  contexts AS contexts
FROM dump_citations
WHERE citedcorpusid IS NOT NULL AND citingcorpusid <> citedcorpusid;
