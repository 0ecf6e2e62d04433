-- The rows of the OpenCitations Index (CSV) that touch the named papers. Set before:
--   SET VARIABLE dump = 'index/*.csv';
--   SET VARIABLE hubs = ['br/06180334099'];
--   SET VARIABLE cut = 'index.csv.gz';
-- hubs are what the files name papers by, all names a paper has there: br/06…, omid:br/06…, doi:10.1108/…, or a bare DOI.
COPY (
  SELECT *
  FROM read_csv(
    getvariable('dump'), header = true, delim = ',', quote = '"', escape = '"', all_varchar = true,
    union_by_name = true, max_line_size = 33554432
  )
  WHERE list_has_any(string_split(citing, ' '), getvariable('hubs')::VARCHAR[])
     OR list_has_any(string_split(cited, ' '), getvariable('hubs')::VARCHAR[])
) TO (getvariable('cut')) (FORMAT csv, HEADER true, COMPRESSION gzip);
