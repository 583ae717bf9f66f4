-- name: no_members
-- Who is in a household of a county by the roster in force.
-- One row a county, number and household.
CREATE OR REPLACE TABLE province.member (county VARCHAR, number VARCHAR, household_id VARCHAR, month DATE);

-- name: members
-- Those of a county as its last run linked them, if that was of the month or an earlier one; its file is attached as `county`. The month is the
-- roster's; whoever has no valid number is with an empty one, so that a household's members are all there.
-- One row a number and household. Reads linked.member, linked.person, linked.part, linked.as_of of the county.
INSERT INTO province.member
SELECT DISTINCT $code, CASE WHEN person.number_state = 'ok' THEN member.number ELSE '' END, member.household_id, part.month
FROM county.linked.member AS member
JOIN county.linked.person AS person ON person.person_id = member.person_id
JOIN county.linked.part AS part ON part.part_id = member.part_id
JOIN county.linked.as_of AS as_of ON as_of.month <= $month;

-- name: on_two
-- Who stands on the rosters of two counties. He counts where the newer of the two rosters is, of equally new ones in the county of the
-- smaller code.
-- One row a number and county. Reads province.member.
CREATE OR REPLACE TABLE province.on_two AS
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
    standing.number, standing.county, standing.household_id, standing.month,
    row_number() OVER (PARTITION BY standing.number ORDER BY standing.month DESC, standing.county) = 1 AS counts_here
FROM standing
JOIN several ON several.number = standing.number;

-- name: counted_elsewhere
-- Households all of whose people count in another county.
-- One row a county and household. Reads province.member, province.on_two.
CREATE OR REPLACE TABLE province.counted_elsewhere AS
SELECT member.county, member.household_id
FROM province.member AS member
-- LEFT: most people are on one roster
LEFT JOIN province.on_two AS twice ON twice.county = member.county AND twice.number = member.number AND NOT twice.counts_here
GROUP BY member.county, member.household_id
HAVING count(*) = count(twice.number);

-- name: two_rosters
-- Who stands on the rosters of two counties.
-- One row a number and county. Reads province.on_two.
SELECT number, county, household_id, month, counts_here FROM province.on_two ORDER BY number, county;
