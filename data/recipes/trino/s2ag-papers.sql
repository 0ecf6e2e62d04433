-- The lines, as they are, of S2AG papers, abstracts, tldrs or paper-ids that are of papers in a cut of the citations. For Trino;
-- put in the places of ${…} before, as envsubst does:
--   dump=hive.s2ag.papers
--   citations=hive.cut.citations
--   cut=hive.cut.papers
-- citations is what s2ag-citations.sql made.
CREATE TABLE ${cut} WITH (format = 'JSON') AS
SELECT *
FROM ${dump}
WHERE corpusid IN (SELECT citingcorpusid FROM ${citations})
   OR corpusid IN (SELECT citedcorpusid FROM ${citations});
