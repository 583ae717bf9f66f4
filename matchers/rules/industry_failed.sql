-- Households whose projects failed: what the failing ones of the month have lost is much, and in the last month that came before was not; or
-- what is new since is much by itself; or, of households that are not ordinary, one was given up or dissolved since, whatever it lost.
-- Where nothing came before, nothing is known to have begun.
-- One row a household; value is the sum, or that of what is new or was given up; persons are whose projects they are; yuan. Reads
-- linked.member, linked.household, linked.industry, linked.span, linked.came_before, linked.pending.
WITH told AS (
    SELECT
        member.household_id, industry.person_id, industry.project, industry.status, span.back, industry.status <> '正常' AS has_failed,
        industry.status IN ('停产', '解散') AS has_stopped, CASE WHEN industry.status <> '正常' THEN industry.loss ELSE 0 END AS amount
    FROM linked.member AS member
    JOIN linked.industry AS industry ON industry.person_id = member.person_id
    JOIN linked.span AS span ON span.month = industry.month AND span.back <= 6
),
waiting AS (
    SELECT DISTINCT member.household_id, pending.person_id, span.back
    FROM linked.member AS member
    JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset = 'industry'
    JOIN linked.span AS span ON span.month = pending.month AND span.back BETWEEN 1 AND 6
),
compared AS (
    SELECT
        household.household_id, came.back, coalesce(household.household_type, '') <> '一般农户' AS is_listed,
        CASE WHEN household.household_type = '一般农户' THEN $ordinary_floor ELSE $other_floor END AS threshold
    FROM linked.household AS household
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'industry' AND came.back IS NOT NULL
),
now AS (
    SELECT
        told.household_id, told.person_id, told.project, told.status, coalesce(told.amount, 0) AS amount,
        old.person_id IS NULL AND waiting.person_id IS NULL AS is_new,
        compared.is_listed AND told.has_stopped AND NOT coalesce(old.has_stopped, false) AND waiting.person_id IS NULL AS stops
    FROM told
    JOIN compared ON compared.household_id = told.household_id
    -- LEFT: what is new was not there before
    LEFT JOIN told AS old ON old.person_id = told.person_id AND old.project = told.project AND old.back = compared.back
    -- LEFT: of most nothing waits
    LEFT JOIN waiting ON waiting.person_id = told.person_id AND waiting.back = compared.back
    WHERE told.back = 0 AND told.has_failed
),
before AS (
    SELECT told.household_id, sum(told.amount) AS amount, max(CASE WHEN told.amount IS NULL THEN 1 ELSE 0 END) = 1 AS has_unknown
    FROM told
    JOIN compared ON compared.household_id = told.household_id AND compared.back = told.back
    GROUP BY told.household_id
),
judged AS (
    SELECT
        compared.household_id, compared.threshold,
        sum(now.amount) >= compared.threshold AND coalesce(before.amount, 0) < compared.threshold AND NOT coalesce(before.has_unknown, false)
            AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.household_id = compared.household_id AND waiting.back = compared.back) AS has_begun,
        sum(CASE WHEN now.is_new THEN now.amount ELSE 0 END) >= compared.threshold AS is_hit_anew
    FROM compared
    JOIN now ON now.household_id = compared.household_id
    -- LEFT: most lost nothing before
    LEFT JOIN before ON before.household_id = compared.household_id
    GROUP BY compared.household_id, compared.threshold, compared.back, before.amount, before.has_unknown
)
SELECT
    judged.household_id,
    CAST(sum(now.amount) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(max(judged.threshold) AS DECIMAL(14,2)) AS threshold,
    string_agg(DISTINCT now.project, '、' ORDER BY now.project) AS project,
    string_agg(DISTINCT now.status, '、' ORDER BY now.status) AS status,
    string_agg(DISTINCT CAST(now.person_id AS VARCHAR), ';' ORDER BY CAST(now.person_id AS VARCHAR)) AS persons
FROM judged
JOIN now ON now.household_id = judged.household_id
WHERE judged.has_begun OR (judged.is_hit_anew AND now.is_new) OR now.stops
GROUP BY judged.household_id
ORDER BY judged.household_id
