-- Households whose house was badly damaged or fell: a row of the ledger says so this month, and none of its person, day and hazard did in
-- the last month that came before. What was not in that month at all must have happened since (linked.came_before).
-- One row a household, told by its gravest and then latest row; persons are whose row it is. Reads linked.member, linked.household,
-- linked.disaster, linked.span, linked.came_before, linked.pending.
WITH told AS (
    SELECT
        disaster.person_id, disaster.happened_on, disaster.hazard, disaster.house_damage, span.back,
        disaster.house_damage IN ('严重损坏', '倒塌') AS is_down
    FROM linked.disaster AS disaster
    JOIN linked.span AS span ON span.month = disaster.month AND span.back <= 6
),
begun AS (
    SELECT
        member.household_id, now.person_id, now.happened_on, now.hazard, now.house_damage,
        row_number() OVER (
            PARTITION BY member.household_id
            ORDER BY CASE WHEN now.house_damage = '倒塌' THEN 0 ELSE 1 END, now.happened_on DESC, now.hazard, now.person_id
        ) AS place
    FROM told AS now
    JOIN linked.member AS member ON member.person_id = now.person_id
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'disaster'
    -- LEFT: what is new was not there before
    LEFT JOIN told AS old
        ON old.person_id = now.person_id AND old.happened_on = now.happened_on AND old.hazard = now.hazard AND old.back = came.back
    WHERE now.back = 0 AND now.is_down AND NOT coalesce(old.is_down, false)
        AND (
            (came.back = 1 AND old.is_down IS NOT NULL)
            OR (came.back IS NOT NULL AND now.happened_on >= came.since)
            OR (came.back IS NULL AND year(now.happened_on) = year(came.since) AND month(now.happened_on) = month(came.since))
        )
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month
            WHERE pending.person_id = now.person_id AND pending.dataset = 'disaster' AND span.back = came.back
        )
)
SELECT
    household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    happened_on, hazard, house_damage,
    CAST(person_id AS VARCHAR) AS persons
FROM begun
WHERE place = 1
ORDER BY household_id
