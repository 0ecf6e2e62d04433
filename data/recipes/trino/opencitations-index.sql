-- The rows of the OpenCitations Index (CSV) that touch the named papers. For Trino; put in the places of ${…} before, as envsubst
-- does:
--   dump=hive.opencitations.index
--   hubs="'br/06180334099'"
--   cut=hive.cut.index
-- hubs are what the files name papers by, all names a paper has there: br/06…, omid:br/06…, doi:10.1108/…, or a bare DOI.
CREATE TABLE ${cut} WITH (format = 'CSV') AS
SELECT *
FROM ${dump}
WHERE arrays_overlap(split(citing, ' '), ARRAY[${hubs}])
   OR arrays_overlap(split(cited, ' '), ARRAY[${hubs}]);
