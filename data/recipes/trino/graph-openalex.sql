-- OpenAlex as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue, abstract) and citations
-- (citing, cited, influential, roles, contexts). For Trino; put in the places of ${…} before, as envsubst does:
--   dump=hive.openalex.works
CREATE OR REPLACE VIEW works AS
SELECT
  concat('openalex:', regexp_extract(id, 'W[0-9]+')) AS id,
  filter(ARRAY[concat('openalex:', regexp_extract(id, 'W[0-9]+')), CASE WHEN doi IS NULL THEN NULL ELSE concat('doi:', lower(regexp_extract(doi, '10[.].*'))) END], item -> item IS NOT NULL) AS ids,
  display_name AS title,
  transform(authorships, item -> item.author.display_name) AS authors,
  CASE WHEN publication_date LIKE '%-01-01' THEN substr(publication_date, 1, 4) ELSE publication_date END AS date,
  primary_location.source.display_name AS venue,
  array_join(transform(array_sort(flatten(transform(map_entries(abstract_inverted_index), word -> transform(word[2], place -> ROW(place, word[1]))))), word -> word[2]), ' ') AS abstract
FROM ${dump};
CREATE OR REPLACE VIEW citations AS
SELECT concat('openalex:', regexp_extract(id, 'W[0-9]+')) AS citing, concat('openalex:', regexp_extract(item, 'W[0-9]+')) AS cited, CAST(NULL AS BOOLEAN) AS influential, CAST(ARRAY[] AS array(varchar)) AS roles, CAST(ARRAY[] AS array(varchar)) AS contexts
FROM ${dump} CROSS JOIN UNNEST(referenced_works) AS one (item)
WHERE id <> item;
