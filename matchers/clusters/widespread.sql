-- name: table
-- How many households of a county were newly struck in a month and in those before it, of its towns that can be judged.
-- One row a month, county, kind and months back. Reads nothing.
CREATE TABLE IF NOT EXISTS province.struck (month DATE, county VARCHAR, kind VARCHAR, households INTEGER, back INTEGER, struck INTEGER);

-- name: forget
-- What an earlier run of the month left in the county. Reads nothing.
DELETE FROM province.struck WHERE month = $month AND county = $code;

-- name: kept
-- What a month left in all counties.
-- One row a county, kind and months back. Reads province.struck.
SELECT county, kind, households, back, struck FROM province.struck WHERE month = $month ORDER BY county, kind, back;
