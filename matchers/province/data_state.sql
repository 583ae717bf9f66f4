-- name: received_table
-- What counties received of a month; one that was linked as of it is there with an empty dataset too.
-- One row a month, county and dataset. Reads nothing.
CREATE TABLE IF NOT EXISTS province.received_of (month VARCHAR, county VARCHAR, dataset VARCHAR);

-- name: forget_received
-- What an earlier run of the month left in the county. Reads nothing.
DELETE FROM province.received_of WHERE month = $month AND county = $code;

-- name: received
-- Of a county that is linked as of the month; its file is attached as `county`.
-- One row a dataset. Reads linked.received_month of the county.
INSERT INTO province.received_of
SELECT $month, $code, ''
UNION
SELECT $month, $code, received.dataset FROM county.linked.received_month AS received WHERE received.back = 0;

-- name: doubted_table
-- Extracts of the month that are much smaller than usual, and nobody said that they are whole.
-- One row a month, county, dataset and town ('': the county's). Reads nothing.
CREATE TABLE IF NOT EXISTS province.doubted_of (month VARCHAR, county VARCHAR, dataset VARCHAR, town VARCHAR, row_count BIGINT, usual BIGINT);

-- name: forget_doubted
-- What an earlier run of the month left in the county. Reads nothing.
DELETE FROM province.doubted_of WHERE month = $month AND county = $code;

-- name: doubted
-- Of a county that is linked as of the month; its file is attached as `county`.
-- One row a dataset and town. Reads linked.doubted, linked.shrunk, linked.span of the county.
INSERT INTO province.doubted_of
SELECT $month, $code, shrunk.dataset, shrunk.town, shrunk.row_count, shrunk.usual
FROM county.linked.doubted AS doubted
JOIN county.linked.shrunk AS shrunk ON shrunk.dataset = doubted.dataset AND shrunk.month = doubted.month AND shrunk.town = doubted.town
JOIN county.linked.span AS span ON span.month = doubted.month AND span.back = 0
WHERE NOT doubted.is_accepted;

-- name: all_received
-- What each county has of the month. One row a county and dataset. Reads province.received_of.
SELECT county, dataset FROM province.received_of WHERE month = $month ORDER BY county, dataset;

-- name: all_doubted
-- What of it is doubtful. One row a county, dataset and town. Reads province.doubted_of.
SELECT county, dataset, town, row_count, usual FROM province.doubted_of WHERE month = $month ORDER BY county, dataset, town;
