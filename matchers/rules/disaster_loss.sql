-- Households whose losses by disasters, less aid and insurance, have grown large: their sum of the month is, and that of the last month that
-- came before was not; or what is new since (of the month itself, where nothing came before) is large by itself.
-- One row a household; value is the sum, or that of what is new; persons are whose rows they are; yuan. Reads linked.member,
-- linked.household, linked.disaster, linked.span, linked.came_before, linked.pending.
WITH told AS (
    SELECT
        member.household_id, disaster.person_id, disaster.happened_on, disaster.hazard, span.back,
        disaster.loss - disaster.aid - disaster.insurance_paid AS amount
    FROM linked.member AS member
    JOIN linked.disaster AS disaster ON disaster.person_id = member.person_id
    JOIN linked.span AS span ON span.month = disaster.month AND span.back <= 6
),
waiting AS (
    SELECT DISTINCT member.household_id, pending.person_id, span.back
    FROM linked.member AS member
    JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset = 'disaster'
    JOIN linked.span AS span ON span.month = pending.month AND span.back BETWEEN 1 AND 6
),
compared AS (
    SELECT
        household.household_id, came.back, came.since,
        CASE WHEN household.household_type = '一般农户' THEN $ordinary_floor ELSE $other_floor END AS threshold
    FROM linked.household AS household
    JOIN linked.came_before AS came ON came.town = household.town AND came.dataset = 'disaster'
),
now AS (
    SELECT
        told.household_id, told.person_id, told.hazard, told.amount,
        CASE
            WHEN compared.back IS NULL THEN year(told.happened_on) = year(compared.since) AND month(told.happened_on) = month(compared.since)
            ELSE old.person_id IS NULL AND waiting.person_id IS NULL
        END AS is_new
    FROM told
    JOIN compared ON compared.household_id = told.household_id
    -- LEFT: what is new was not there before
    LEFT JOIN told AS old
        ON old.person_id = told.person_id AND old.happened_on = told.happened_on AND old.hazard = told.hazard AND old.back = compared.back
    -- LEFT: of most nothing waits
    LEFT JOIN waiting ON waiting.person_id = told.person_id AND waiting.back = compared.back
    WHERE told.back = 0 AND told.amount > 0
),
before AS (
    SELECT
        told.household_id, sum(CASE WHEN told.amount > 0 THEN told.amount ELSE 0 END) AS amount,
        max(CASE WHEN told.amount IS NULL THEN 1 ELSE 0 END) = 1 AS has_unknown
    FROM told
    JOIN compared ON compared.household_id = told.household_id AND compared.back = told.back
    GROUP BY told.household_id
),
judged AS (
    SELECT
        compared.household_id, compared.threshold,
        compared.back IS NOT NULL AND sum(now.amount) >= compared.threshold
            AND coalesce(before.amount, 0) < compared.threshold AND NOT coalesce(before.has_unknown, false)
            AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.household_id = compared.household_id AND waiting.back = compared.back) AS has_begun,
        coalesce(sum(CASE WHEN now.is_new THEN now.amount END), 0) >= compared.threshold AS is_hit_anew
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
    string_agg(DISTINCT now.hazard, '、' ORDER BY now.hazard) AS hazard,
    string_agg(DISTINCT CAST(now.person_id AS VARCHAR), ';' ORDER BY CAST(now.person_id AS VARCHAR)) AS persons
FROM judged
JOIN now ON now.household_id = judged.household_id
WHERE judged.has_begun OR (judged.is_hit_anew AND now.is_new)
GROUP BY judged.household_id
ORDER BY judged.household_id
