-- The lines, as they are, of S2AG papers, abstracts, tldrs or paper-ids that are of papers in a cut of the citations. For
-- BigQuery; put in the places of ${…} before, as envsubst does:
--   dump=project.s2ag.papers
--   citations=project.cut.citations
--   cut="gs://…/papers-*.jsonl.gz"
-- citations is a table of what s2ag-citations.sql made.
EXPORT DATA OPTIONS (uri = '${cut}', format = 'JSON', compression = 'GZIP', overwrite = true) AS
SELECT *
FROM ${dump}
WHERE corpusid IN (SELECT citingcorpusid FROM ${citations})
   OR corpusid IN (SELECT citedcorpusid FROM ${citations});
