-- The lines, as they are, of S2AG papers, abstracts, tldrs or paper-ids that are of papers in a cut of the citations. Set before:
--   SET VARIABLE dump = 's2ag/papers/*.gz';
--   SET VARIABLE citations = 'citations.jsonl.gz';
--   SET VARIABLE cut = 'papers.jsonl.gz';
-- citations is what s2ag-citations.sql made.
COPY (
  SELECT json
  FROM read_ndjson_objects(getvariable('dump'), maximum_object_size = 33554432)
  WHERE (json ->> '$.corpusid')::BIGINT IN (
    SELECT unnest([citingcorpusid, citedcorpusid])
    FROM read_json(
      getvariable('citations'),
      format = 'newline_delimited',
      maximum_object_size = 33554432,
      columns = { citingcorpusid: 'BIGINT', citedcorpusid: 'BIGINT' }
    )
  )
) TO (getvariable('cut')) (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\x1f', COMPRESSION gzip);
