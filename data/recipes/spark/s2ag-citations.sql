-- The lines of S2AG citations that touch the named papers. For Spark SQL; put in the places of ${…} before, as envsubst does:
--   dump="s3://…/s2ag/citations"
--   hubs="208267757, 3051772"
--   cut="s3://…/citations"
-- hubs are corpus ids, as numbers.
INSERT OVERWRITE DIRECTORY '${cut}' USING text OPTIONS (compression 'gzip')
SELECT value
FROM text.`${dump}`
WHERE CAST(get_json_object(value, '$.citedcorpusid') AS BIGINT) IN (${hubs})
   OR CAST(get_json_object(value, '$.citingcorpusid') AS BIGINT) IN (${hubs});
