-- OpenAlex as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue, abstract) and citations
-- (citing, cited, influential, roles, contexts). For BigQuery; put in the places of ${…} before, as envsubst does:
--   dump=project.openalex.works
CREATE OR REPLACE TEMP TABLE works AS
SELECT
  concat('openalex:', REGEXP_EXTRACT(id, 'W[0-9]+')) AS id,
  ARRAY(SELECT item FROM UNNEST([concat('openalex:', REGEXP_EXTRACT(id, 'W[0-9]+')), CASE WHEN doi IS NULL THEN NULL ELSE concat('doi:', lower(REGEXP_EXTRACT(doi, '10[.].*'))) END]) AS item WHERE item IS NOT NULL) AS ids,
  display_name AS title,
  ARRAY(SELECT item.author.display_name FROM UNNEST(authorships) AS item) AS authors,
  CASE WHEN publication_date LIKE '%-01-01' THEN substr(publication_date, 1, 4) ELSE publication_date END AS date,
  primary_location.source.display_name AS venue,
  ARRAY_TO_STRING(ARRAY(SELECT word FROM UNNEST(JSON_KEYS(abstract_inverted_index, 1)) AS word CROSS JOIN UNNEST(JSON_VALUE_ARRAY(abstract_inverted_index[word])) AS place ORDER BY CAST(place AS INT64)), ' ') AS abstract
FROM ${dump};
CREATE OR REPLACE TEMP TABLE citations AS
SELECT concat('openalex:', REGEXP_EXTRACT(id, 'W[0-9]+')) AS citing, concat('openalex:', REGEXP_EXTRACT(item, 'W[0-9]+')) AS cited, CAST(NULL AS BOOL) AS influential, CAST(NULL AS ARRAY<STRING>) AS roles, CAST(NULL AS ARRAY<STRING>) AS contexts
FROM ${dump} CROSS JOIN UNNEST(referenced_works) AS item
WHERE id <> item;
