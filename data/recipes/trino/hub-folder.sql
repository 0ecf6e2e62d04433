-- All papers that at least so many others cite, with these, as a folder that pith-tui fetch --from reads: for each hub a folder
-- hub=N with files in the interchange format, the most cited is hub=1, and an index of them. It cuts works (id, ids, title,
-- authors, date, venue, abstract) and citations (citing, cited, influential, roles, contexts), tables or views such as
-- graph-openalex.sql and graph-s2ag.sql make. For Trino; put in the places of ${…} before, as envsubst does:
--   least=1000
--   source=openalex
--   cut=hive.cut.hubs
-- source is whose word it is: openalex, semantic-scholar, or a name of your own. hive.max-partitions-per-writers must not be
-- below the number of hubs. The folder is that of the table cut; the lines of the index are the files of the table cut_index: put
-- them into index.jsonl in it.
DROP TABLE IF EXISTS hub;
CREATE TABLE hub AS
SELECT id, citers, row_number() OVER (ORDER BY citers DESC, id) AS hub
FROM (
  SELECT cited AS id, count(DISTINCT citing) AS citers
  FROM citations
  GROUP BY cited
  HAVING count(DISTINCT citing) >= ${least}
) AS counted;
DROP TABLE IF EXISTS hub_citation;
CREATE TABLE hub_citation AS
SELECT c.citing AS citing, c.cited AS cited, c.influential AS influential, c.roles AS roles, c.contexts AS contexts, hub.hub AS hub
FROM citations AS c
JOIN hub ON hub.id = c.cited;
CREATE TABLE ${cut} WITH (format = 'TEXTFILE', partitioned_by = ARRAY['hub']) AS
SELECT json_format(CAST(CAST(ROW('work', w.ids, w.title, transform(w.authors, item -> CAST(ROW(item) AS row(name varchar))), w.date, w.venue, w.abstract) AS row(type varchar, ids array(varchar), title varchar, authors array(row(name varchar)), date varchar, venue varchar, abstract varchar)) AS json)) AS record, paper.hub AS hub
FROM (
  SELECT id, hub FROM hub
  UNION ALL
  SELECT citing AS id, hub FROM hub_citation
) AS paper
JOIN works AS w ON w.id = paper.id
UNION ALL
SELECT json_format(CAST(CAST(ROW('citation', c.citing, c.cited, c.influential, transform(c.contexts, item -> CAST(ROW(item) AS row(text varchar))), CASE WHEN cardinality(c.roles) > 0 THEN ARRAY[CAST(ROW('role', c.roles, '${source}', '2024-01-01') AS row(axis varchar, labels array(varchar), judge varchar, at varchar))] ELSE NULL END) AS row(type varchar, citing varchar, cited varchar, influential boolean, contexts array(row(text varchar)), judgements array(row(axis varchar, labels array(varchar), judge varchar, at varchar)))) AS json)) AS record, c.hub AS hub
FROM hub_citation AS c
UNION ALL
SELECT json_format(CAST(CAST(ROW('hub', hub.id, '${source}', hub.citers) AS row(type varchar, work varchar, source varchar, total bigint)) AS json)) AS record, hub.hub AS hub
FROM hub;
CREATE TABLE ${cut}_index WITH (format = 'TEXTFILE') AS
SELECT json_format(CAST(CAST(ROW(coalesce(w.ids, ARRAY[hub.id]), w.title, hub.citers, '${source}', f.files) AS row(ids array(varchar), title varchar, citers bigint, source varchar, files array(varchar))) AS json)) AS record
FROM hub
LEFT JOIN works AS w ON w.id = hub.id
JOIN (
  SELECT hub, array_agg(DISTINCT regexp_extract("$path", 'hub=[0-9]+/[^/]+$')) AS files
  FROM ${cut}
  GROUP BY hub
) AS f ON f.hub = hub.hub
ORDER BY hub.hub;
