-- All papers that at least so many others cite, with these, as a folder that pith-tui fetch --from reads: for each hub a folder
-- hub=N with files in the interchange format, the most cited is hub=1, and an index of them. It cuts works (id, ids, title,
-- authors, date, venue, abstract) and citations (citing, cited, influential, roles, contexts), tables or views such as
-- graph-openalex.sql and graph-s2ag.sql make. For Spark SQL; put in the places of ${…} before, as envsubst does:
--   least=1000
--   source=openalex
--   cut="s3://…/hubs"
-- source is whose word it is: openalex, semantic-scholar, or a name of your own. The lines of the index are in part-… of the
-- folder index: put them into index.jsonl beside it.
CREATE OR REPLACE TEMPORARY VIEW hub AS
SELECT id, citers, row_number() OVER (ORDER BY citers DESC, id) AS hub
FROM (
  SELECT cited AS id, count(DISTINCT citing) AS citers
  FROM citations
  GROUP BY cited
  HAVING count(DISTINCT citing) >= ${least}
) AS counted;
CACHE TABLE hub;
CREATE OR REPLACE TEMPORARY VIEW hub_citation AS
SELECT c.citing AS citing, c.cited AS cited, c.influential AS influential, c.roles AS roles, c.contexts AS contexts, hub.hub AS hub
FROM citations AS c
JOIN hub ON hub.id = c.cited;
CACHE TABLE hub_citation;
CREATE TABLE hub_files USING text OPTIONS (compression 'gzip') PARTITIONED BY (hub) LOCATION '${cut}' AS
SELECT record, hub
FROM (
  SELECT to_json(named_struct('type', 'work', 'ids', w.ids, 'title', w.title, 'authors', transform(w.authors, item -> named_struct('name', item)), 'date', w.date, 'venue', w.venue, 'abstract', w.abstract)) AS record, paper.hub AS hub
  FROM (
    SELECT id, hub FROM hub
    UNION ALL
    SELECT citing AS id, hub FROM hub_citation
  ) AS paper
  JOIN works AS w ON w.id = paper.id
  UNION ALL
  SELECT to_json(named_struct('type', 'citation', 'citing', c.citing, 'cited', c.cited, 'influential', c.influential, 'contexts', transform(c.contexts, item -> named_struct('text', item)), 'judgements', CASE WHEN size(c.roles) > 0 THEN array(named_struct('axis', 'role', 'labels', c.roles, 'judge', '${source}', 'at', '2024-01-01')) ELSE NULL END)) AS record, c.hub AS hub
  FROM hub_citation AS c
  UNION ALL
  SELECT to_json(named_struct('type', 'hub', 'work', hub.id, 'source', '${source}', 'total', hub.citers)) AS record, hub.hub AS hub
  FROM hub
) AS cut
DISTRIBUTE BY hub;
INSERT OVERWRITE DIRECTORY '${cut}/index' USING text
SELECT to_json(named_struct('ids', coalesce(w.ids, array(hub.id)), 'title', w.title, 'citers', hub.citers, 'source', '${source}', 'files', f.files)) AS record
FROM hub
LEFT JOIN works AS w ON w.id = hub.id
JOIN (
  SELECT hub, collect_set(regexp_extract(input_file_name(), 'hub=[0-9]+/[^/]+$', 0)) AS files
  FROM hub_files
  GROUP BY hub
) AS f ON f.hub = hub.hub
ORDER BY hub.hub;
