-- name: member
-- Members of every household as of $month: for each town the latest roster up to then that covers it. A list that is whole for a
-- population of its own (its scope) is in force beside others, until a newer one of it, or one of everybody, comes; of two lists of one
-- month that have a person, the one that tells kinds of household says whose he is, then the newer; of two households of one list the one of
-- which he is the householder, then the later row.
-- One row a household and person. Reads linked.roster_row, linked.part, linked.part_town, linked.person, intake.roster.
CREATE OR REPLACE TABLE linked.member AS
WITH covering AS (
    SELECT written.*, coalesce(part.scope, '') AS scope, coalesce(part.lacks_type, false) AS lacks_type
    FROM linked.roster_row AS written
    JOIN linked.part AS part ON part.part_id = written.part_id
    JOIN linked.part_town AS named ON named.part_id = written.part_id AND named.town IN ('', written.town)
    WHERE written.month <= $month
),
latest AS (
    SELECT own.town, own.scope, own.month
    FROM (SELECT town, scope, max(month) AS month FROM covering GROUP BY town, scope) AS own
    WHERE own.scope = '' OR NOT EXISTS (
        SELECT 1 FROM covering AS whole WHERE whole.town = own.town AND whole.scope = '' AND whole.month > own.month
    )
),
ranked AS (
    SELECT
        covering.*,
        row_number() OVER (
            PARTITION BY covering.home, covering.person_id
            ORDER BY covering.order_no DESC, covering."row" DESC, covering.number, covering.name
        ) AS place,
        max(covering.month) OVER (PARTITION BY covering.person_id) AS latest_of_person,
        first_value(covering.scope) OVER (
            PARTITION BY covering.person_id, covering.month ORDER BY CASE WHEN covering.lacks_type THEN 1 ELSE 0 END, covering.order_no DESC
        ) AS scope_of_person,
        first_value(covering.home) OVER (
            PARTITION BY covering.person_id, covering.month
            ORDER BY CASE WHEN covering.lacks_type THEN 1 ELSE 0 END, covering.order_no DESC, CASE WHEN covering.is_head THEN 0 ELSE 1 END,
                covering."row" DESC, covering.household_id
        ) AS home_of_person
    FROM covering
    JOIN latest ON latest.town = covering.town AND latest.scope = covering.scope AND latest.month = covering.month
)
SELECT
    ranked.household_id, ranked.home, ranked.person_id, ranked.town, ranked.village, ranked.part_id, ranked."row",
    roster."group", roster.written_name AS name, roster.relation, roster.labour, roster.household_type, roster.risk_cleared,
    roster.income_per_capita, roster.authorised, roster.phone, person.number, person.birth, ranked.lacks_type
FROM ranked
-- A row may hold a whole household, and whoever stands in it once.
JOIN intake.roster AS roster
    ON roster.part_id = ranked.part_id AND roster."row" = ranked."row" AND roster.household_id = ranked.written_id
    AND roster.number = ranked.number AND roster.name = ranked.name
JOIN linked.person AS person ON person.person_id = ranked.person_id
WHERE ranked.place = 1 AND ranked.month = ranked.latest_of_person AND ranked.scope = ranked.scope_of_person
    AND ranked.home = ranked.home_of_person;

-- name: household
-- Households as of the month: size, kind, place and householder, as the householder's row has them; where its list does not tell kinds,
-- the kind is that of another list, else 一般农户.
-- One row a household. Reads linked.member.
CREATE OR REPLACE TABLE linked.household AS
WITH ranked AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY household_id) AS size,
        row_number() OVER (PARTITION BY household_id ORDER BY CASE WHEN relation = '户主' THEN 0 ELSE 1 END, part_id, "row", person_id) AS place,
        max(income_per_capita) OVER (PARTITION BY household_id) AS any_income,
        max(household_type) OVER (PARTITION BY household_id) AS any_type,
        max(CASE WHEN authorised IN ('是', '已授权', '已承诺', '有', '√') THEN 1 ELSE 0 END) OVER (PARTITION BY household_id) AS consents
    FROM linked.member
)
SELECT
    household_id, home, town, village, "group", name AS householder, number AS householder_number, phone,
    CASE WHEN lacks_type THEN coalesce(any_type, '一般农户') ELSE household_type END AS household_type, risk_cleared,
    CAST(size AS DECIMAL(4,0)) AS size, coalesce(income_per_capita, any_income) AS income_per_capita, consents = 1 AS has_consented,
    part_id, "row"
FROM ranked
WHERE place = 1;

-- name: rosters
-- The roster's sheets that say who lives with whom in $month, and for which towns.
-- One row a sheet and town. Reads linked.part, linked.part_town.
SELECT part.part_id, named.town
FROM linked.part AS part
JOIN linked.part_town AS named ON named.part_id = part.part_id
WHERE part.dataset = 'roster' AND part.month <= $month
ORDER BY part.part_id, named.town;

-- name: healed
-- Numbers that stand in for the roster's.
-- One row a person. Reads linked.healed.
SELECT person_id, number FROM linked.healed ORDER BY person_id;
