-- The lines of S2AG citations that touch the named papers. For BigQuery; put in the places of ${…} before, as envsubst does:
--   dump=project.s2ag.citations
--   hubs="208267757, 3051772"
--   cut="gs://…/citations-*.jsonl.gz"
-- hubs are corpus ids, as numbers.
EXPORT DATA OPTIONS (uri = '${cut}', format = 'JSON', compression = 'GZIP', overwrite = true) AS
SELECT *
FROM ${dump}
WHERE citedcorpusid IN (${hubs})
   OR citingcorpusid IN (${hubs});
