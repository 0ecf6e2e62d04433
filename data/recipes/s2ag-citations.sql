-- The lines of S2AG citations that touch the named papers. Set before:
--   SET VARIABLE dump = 's2ag/citations/*.gz';
--   SET VARIABLE hubs = [208267757];
--   SET VARIABLE cut = 'citations.jsonl.gz';
-- hubs are corpus ids, as numbers. Intents are a list in older releases and a list of lists in newer ones: hence JSON.
COPY (
  SELECT *
  FROM read_json(
    getvariable('dump'),
    format = 'newline_delimited',
    maximum_object_size = 33554432,
    columns = {
      citingcorpusid: 'BIGINT', citedcorpusid: 'BIGINT', isinfluential: 'BOOLEAN',
      contexts: 'JSON', intents: 'JSON', updated: 'VARCHAR'
    }
  )
  WHERE list_contains(getvariable('hubs')::BIGINT[], citedcorpusid)
     OR list_contains(getvariable('hubs')::BIGINT[], citingcorpusid)
) TO (getvariable('cut')) (FORMAT json, COMPRESSION gzip);
