-- Households with a living member who is severely disabled this month and was not in the last month that came before it; a card that is not in
-- the month before must have been issued since (linked.came_before), which tells a new card from an old one that is only new to the list.
-- One row a household; persons are the members. Reads linked.living, linked.household, linked.disability, linked.span,
-- linked.came_before, linked.pending.
WITH held AS (
    SELECT
        card.person_id, span.back, card.first_issued_on,
        card.status = '有效' AND (card.grade IN ('一级', '二级') OR (card.grade IN ('三级', '四级') AND card.kind IN ('智力', '精神'))) AS is_severe
    FROM linked.disability AS card
    JOIN linked.span AS span ON span.month = card.month
    WHERE span.back <= 6
),
begun AS (
    SELECT living.household_id, living.person_id
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'disability'
    JOIN held AS now ON now.person_id = living.person_id AND now.back = 0 AND now.is_severe
    -- LEFT: most who are new were not there before
    LEFT JOIN held AS before ON before.person_id = living.person_id AND before.back = came.back
    WHERE NOT coalesce(before.is_severe, false)
        AND (
            (came.back = 1 AND before.is_severe IS NOT NULL)
            OR (came.back IS NOT NULL AND (now.first_issued_on >= came.since OR (now.first_issued_on IS NULL AND (before.is_severe IS NOT NULL OR before.person_id IS NULL))))
            OR (came.back IS NULL AND year(now.first_issued_on) = year(came.since) AND month(now.first_issued_on) = month(came.since))
        )
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month
            WHERE pending.person_id = living.person_id AND pending.dataset = 'disability' AND span.back = came.back
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
