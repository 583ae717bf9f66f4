-- Households with somebody able to work of whom nobody has worked for long in twelve months, and somebody for a while.
-- One row a household; value is the most months of anybody living. Reads linked.living, linked.household, linked.employment, linked.student,
-- linked.span, linked.received_month, linked.pending.
WITH came AS (
    SELECT town, back FROM linked.received_month WHERE dataset = 'employment' AND back <= 11
),
enough AS (
    SELECT town FROM came GROUP BY town HAVING count(*) >= $least_months
),
able AS (
    SELECT DISTINCT living.household_id
    FROM linked.living AS living
    WHERE living.age BETWEEN $age_from AND $age_to AND living.labour IN ('普通劳动力', '技能劳动力')
        AND NOT EXISTS (
            SELECT 1 FROM linked.student AS student JOIN linked.span AS span ON span.month = student.month AND span.back = 0
            WHERE student.person_id = living.person_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
            WHERE pending.person_id = living.person_id AND pending.dataset = 'student'
        )
),
worked AS (
    SELECT living.household_id, living.person_id, count(DISTINCT span.back) AS worked_months
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.employment AS employment ON employment.person_id = living.person_id AND employment.status IN ('务工', '公益性岗位', '灵活就业')
    JOIN linked.span AS span ON span.month = employment.month
    JOIN came ON came.town = household.town AND came.back = span.back
    GROUP BY living.household_id, living.person_id
),
unknown AS (
    SELECT DISTINCT living.household_id
    FROM linked.living AS living
    JOIN linked.household AS household ON household.household_id = living.household_id
    JOIN linked.pending AS pending ON pending.person_id = living.person_id AND pending.dataset = 'employment'
    JOIN linked.span AS span ON span.month = pending.month
    JOIN came ON came.town = household.town AND came.back = span.back
)
SELECT
    worked.household_id,
    CAST(max(worked.worked_months) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($months AS DECIMAL(14,2)) AS threshold
FROM worked
JOIN able ON able.household_id = worked.household_id
JOIN linked.household AS household ON household.household_id = worked.household_id
JOIN enough ON enough.town = household.town
WHERE NOT EXISTS (SELECT 1 FROM unknown WHERE unknown.household_id = worked.household_id)
GROUP BY worked.household_id
HAVING max(worked.worked_months) < $months
ORDER BY worked.household_id
