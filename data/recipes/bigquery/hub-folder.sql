-- All papers that at least so many others cite, with these, as a folder that pith-tui fetch --from reads: for each hub a folder
-- hub=N with files in the interchange format, the most cited is hub=1, and an index of them. It cuts works (id, ids, title,
-- authors, date, venue, abstract) and citations (citing, cited, influential, roles, contexts), tables or views such as
-- graph-openalex.sql and graph-s2ag.sql make. For BigQuery; put in the places of ${…} before, as envsubst does:
--   least=1000
--   source=openalex
--   cut="gs://…/hubs"
-- source is whose word it is: openalex, semantic-scholar, or a name of your own. Each hub is an export of its own, of one file up
-- to 1 GB. Put the lines of index-… into index.jsonl beside the folders.
CREATE OR REPLACE TEMP TABLE hub AS
SELECT id, citers, row_number() OVER (ORDER BY citers DESC, id) AS hub
FROM (
  SELECT cited AS id, count(DISTINCT citing) AS citers
  FROM citations
  GROUP BY cited
  HAVING count(DISTINCT citing) >= ${least}
) AS counted;
CREATE OR REPLACE TEMP TABLE hub_citation AS
SELECT c.citing AS citing, c.cited AS cited, c.influential AS influential, c.roles AS roles, c.contexts AS contexts, hub.hub AS hub
FROM citations AS c
JOIN hub ON hub.id = c.cited;
CREATE OR REPLACE TEMP TABLE hub_files AS
SELECT 'work' AS type, IF(FALSE, '', NULL) AS work, IF(FALSE, '', NULL) AS source, IF(FALSE, 0.5, NULL) AS total, IF(FALSE, '', NULL) AS citing, IF(FALSE, '', NULL) AS cited, IF(FALSE, TRUE, NULL) AS influential, IF(FALSE, [STRUCT('' AS `text`)], NULL) AS contexts, IF(FALSE, [STRUCT('' AS `axis`, [''] AS `labels`, '' AS `judge`, '' AS `at`)], NULL) AS judgements, w.ids AS ids, w.title AS title, ARRAY(SELECT STRUCT(item AS `name`) FROM UNNEST(w.authors) AS item) AS authors, w.date AS date, w.venue AS venue, w.abstract AS abstract, paper.hub AS hub
FROM (
  SELECT id, hub FROM hub
  UNION ALL
  SELECT citing AS id, hub FROM hub_citation
) AS paper
JOIN works AS w ON w.id = paper.id
UNION ALL
SELECT 'citation' AS type, IF(FALSE, '', NULL) AS work, IF(FALSE, '', NULL) AS source, IF(FALSE, 0.5, NULL) AS total, c.citing AS citing, c.cited AS cited, c.influential AS influential, ARRAY(SELECT STRUCT(item AS `text`) FROM UNNEST(c.contexts) AS item) AS contexts, CASE WHEN ARRAY_LENGTH(c.roles) > 0 THEN [STRUCT('role' AS `axis`, c.roles AS `labels`, '${source}' AS `judge`, '2024-01-01' AS `at`)] ELSE NULL END AS judgements, IF(FALSE, [''], NULL) AS ids, IF(FALSE, '', NULL) AS title, IF(FALSE, [STRUCT('' AS `name`)], NULL) AS authors, IF(FALSE, '', NULL) AS date, IF(FALSE, '', NULL) AS venue, IF(FALSE, '', NULL) AS abstract, c.hub AS hub
FROM hub_citation AS c
UNION ALL
SELECT 'hub' AS type, hub.id AS work, '${source}' AS source, CAST(hub.citers AS FLOAT64) AS total, IF(FALSE, '', NULL) AS citing, IF(FALSE, '', NULL) AS cited, IF(FALSE, TRUE, NULL) AS influential, IF(FALSE, [STRUCT('' AS `text`)], NULL) AS contexts, IF(FALSE, [STRUCT('' AS `axis`, [''] AS `labels`, '' AS `judge`, '' AS `at`)], NULL) AS judgements, IF(FALSE, [''], NULL) AS ids, IF(FALSE, '', NULL) AS title, IF(FALSE, [STRUCT('' AS `name`)], NULL) AS authors, IF(FALSE, '', NULL) AS date, IF(FALSE, '', NULL) AS venue, IF(FALSE, '', NULL) AS abstract, hub.hub AS hub
FROM hub;
FOR one IN (SELECT hub FROM hub ORDER BY hub) DO
  EXECUTE IMMEDIATE FORMAT("""
    EXPORT DATA OPTIONS (uri = '${cut}/hub=%d/*.jsonl.gz', format = 'JSON', compression = 'GZIP', overwrite = true) AS
    SELECT * EXCEPT (hub) FROM hub_files WHERE hub = %d
  """, one.hub, one.hub);
END FOR;
EXPORT DATA OPTIONS (uri = '${cut}/index-*.jsonl', format = 'JSON', overwrite = true) AS
SELECT coalesce(w.ids, [hub.id]) AS ids, w.title AS title, CAST(hub.citers AS FLOAT64) AS citers, '${source}' AS source, [concat('hub=', CAST(hub.hub AS STRING), '/000000000000.jsonl.gz')] AS files
FROM hub
LEFT JOIN works AS w ON w.id = hub.id
ORDER BY hub.hub;
