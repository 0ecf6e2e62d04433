-- The same from the Parquet files of the OpenAlex snapshot, where only the columns that are asked for are read. For Spark SQL;
-- put in the places of ${…} before, as envsubst does:
--   dump="s3a://openalex/data/parquet/works"
--   hubs="'https://openalex.org/W2741809807'"
--   cut="s3://…/works"
INSERT OVERWRITE DIRECTORY '${cut}' USING json OPTIONS (compression 'gzip')
SELECT *
FROM parquet.`${dump}`
WHERE arrays_overlap(referenced_works, array(${hubs}))
   OR id IN (${hubs});
