-- Visits to the roster's persons, and whether trouble was found: as the row says or, where it does not say, if it names any.
-- One row a person and day. Reads intake.visit, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.visit AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.visited_on, stored.problem,
        coalesce(stored.has_risk = '是', stored.problem IS NOT NULL) AS has_found,
        row_number() OVER (
            PARTITION BY found.person_id, stored.visited_on
            ORDER BY part.order_no DESC, stored."row" DESC
        ) AS place
    FROM intake.visit AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first_judged
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
        )
)
SELECT person_id, identity_id, month, part_id, "row", visited_on, problem, has_found
FROM written
WHERE place = 1
