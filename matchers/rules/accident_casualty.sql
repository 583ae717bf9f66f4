-- Households of which a member was badly hurt, maimed or killed: a row of the ledger says so this month, and none of its person and accident
-- did in the last month that came before. What was not in that month at all must have happened since (linked.came_before). A death of
-- working age on record this month is member.death's to tell.
-- One row a household; persons are the members hurt. Reads linked.member, linked.household, linked.accident, linked.death,
-- linked.span, linked.came_before, linked.pending.
WITH told AS (
    SELECT
        accident.person_id, accident.accident_no, accident.happened_on, accident.kind, accident.injury, span.back,
        accident.injury IN ('重伤', '致残', '死亡') AS is_grave
    FROM linked.accident AS accident
    JOIN linked.span AS span ON span.month = accident.month AND span.back <= 6
),
dead AS (
    SELECT
        member.person_id,
        year(death.died_on) - year(member.birth)
            - CASE WHEN month(death.died_on) * 100 + day(death.died_on) < month(member.birth) * 100 + day(member.birth) THEN 1 ELSE 0 END AS age
    FROM linked.member AS member
    JOIN linked.death AS death ON death.person_id = member.person_id
    JOIN linked.span AS span ON span.back = 0
        AND year(span.month) = year(death.died_on) AND month(span.month) = month(death.died_on)
),
begun AS (
    SELECT member.household_id, now.person_id, now.injury, CASE WHEN now.kind <> '其他' THEN now.kind ELSE '意外' END AS kind
    FROM told AS now
    JOIN linked.member AS member ON member.person_id = now.person_id
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'accident'
    -- LEFT: what is new was not there before
    LEFT JOIN told AS old ON old.person_id = now.person_id AND old.accident_no = now.accident_no AND old.back = came.back
    WHERE now.back = 0 AND now.is_grave AND NOT coalesce(old.is_grave, false)
        AND (
            (came.back = 1 AND old.is_grave IS NOT NULL)
            OR (came.back IS NOT NULL AND now.happened_on >= came.since)
            OR (came.back IS NULL AND year(now.happened_on) = year(came.since) AND month(now.happened_on) = month(came.since))
        )
        AND NOT (now.injury = '死亡' AND EXISTS (SELECT 1 FROM dead WHERE dead.person_id = now.person_id AND dead.age BETWEEN $age_from AND $age_to))
        AND NOT EXISTS (
            SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month
            WHERE pending.person_id = now.person_id AND pending.dataset = 'accident' AND span.back = came.back
        )
)
SELECT
    household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(DISTINCT person_id) AS "count",
    string_agg(DISTINCT kind, '、' ORDER BY kind) AS kind,
    string_agg(DISTINCT injury, '、' ORDER BY injury) AS injury,
    string_agg(DISTINCT CAST(person_id AS VARCHAR), ';' ORDER BY CAST(person_id AS VARCHAR)) AS persons
FROM begun
GROUP BY household_id
ORDER BY household_id
