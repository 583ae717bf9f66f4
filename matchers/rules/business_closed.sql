-- Households not far above the line that gave up a business of a member's own: a row says so this month, and none of its person and entity
-- did in the last month that came before. What was not in that month at all must have changed since (linked.came_before).
-- One row a household; persons are whose businesses they were. Reads linked.member, linked.household, linked.business, linked.span,
-- linked.came_before, linked.annual_income, linked.pending.
WITH told AS (
    SELECT
        business.person_id, business.entity, business.status, business.changed_on, span.back,
        business.status IN ('注销', '吊销') AND business.role IN ('经营者', '法定代表人') AS is_closed
    FROM linked.business AS business
    JOIN linked.span AS span ON span.month = business.month AND span.back <= 6
),
begun AS (
    SELECT member.household_id, now.person_id, now.entity, now.status
    FROM told AS now
    JOIN linked.member AS member ON member.person_id = now.person_id
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'business'
    -- LEFT: what is new was not there before
    LEFT JOIN told AS old ON old.person_id = now.person_id AND old.entity = now.entity AND old.back = came.back
    WHERE now.back = 0 AND now.is_closed AND NOT coalesce(old.is_closed, false)
        AND (
            (came.back = 1 AND old.is_closed IS NOT NULL)
            OR (came.back IS NOT NULL AND (now.changed_on >= came.since OR (now.changed_on IS NULL AND (old.is_closed IS NOT NULL OR old.person_id IS NULL))))
            OR (came.back IS NULL AND year(now.changed_on) = year(came.since) AND month(now.changed_on) = month(came.since))
        )
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month
            WHERE pending.person_id = now.person_id AND pending.dataset = 'business' AND span.back = came.back
        )
)
SELECT
    begun.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    string_agg(DISTINCT begun.entity, '、' ORDER BY begun.entity) AS entity,
    string_agg(DISTINCT begun.status, '、' ORDER BY begun.status) AS status,
    string_agg(DISTINCT CAST(begun.person_id AS VARCHAR), ';' ORDER BY CAST(begun.person_id AS VARCHAR)) AS persons
FROM begun
JOIN linked.annual_income AS annual ON annual.household_id = begun.household_id
WHERE annual.income_total < $times * $line_yuan * annual.people_months
GROUP BY begun.household_id
ORDER BY begun.household_id
