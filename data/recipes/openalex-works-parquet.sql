-- The same from the Parquet files of the OpenAlex snapshot, where only the columns that are asked for are read. Set before:
--   SET VARIABLE dump = 's3://openalex/data/parquet/works/*/*.parquet';
--   SET VARIABLE hubs = ['W2741809807'];
--   SET VARIABLE cut = 'works.jsonl.gz';
COPY (
  SELECT *
  FROM read_parquet(getvariable('dump'), union_by_name = true, hive_partitioning = false)
  WHERE list_has_any(
      referenced_works,
      list_transform(getvariable('hubs')::VARCHAR[], id -> 'https://openalex.org/' || id)
    )
     OR list_contains(list_transform(getvariable('hubs')::VARCHAR[], id -> 'https://openalex.org/' || id), id)
) TO (getvariable('cut')) (FORMAT json, COMPRESSION gzip);
