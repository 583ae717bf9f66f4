-- name: joined_share
-- How many of a dataset's rows of the month found their person: joined, waiting in review, neither (outsiders).
-- One row a dataset that names persons. Reads linked.part, linked.named_row, linked.identity_person, linked.candidate.
WITH waiting AS (
    SELECT DISTINCT identity_id FROM linked.candidate
)
SELECT
    part.dataset, count(*) AS row_count, count(found.identity_id) AS joined, count(waiting.identity_id) AS in_review,
    count(CASE WHEN found.joined_by = 'repaired' THEN 1 END) AS repaired,
    count(CASE WHEN found.joined_by = 'probable' THEN 1 END) AS probable
FROM linked.named_row AS stored
JOIN linked.part AS part ON part.part_id = stored.part_id
-- LEFT: outsiders are found nowhere
LEFT JOIN linked.identity_person AS found ON found.identity_id = stored.identity_id
LEFT JOIN waiting ON waiting.identity_id = stored.identity_id
WHERE part.month = $month
GROUP BY part.dataset
ORDER BY part.dataset;

-- name: missing_towns
-- Towns that a dataset did not come for in a month, where it came for others.
-- One row a dataset and town. Reads linked.received, linked.household.
SELECT came.dataset, place.town
FROM (SELECT DISTINCT dataset FROM linked.received WHERE month = $month) AS came
CROSS JOIN (SELECT DISTINCT town FROM linked.household) AS place
WHERE NOT EXISTS (
    SELECT 1 FROM linked.received AS received
    WHERE received.dataset = came.dataset AND received.month = $month AND received.town IN ('', place.town)
)
ORDER BY came.dataset, place.town;

-- name: shared_numbers
-- Household numbers that stand for several families: more than one householder.
-- One row a number. Reads linked.member.
SELECT household_id, count(*) AS heads, string_agg(DISTINCT town, '、' ORDER BY town) AS towns
FROM linked.member
WHERE relation = '户主'
GROUP BY household_id
HAVING count(*) > 1
ORDER BY household_id;

-- name: under_two_numbers
-- Whom one roster has in several households: counted in the one that linked.member has them in.
-- One row a number that counts and one that does not. Reads linked.member, linked.roster_row.
SELECT member.household_id, other.household_id AS others, count(DISTINCT member.person_id) AS people
FROM linked.member AS member
JOIN linked.roster_row AS other ON other.part_id = member.part_id AND other.person_id = member.person_id AND other.home <> member.home
GROUP BY member.household_id, other.household_id
ORDER BY member.household_id, others;

-- name: household_types
-- Kinds of household as the roster in force has them.
-- One row a kind. Reads linked.household.
SELECT household_type, count(*) AS homes FROM linked.household WHERE household_type IS NOT NULL GROUP BY household_type ORDER BY household_type;

-- name: repeated
-- Sheets of a month that bring none of its own rows.
-- One row a sheet. Reads linked.repeated.
SELECT dataset, month, path FROM linked.repeated WHERE month = $month ORDER BY dataset, path
