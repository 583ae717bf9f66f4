-- name: moved_table
-- Households that moved from county to county, each once; only ever added to.
-- One row a household of the county that it left. Reads nothing.
CREATE TABLE IF NOT EXISTS province.moved (month DATE, county VARCHAR, household_id VARCHAR, to_county VARCHAR, to_household VARCHAR, leads INTEGER);

-- name: nobody_gone
-- Of households that are on no roster of their county any more, who they were last.
-- One row a county, household and number.
CREATE OR REPLACE TABLE province.gone (county VARCHAR, household_id VARCHAR, number VARCHAR);

-- name: gone
-- Such households of a county whose month was linked; its file is attached as `county`.
-- One row a household and number. Reads linked.roster_row, linked.member of the county, province.moved.
INSERT INTO province.gone
WITH last AS (
    SELECT stood.home, max(stood.month) AS month
    FROM county.linked.roster_row AS stood
    WHERE NOT EXISTS (SELECT 1 FROM county.linked.member AS member WHERE member.home = stood.home)
    GROUP BY stood.home
)
SELECT DISTINCT $code, stood.household_id, stood.number
FROM county.linked.roster_row AS stood
JOIN last ON last.home = stood.home AND last.month = stood.month
WHERE stood.number_state = 'ok' AND NOT EXISTS (
    SELECT 1 FROM province.moved AS moved WHERE moved.county = $code AND moved.household_id = stood.household_id
);

-- name: nobody_here
-- Whoever of them is in a household of another county now.
-- One row a county, household and number.
CREATE OR REPLACE TABLE province.here (county VARCHAR, household_id VARCHAR, town VARCHAR, village VARCHAR, number VARCHAR);

-- name: here
-- Those of a county whose month was linked; its file is attached as `county`.
-- One row a household and number. Reads linked.member of the county, province.gone.
INSERT INTO province.here
SELECT DISTINCT $code, member.household_id, member.town, member.village, member.number
FROM county.linked.member AS member
JOIN (SELECT DISTINCT number FROM province.gone WHERE county <> $code) AS gone ON gone.number = member.number;

-- name: moved
-- Households that moved: at least half of who was on the roster last is in one household of one other county, of several the one with most of
-- them, then the smaller code and number.
-- One row a household of the county that it left. Reads province.gone, province.here.
WITH people AS (
    SELECT county, household_id, count(DISTINCT number) AS people FROM province.gone GROUP BY county, household_id
),
met AS (
    SELECT
        gone.county, gone.household_id, here.county AS to_county, here.household_id AS to_household,
        min(here.town) AS town, min(here.village) AS village, count(DISTINCT gone.number) AS people
    FROM province.gone AS gone
    JOIN province.here AS here ON here.number = gone.number AND here.county <> gone.county
    GROUP BY gone.county, gone.household_id, here.county, here.household_id
),
ranked AS (
    SELECT
        met.county, met.household_id, met.to_county, met.to_household, met.town, met.village, met.people,
        row_number() OVER (PARTITION BY met.county, met.household_id ORDER BY met.people DESC, met.to_county, met.to_household) AS place
    FROM met
)
SELECT ranked.county, ranked.household_id, ranked.to_county, ranked.to_household, ranked.town, ranked.village
FROM ranked
JOIN people ON people.county = ranked.county AND people.household_id = ranked.household_id
WHERE ranked.place = 1 AND 2 * ranked.people >= people.people
ORDER BY ranked.county, ranked.household_id;

-- name: noted
-- Who moved as a month found it.
-- One row a household of the county that it left. Reads province.moved.
SELECT county, household_id, to_county, to_household, leads FROM province.moved WHERE month = $month ORDER BY county, household_id;
