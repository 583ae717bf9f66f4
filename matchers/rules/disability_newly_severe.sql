-- Households with a living member who is severely disabled this month and was not in the last month that came before it; what came
-- first is told by the day on the card, which also tells a new card from an old one that is only new to the list.
-- One row a household; persons are the members. Reads linked.living, linked.household, linked.disability, linked.span,
-- linked.received_month, linked.pending.
WITH held AS (
    SELECT
        card.person_id, span.back, card.first_issued_on,
        card.status = '有效' AND (card.grade IN ('一级', '二级') OR (card.grade IN ('三级', '四级') AND card.kind IN ('智力', '精神'))) AS is_severe
    FROM linked.disability AS card
    JOIN linked.span AS span ON span.month = card.month
    WHERE span.back <= 6
),
came_before AS (
    SELECT town, min(back) AS back FROM linked.received_month WHERE dataset = 'disability' AND back BETWEEN 1 AND 6 GROUP BY town
),
begun AS (
    SELECT living.household_id, living.person_id
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN held AS now ON now.person_id = living.person_id AND now.back = 0 AND now.is_severe
    -- LEFT: nothing may have come before
    LEFT JOIN came_before ON came_before.town = household.town
    -- the first month in which a card that is not in the month before may have been issued
    JOIN linked.span AS since
        ON since.back = CASE WHEN came_before.back IS NULL THEN 0 WHEN came_before.back = 1 THEN 2 ELSE came_before.back - 1 END
    -- LEFT: most who are new were not there before
    LEFT JOIN held AS before ON before.person_id = living.person_id AND before.back = came_before.back
    WHERE NOT coalesce(before.is_severe, false)
        AND (before.person_id IS NOT NULL OR now.first_issued_on >= since.month OR (now.first_issued_on IS NULL AND came_before.back IS NOT NULL))
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = came_before.back
            WHERE pending.person_id = living.person_id AND pending.dataset = 'disability'
        )
)
SELECT
    household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(person_id AS VARCHAR), ';' ORDER BY person_id) AS persons
FROM begun
GROUP BY household_id
ORDER BY household_id
