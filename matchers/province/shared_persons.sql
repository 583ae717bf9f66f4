-- name: no_members
-- Who is in a household of a county by the roster in force.
-- One row a county, number and household.
CREATE OR REPLACE TABLE province.member (county VARCHAR, number VARCHAR, household_id VARCHAR, month DATE);

-- name: members
-- Those of a county as its last run linked them; its file is attached as `county`. The month is the roster's; whoever has no valid number is
-- with an empty one, so that a household's members are all there.
-- One row a number and household. Reads linked.member, linked.person, linked.part of the county.
INSERT INTO province.member
SELECT DISTINCT $code, CASE WHEN person.number_state = 'ok' THEN member.number ELSE '' END, member.household_id, part.month
FROM county.linked.member AS member
JOIN county.linked.person AS person ON person.person_id = member.person_id
JOIN county.linked.part AS part ON part.part_id = member.part_id;

-- name: on_two_table
-- Who stands on the rosters of two counties, by the month of the run.
-- One row a month, number and county. Reads nothing.
CREATE TABLE IF NOT EXISTS province.on_two_rosters (
    month DATE, number VARCHAR, county VARCHAR, household_id VARCHAR, roster_month DATE, counts_here BOOLEAN
);

-- name: forget_on_two
-- What an earlier run of the month found. Reads nothing.
DELETE FROM province.on_two_rosters WHERE month = $month;

-- name: on_two
-- Who stands on the rosters of two counties. He counts where the newer of the two rosters is, of equally new ones in the county of the
-- smaller code.
-- One row a number and county. Reads province.member.
INSERT INTO province.on_two_rosters
WITH standing AS (
    SELECT number, county, min(household_id) AS household_id, max(month) AS month
    FROM province.member
    WHERE number <> ''
    GROUP BY number, county
),
several AS (
    SELECT number FROM standing GROUP BY number HAVING count(*) > 1
)
SELECT
    $month AS month, standing.number, standing.county, standing.household_id, standing.month AS roster_month,
    row_number() OVER (PARTITION BY standing.number ORDER BY standing.month DESC, standing.county) = 1 AS counts_here
FROM standing
JOIN several ON several.number = standing.number;

-- name: elsewhere_table
-- Households all of whose people count in another county, by the month of the run.
-- One row a month, county and household. Reads nothing.
CREATE TABLE IF NOT EXISTS province.counts_elsewhere (month DATE, county VARCHAR, household_id VARCHAR);

-- name: forget_elsewhere
-- What an earlier run of the month found. Reads nothing.
DELETE FROM province.counts_elsewhere WHERE month = $month;

-- name: counts_elsewhere
-- Households all of whose people count in another county.
-- One row a county and household. Reads province.member, province.on_two_rosters.
INSERT INTO province.counts_elsewhere
SELECT $month AS month, member.county, member.household_id
FROM province.member AS member
-- LEFT: most people are on one roster
LEFT JOIN province.on_two_rosters AS twice
    ON twice.month = $month AND twice.county = member.county AND twice.number = member.number AND NOT twice.counts_here
GROUP BY member.county, member.household_id
HAVING count(*) = count(twice.number);

-- name: two_rosters
-- Who stood on the rosters of two counties as the month was run.
-- One row a number and county. Reads province.on_two_rosters.
SELECT number, county, household_id, roster_month, counts_here FROM province.on_two_rosters WHERE month = $month ORDER BY number, county;
