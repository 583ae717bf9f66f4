-- Households with a member whose lasting benefits fell.
-- One row a household; persons are the members, value and baseline their benefits of the two months, yuan.
-- Reads linked.living, linked.assistance, linked.span, linked.pending.
WITH benefits AS (
    SELECT
        assistance.person_id,
        CAST(sum(CASE WHEN span.back = 0 THEN assistance.amount ELSE 0 END) AS DECIMAL(14,2)) AS paid_now,
        CAST(sum(CASE WHEN span.back = 1 THEN assistance.amount ELSE 0 END) AS DECIMAL(14,2)) AS paid_before,
        max(CASE WHEN assistance.amount IS NULL THEN 1 ELSE 0 END) AS has_unknown
    FROM linked.assistance AS assistance
    JOIN linked.span AS span ON span.month = assistance.month
    WHERE span.back <= 1 AND assistance.status = '享受' AND assistance.kind <> '临时救助'
    GROUP BY assistance.person_id
)
SELECT
    living.household_id,
    CAST(sum(benefits.paid_now) AS DECIMAL(14,2)) AS value,
    CAST(sum(benefits.paid_before) AS DECIMAL(14,2)) AS baseline,
    CAST($ratio * sum(benefits.paid_before) AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
FROM linked.living AS living
JOIN benefits ON benefits.person_id = living.person_id
WHERE benefits.has_unknown = 0 AND benefits.paid_now < $ratio * benefits.paid_before
    AND NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE pending.person_id = living.person_id AND pending.dataset = 'assistance'
    )
GROUP BY living.household_id
ORDER BY living.household_id
