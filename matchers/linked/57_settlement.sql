-- Bills of the roster's persons; a bill and its reversal are two.
-- One row a bill and sign. Reads intake.settlement, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.settlement AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", stored.self_pay,
        row_number() OVER (
            PARTITION BY stored.settlement_id, stored.is_reversal
            ORDER BY part.order_no DESC, stored."row" DESC
        ) AS place
    FROM intake.settlement AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    -- LEFT: somebody still to be found keeps the bill, and its town, unknown
    LEFT JOIN linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', coalesce(found.town, ''))
        )
)
SELECT person_id, identity_id, month, part_id, "row", self_pay
FROM written
WHERE place = 1 AND person_id IS NOT NULL
