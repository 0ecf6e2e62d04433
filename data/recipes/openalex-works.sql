-- The lines, as they are, of works of the OpenAlex snapshot that cite the named papers, and of these themselves. Set before:
--   SET VARIABLE dump = 's3://openalex/data/jsonl/works/*/*.gz';
--   SET VARIABLE hubs = ['W2741809807'];
--   SET VARIABLE cut = 'works.jsonl.gz';
COPY (
  WITH hub AS (SELECT list_transform(getvariable('hubs')::VARCHAR[], id -> 'https://openalex.org/' || id) AS ids)
  SELECT json
  FROM read_ndjson_objects(getvariable('dump'), maximum_object_size = 33554432), hub
  WHERE list_has_any(from_json(json -> '$.referenced_works', '["VARCHAR"]'), hub.ids)
     OR list_contains(hub.ids, json ->> '$.id')
) TO (getvariable('cut')) (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\x1f', COMPRESSION gzip);
