-- Households with a living member whose disability card entitles to the allowances, and who has neither them nor 特困供养: a card of 一级 or
-- 二级, or of any grade beside 低保 in the household (湘政发〔2015〕54号).
-- One row a household; persons are the members. Reads linked.living, linked.disability, linked.assistance, linked.span, linked.pending.
WITH benefit AS (
    SELECT living.household_id, living.person_id, assistance.kind
    FROM linked.living AS living
    JOIN linked.assistance AS assistance ON assistance.person_id = living.person_id AND assistance.status = '享受'
    JOIN linked.span AS span ON span.month = assistance.month AND span.back = 0
)
SELECT
    living.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
FROM linked.living AS living
JOIN linked.disability AS card ON card.person_id = living.person_id AND card.status = '有效'
JOIN linked.span AS span ON span.month = card.month AND span.back = 0
WHERE (
        card.grade IN ('一级', '二级')
        OR EXISTS (SELECT 1 FROM benefit WHERE benefit.household_id = living.household_id AND benefit.kind = '低保')
    )
    AND NOT EXISTS (SELECT 1 FROM benefit AS own WHERE own.person_id = living.person_id AND own.kind IN ('残疾人两项补贴', '特困供养'))
    AND NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS current_month ON current_month.month = pending.month AND current_month.back = 0
        WHERE pending.person_id = living.person_id AND pending.dataset = 'assistance'
    )
GROUP BY living.household_id
ORDER BY living.household_id
