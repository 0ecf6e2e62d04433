-- OpenAlex as the two relations that hub-folder.sql cuts: works (id, ids, title, authors, date, venue, abstract) and citations
-- (citing, cited, influential, roles, contexts). Set before:
--   SET VARIABLE dump = 's3://openalex/data/jsonl/works/*/*.gz';
CREATE OR REPLACE TEMP VIEW dump AS
SELECT *
FROM read_json(
  getvariable('dump'),
  format = 'newline_delimited',
  maximum_object_size = 33554432,
  columns = {
    id: 'VARCHAR',
    doi: 'VARCHAR',
    display_name: 'VARCHAR',
    publication_date: 'VARCHAR',
    authorships: 'STRUCT(author STRUCT(display_name VARCHAR))[]',
    primary_location: 'STRUCT(source STRUCT(display_name VARCHAR))',
    abstract_inverted_index: 'JSON',
    referenced_works: 'VARCHAR[]'
  }
);
CREATE OR REPLACE TEMP VIEW works AS
SELECT
  concat('openalex:', regexp_extract(id, 'W[0-9]+')) AS id,
  list_filter([concat('openalex:', regexp_extract(id, 'W[0-9]+')), CASE WHEN doi IS NULL THEN NULL ELSE concat('doi:', lower(regexp_extract(doi, '10[.].*'))) END], item -> item IS NOT NULL) AS ids,
  display_name AS title,
  list_transform(authorships, item -> item.author.display_name) AS authors,
  CASE WHEN publication_date LIKE '%-01-01' THEN substr(publication_date, 1, 4) ELSE publication_date END AS date,
  primary_location.source.display_name AS venue,
  array_to_string(list_transform(list_sort(flatten(list_transform(map_entries(TRY_CAST(CASE json_type(abstract_inverted_index) WHEN 'VARCHAR' THEN (abstract_inverted_index ->> '$')::JSON -> '$.InvertedIndex' ELSE abstract_inverted_index END AS MAP(VARCHAR, BIGINT[]))), word -> list_transform(word.value, place -> {place: place, word: word.key})))), word -> word.word), ' ') AS abstract
FROM dump;
CREATE OR REPLACE TEMP VIEW citations AS
SELECT concat('openalex:', regexp_extract(id, 'W[0-9]+')) AS citing, concat('openalex:', regexp_extract(item, 'W[0-9]+')) AS cited, CAST(NULL AS BOOLEAN) AS influential, CAST([] AS VARCHAR[]) AS roles, CAST([] AS VARCHAR[]) AS contexts
FROM dump CROSS JOIN unnest(referenced_works) AS one (item)
WHERE id <> item;
