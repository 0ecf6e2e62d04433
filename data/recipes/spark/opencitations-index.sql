-- The rows of the OpenCitations Index (CSV) that touch the named papers. For Spark SQL; put in the places of ${…} before, as
-- envsubst does:
--   dump="s3://…/index"
--   hubs="'br/06180334099'"
--   cut="s3://…/index"
-- hubs are what the files name papers by, all names a paper has there: br/06…, omid:br/06…, doi:10.1108/…, or a bare DOI.
CREATE OR REPLACE TEMPORARY VIEW dump USING csv OPTIONS (path '${dump}', header 'true', escape '"');
INSERT OVERWRITE DIRECTORY '${cut}' USING csv OPTIONS (compression 'gzip', header 'true', escape '"')
SELECT *
FROM dump
WHERE arrays_overlap(split(citing, ' '), array(${hubs}))
   OR arrays_overlap(split(cited, ' '), array(${hubs}));
