-- name: consented
-- Whose household has said that its property may be looked up, on whoever's row, in its newest roster that has come so far.
-- One row a number. Reads intake.roster.
WITH newest AS (SELECT household_id, max(month) AS month FROM intake.roster GROUP BY household_id),
said AS (
    SELECT
        roster.household_id, roster.number, roster.number_state,
        max(CASE WHEN roster.authorised IN ('是', '已授权', '已承诺', '有', '√') THEN 1 ELSE 0 END) OVER (PARTITION BY roster.household_id) AS consents
    FROM intake.roster AS roster
    JOIN newest ON newest.household_id = roster.household_id AND newest.month = roster.month
)
SELECT DISTINCT number FROM said WHERE consents = 1 AND number_state = 'ok';
