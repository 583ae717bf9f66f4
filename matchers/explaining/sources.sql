-- name: household
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
WHERE household.household_id = $household_id;

-- name: members
-- Who belongs to a household: no more than how they stand to its head.
-- One row a person, the head first. Reads linked.member.
SELECT person_id, coalesce(relation, '') AS relation
FROM linked.member
WHERE household_id = $household_id
ORDER BY CASE WHEN relation = '户主' THEN 0 ELSE 1 END, part_id, "row";

-- name: rows
-- Every row of the files that is a household member's, with what stands in the cells that count.
-- One row a source row and month of the span; amount is what it adds, yuan. Reads linked.source, linked.amount, linked.member,
-- linked.span, linked.found, linked.part, intake.part.
SELECT
    source.dataset, source.person_id, source.month, span.back, part.path, part.sheet, source."row", found.joined_by, amount.yuan AS amount,
    source.cells, stored.placed, stored.header
FROM linked.source AS source
JOIN linked.member AS member ON member.person_id = source.person_id AND member.household_id = $household_id
JOIN linked.found AS found ON found.identity_id = source.identity_id
JOIN linked.span AS span ON span.month = source.month
JOIN linked.part AS part ON part.part_id = source.part_id
JOIN intake.part AS stored ON stored.part_id = source.part_id
-- LEFT: most rows say something and add nothing
LEFT JOIN linked.amount AS amount
    ON amount.dataset = source.dataset AND amount.part_id = source.part_id AND amount."row" = source."row" AND amount.person_id = source.person_id
ORDER BY span.back, source.dataset, part.path, part.sheet, source."row";

-- name: village_rows
-- Every row of the files that is about a village in the month.
-- One row a source row. Reads linked.village_source, linked.span, linked.part, intake.part.
SELECT
    source.dataset, NULL AS person_id, source.month, span.back, part.path, part.sheet, source."row", 'exact' AS joined_by, NULL AS amount,
    source.cells, stored.placed, stored.header
FROM linked.village_source AS source
JOIN linked.span AS span ON span.month = source.month AND span.back = 0
JOIN linked.part AS part ON part.part_id = source.part_id
JOIN intake.part AS stored ON stored.part_id = source.part_id
WHERE source.town = $town AND source.village = $village
ORDER BY source.dataset, part.path, part.sheet, source."row";
