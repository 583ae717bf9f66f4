-- Members of every household as of $month: for each town the latest roster up to then that covers it.
-- One row a household and person. Reads linked.roster_row, linked.part_town, linked.person, linked.death, intake.roster.
CREATE OR REPLACE TABLE linked.member AS
WITH covering AS (
    SELECT written.*, max(written.month) OVER (PARTITION BY written.town) AS latest
    FROM linked.roster_row AS written
    JOIN linked.part_town AS named ON named.part_id = written.part_id AND named.town IN ('', written.town)
    WHERE written.month <= $month
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY household_id, person_id ORDER BY order_no DESC, "row" DESC, number, name) AS place,
        max(month) OVER (PARTITION BY person_id) AS latest_of_person
    FROM covering
    WHERE month = latest
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
