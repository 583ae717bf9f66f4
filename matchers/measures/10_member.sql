-- Members of every household as of $month: for each town the latest roster up to then that covers it.
-- One row a household and person. Reads linked.roster_row, linked.part_town, linked.person, linked.death, intake.roster.
CREATE OR REPLACE TABLE linked.member AS
WITH covering AS (
    SELECT written.*
    FROM linked.roster_row AS written
    JOIN linked.part_town AS named ON named.part_id = written.part_id AND named.town IN ('', written.town)
    WHERE written.month <= $month
),
latest AS (
    SELECT town, max(month) AS month FROM covering GROUP BY town
),
ranked AS (
    SELECT
        covering.*,
        row_number() OVER (
            PARTITION BY covering.home, covering.person_id
            ORDER BY covering.order_no DESC, covering."row" DESC, covering.number, covering.name
        ) AS place,
        max(covering.month) OVER (PARTITION BY covering.person_id) AS latest_of_person
    FROM covering
    JOIN latest ON latest.town = covering.town AND latest.month = covering.month
)
SELECT
    ranked.household_id, ranked.home, ranked.person_id, ranked.town, ranked.village, ranked.part_id, ranked."row",
    roster."group", roster.written_name AS name, roster.relation, roster.labour, roster.household_type, roster.risk_cleared,
    roster.income_per_capita, roster.phone, person.number, person.birth, death.died_on
FROM ranked
-- A row may hold a whole household, and whoever stands in it once.
JOIN intake.roster AS roster
    ON roster.part_id = ranked.part_id AND roster."row" = ranked."row" AND roster.household_id = ranked.household_id
    AND roster.number = ranked.number AND roster.name = ranked.name
JOIN linked.person AS person ON person.person_id = ranked.person_id
-- LEFT: most members live
LEFT JOIN linked.death AS death ON death.person_id = ranked.person_id
WHERE ranked.place = 1 AND ranked.month = ranked.latest_of_person
