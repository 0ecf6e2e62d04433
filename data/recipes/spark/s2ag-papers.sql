-- The lines, as they are, of S2AG papers, abstracts, tldrs or paper-ids that are of papers in a cut of the citations. For Spark
-- SQL; put in the places of ${…} before, as envsubst does:
--   dump="s3://…/s2ag/papers"
--   citations="s3://…/citations"
--   cut="s3://…/papers"
-- citations is what s2ag-citations.sql made.
INSERT OVERWRITE DIRECTORY '${cut}' USING text OPTIONS (compression 'gzip')
SELECT value
FROM text.`${dump}`
WHERE CAST(get_json_object(value, '$.corpusid') AS BIGINT) IN (SELECT CAST(get_json_object(value, '$.citingcorpusid') AS BIGINT) AS citingcorpusid FROM text.`${citations}`)
   OR CAST(get_json_object(value, '$.corpusid') AS BIGINT) IN (SELECT CAST(get_json_object(value, '$.citedcorpusid') AS BIGINT) AS citedcorpusid FROM text.`${citations}`);
