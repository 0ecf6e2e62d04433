-- OpenAlex as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue, abstract) and citations
-- (citing, cited, influential, roles, contexts). For Spark SQL; put in the places of ${…} before, as envsubst does:
--   dump="s3a://openalex/data/jsonl/works"
CREATE OR REPLACE TEMPORARY VIEW dump (
  id STRING,
  doi STRING,
  display_name STRING,
  publication_date STRING,
  authorships ARRAY<STRUCT<author: STRUCT<display_name: STRING>>>,
  primary_location STRUCT<source: STRUCT<display_name: STRING>>,
  abstract_inverted_index MAP<STRING, ARRAY<BIGINT>>,
  referenced_works ARRAY<STRING>
) USING json OPTIONS (path '${dump}', recursiveFileLookup 'true');
CREATE OR REPLACE TEMPORARY VIEW works AS
SELECT
  concat('openalex:', regexp_extract(id, 'W[0-9]+', 0)) AS id,
  filter(array(concat('openalex:', regexp_extract(id, 'W[0-9]+', 0)), CASE WHEN doi IS NULL THEN NULL ELSE concat('doi:', lower(regexp_extract(doi, '10[.].*', 0))) END), item -> item IS NOT NULL) AS ids,
  display_name AS title,
  transform(authorships, item -> item.author.display_name) AS authors,
  CASE WHEN publication_date LIKE '%-01-01' THEN substr(publication_date, 1, 4) ELSE publication_date END AS date,
  primary_location.source.display_name AS venue,
  array_join(transform(array_sort(flatten(transform(map_entries(abstract_inverted_index), word -> transform(word.value, place -> named_struct('place', place, 'word', word.key))))), word -> word.word), ' ') AS abstract
FROM dump;
CREATE OR REPLACE TEMPORARY VIEW citations AS
SELECT concat('openalex:', regexp_extract(id, 'W[0-9]+', 0)) AS citing, concat('openalex:', regexp_extract(item, 'W[0-9]+', 0)) AS cited, CAST(NULL AS BOOLEAN) AS influential, CAST(array() AS ARRAY<STRING>) AS roles, CAST(array() AS ARRAY<STRING>) AS contexts
FROM dump LATERAL VIEW explode(referenced_works) one AS item
WHERE id <> item;
