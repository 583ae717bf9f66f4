-- Extracts that are last month's again, none as long as nothing is linked by this version.
CREATE VIEW IF NOT EXISTS linked.repeated AS
SELECT CAST(NULL AS INTEGER) AS part_id, '' AS dataset, DATE '2000-01-01' AS month, '' AS path, DATE '2000-01-01' AS of_month
WHERE 1 = 0
