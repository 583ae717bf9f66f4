-- Households of which somebody living is registered with a grave illness, not cured, since the last month that came before; where that
-- does not tell how it went, only the day of registering does.
-- One row a household; persons are they. Reads linked.living, linked.household, linked.disease, linked.span, linked.came_before, linked.pending.
WITH told AS (
    SELECT
        disease.person_id, coalesce(disease.disease, '') AS disease, disease.kind, disease.registered_on, span.back,
        disease.kind = '大病' AND disease.status <> '已治愈' AS is_ill
    FROM linked.disease AS disease
    JOIN linked.span AS span ON span.month = disease.month AND span.back <= 6
),
begun AS (
    SELECT DISTINCT living.household_id, living.person_id
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'disease'
    JOIN told AS now ON now.person_id = living.person_id AND now.back = 0 AND now.is_ill
    -- LEFT: who is new to the register was not there before
    LEFT JOIN told AS before
        ON before.person_id = now.person_id AND before.kind = now.kind AND before.disease = now.disease AND before.back = came.back
    WHERE NOT coalesce(before.is_ill, false)
        AND (
            (came.back = 1 AND before.is_ill IS NOT NULL)
            OR (came.back IS NOT NULL AND (now.registered_on >= came.since OR (now.registered_on IS NULL AND (before.is_ill IS NOT NULL OR before.person_id IS NULL))))
            OR (came.back IS NULL AND year(now.registered_on) = year(came.since) AND month(now.registered_on) = month(came.since))
        )
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month
            WHERE pending.person_id = living.person_id AND pending.dataset = 'disease' AND span.back = came.back
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
