-- The lines, as they are, of works of the OpenAlex snapshot that cite the named papers, and of these themselves. For Trino; put
-- in the places of ${…} before, as envsubst does:
--   dump=hive.openalex.works
--   hubs="'https://openalex.org/W2741809807'"
--   cut=hive.cut.works
CREATE TABLE ${cut} WITH (format = 'JSON') AS
SELECT *
FROM ${dump}
WHERE arrays_overlap(referenced_works, ARRAY[${hubs}])
   OR id IN (${hubs});
