-- A household as the roster in force has it, and the row that tells last year's income.
-- One row, or none. Reads linked.household, linked.member, linked.part, intake.part.
SELECT
    household.size, household.household_type, household.income_per_capita, told.person_id, told.part_id, told."row", counted.path, counted.sheet,
    stored.placed, stored.header
FROM linked.household AS household
JOIN (
    SELECT
        household_id, person_id, part_id, "row",
        row_number() OVER (
            PARTITION BY household_id
            ORDER BY CASE WHEN income_per_capita IS NULL THEN 1 ELSE 0 END, CASE WHEN relation = '户主' THEN 0 ELSE 1 END, part_id, "row"
        ) AS place
    FROM linked.member
) AS told ON told.household_id = household.household_id AND told.place = 1
JOIN linked.part AS counted ON counted.part_id = told.part_id
JOIN intake.part AS stored ON stored.part_id = told.part_id
WHERE household.household_id = $household_id
