-- The lines, as they are, of works of the OpenAlex snapshot that cite the named papers, and of these themselves. For BigQuery;
-- put in the places of ${…} before, as envsubst does:
--   dump=project.openalex.works
--   hubs="'https://openalex.org/W2741809807'"
--   cut="gs://…/works-*.jsonl.gz"
EXPORT DATA OPTIONS (uri = '${cut}', format = 'JSON', compression = 'GZIP', overwrite = true) AS
SELECT *
FROM ${dump}
WHERE EXISTS (SELECT 1 FROM UNNEST(referenced_works) AS item WHERE item IN (${hubs}))
   OR id IN (${hubs});
