-- The lines of S2AG citations that touch the named papers. For Trino; put in the places of ${…} before, as envsubst does:
--   dump=hive.s2ag.citations
--   hubs="208267757, 3051772"
--   cut=hive.cut.citations
-- hubs are corpus ids, as numbers.
CREATE TABLE ${cut} WITH (format = 'JSON') AS
SELECT *
FROM ${dump}
WHERE citedcorpusid IN (${hubs})
   OR citingcorpusid IN (${hubs});
