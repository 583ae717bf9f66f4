-- name: received_table
-- What counties received of a month; one that was linked as of it is there with an empty dataset too.
-- One row a month, county and dataset. Reads nothing.
CREATE TABLE IF NOT EXISTS province.received_of (month VARCHAR, county VARCHAR, dataset VARCHAR);

-- name: forget_received
-- Of a county that is linked as of the month; its file is attached as `county`. Reads linked.as_of of the county.
DELETE FROM province.received_of
WHERE month = $month AND county = $code AND EXISTS (SELECT 1 FROM county.linked.as_of AS as_of WHERE as_of.month = $month);

-- name: received
-- Of a county that is linked as of the month; its file is attached as `county`.
-- One row a dataset. Reads linked.received_month, linked.as_of of the county.
INSERT INTO province.received_of
SELECT as_of.month, $code, '' FROM county.linked.as_of AS as_of WHERE as_of.month = $month
UNION
SELECT as_of.month, $code, received.dataset
FROM county.linked.received_month AS received
JOIN county.linked.as_of AS as_of ON as_of.month = $month
WHERE received.back = 0;

-- name: doubted_table
-- Extracts of the month that are much smaller than usual, and nobody said that they are whole.
-- One row a month, county, dataset and town ('': the county's). Reads nothing.
CREATE TABLE IF NOT EXISTS province.doubted_of (month VARCHAR, county VARCHAR, dataset VARCHAR, town VARCHAR, row_count BIGINT, usual BIGINT);

-- name: forget_doubted
-- Of a county that is linked as of the month; its file is attached as `county`. Reads linked.as_of of the county.
DELETE FROM province.doubted_of
WHERE month = $month AND county = $code AND EXISTS (SELECT 1 FROM county.linked.as_of AS as_of WHERE as_of.month = $month);

-- name: doubted
-- Of a county that is linked as of the month; its file is attached as `county`.
-- One row a dataset and town. Reads linked.doubted, linked.shrunk, linked.span, linked.as_of of the county.
INSERT INTO province.doubted_of
SELECT as_of.month, $code, shrunk.dataset, shrunk.town, shrunk.row_count, shrunk.usual
FROM county.linked.doubted AS doubted
JOIN county.linked.shrunk AS shrunk ON shrunk.dataset = doubted.dataset AND shrunk.month = doubted.month AND shrunk.town = doubted.town
JOIN county.linked.span AS span ON span.month = doubted.month AND span.back = 0
JOIN county.linked.as_of AS as_of ON as_of.month = $month
WHERE NOT doubted.is_accepted;

-- name: all_received
-- What each county has of the month. One row a county and dataset. Reads province.received_of.
SELECT county, dataset FROM province.received_of WHERE month = $month ORDER BY county, dataset;

-- name: all_doubted
-- What of it is doubtful. One row a county, dataset and town. Reads province.doubted_of.
SELECT county, dataset, town, row_count, usual FROM province.doubted_of WHERE month = $month ORDER BY county, dataset, town;
