-- The rows of the OpenCitations Index (CSV) that touch the named papers. For BigQuery; put in the places of ${…} before, as
-- envsubst does:
--   dump=project.opencitations.index
--   hubs="'br/06180334099'"
--   cut="gs://…/index-*.csv.gz"
-- hubs are what the files name papers by, all names a paper has there: br/06…, omid:br/06…, doi:10.1108/…, or a bare DOI.
EXPORT DATA OPTIONS (uri = '${cut}', format = 'CSV', compression = 'GZIP', overwrite = true) AS
SELECT *
FROM ${dump}
WHERE EXISTS (SELECT 1 FROM UNNEST(SPLIT(citing, ' ')) AS item WHERE item IN (${hubs}))
   OR EXISTS (SELECT 1 FROM UNNEST(SPLIT(cited, ' ')) AS item WHERE item IN (${hubs}));
