-- All papers that at least so many others cite, with these, as a folder that pith-tui fetch --from reads: for each hub a folder
-- hub=N with files in the interchange format, the most cited is hub=1, and an index of them. It cuts works (id, ids, title,
-- authors, date, venue, abstract) and citations (citing, cited, influential, roles, contexts), tables or views such as
-- graph-openalex.sql and graph-s2ag.sql make. Set before:
--   SET VARIABLE least = 1000;
--   SET VARIABLE source = 'openalex';
--   SET VARIABLE cut = 'hubs';
-- source is whose word it is: openalex, semantic-scholar, or a name of your own. Before it runs, one may SET memory_limit and SET
-- temp_directory.
CREATE OR REPLACE TEMP TABLE hub AS
SELECT id, citers, row_number() OVER (ORDER BY citers DESC, id) AS hub
FROM (
  SELECT cited AS id, count(DISTINCT citing) AS citers
  FROM citations
  GROUP BY cited
  HAVING count(DISTINCT citing) >= getvariable('least')
) AS counted;
CREATE OR REPLACE TEMP TABLE hub_citation AS
SELECT c.citing AS citing, c.cited AS cited, c.influential AS influential, c.roles AS roles, c.contexts AS contexts, hub.hub AS hub
FROM citations AS c
JOIN hub ON hub.id = c.cited;
COPY (
  SELECT to_json({'type': 'work', 'ids': w.ids, 'title': w.title, 'authors': list_transform(w.authors, item -> {'name': item}), 'date': w.date, 'venue': w.venue, 'abstract': w.abstract}) AS record, paper.hub AS hub
  FROM (
    SELECT id, hub FROM hub
    UNION ALL
    SELECT citing AS id, hub FROM hub_citation
  ) AS paper
  JOIN works AS w ON w.id = paper.id
  UNION ALL
  SELECT to_json({'type': 'citation', 'citing': c.citing, 'cited': c.cited, 'influential': c.influential, 'contexts': list_transform(c.contexts, item -> {'text': item}), 'judgements': CASE WHEN len(c.roles) > 0 THEN [{'axis': 'role', 'labels': c.roles, 'judge': getvariable('source'), 'at': '2024-01-01'}] ELSE NULL END}) AS record, c.hub AS hub
  FROM hub_citation AS c
  UNION ALL
  SELECT to_json({'type': 'hub', 'work': hub.id, 'source': getvariable('source'), 'total': hub.citers}) AS record, hub.hub AS hub
  FROM hub
) TO (getvariable('cut')) (
  FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\x1f',
  COMPRESSION gzip, PARTITION_BY (hub), FILE_EXTENSION 'jsonl.gz', OVERWRITE
);
COPY (
  SELECT to_json({'ids': coalesce(w.ids, [hub.id]), 'title': w.title, 'citers': hub.citers, 'source': getvariable('source'), 'files': f.files}) AS record
  FROM hub
  LEFT JOIN works AS w ON w.id = hub.id
  JOIN (
    SELECT regexp_extract(file, 'hub=([0-9]+)', 1)::BIGINT AS hub, list(regexp_extract(replace(file, '\', '/'), 'hub=[0-9]+/[^/]+$') ORDER BY file) AS files
    FROM glob(getvariable('cut') || '/hub=*/*')
    GROUP BY 1
  ) AS f ON f.hub = hub.hub
  ORDER BY hub.hub
) TO (getvariable('cut') || '/index.jsonl') (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\x1f');
