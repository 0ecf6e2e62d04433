-- The lines, as they are, of works of the OpenAlex snapshot that cite the named papers, and of these themselves. For Spark SQL;
-- put in the places of ${…} before, as envsubst does:
--   dump="s3a://openalex/data/jsonl/works"
--   hubs="'https://openalex.org/W2741809807'"
--   cut="s3://…/works"
INSERT OVERWRITE DIRECTORY '${cut}' USING text OPTIONS (compression 'gzip')
SELECT value
FROM text.`${dump}`
WHERE arrays_overlap(from_json(get_json_object(value, '$.referenced_works'), 'ARRAY<STRING>'), array(${hubs}))
   OR get_json_object(value, '$.id') IN (${hubs});
