-- Households with a living member who is not insured.
-- One row a household; persons are the members. Reads linked.living, linked.enrolment, linked.span, linked.pending.
SELECT
    living.household_id,
    CAST(1 AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    count(*) AS "count",
    string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
FROM linked.living AS living
WHERE NOT EXISTS (
        SELECT 1 FROM linked.enrolment AS enrolment JOIN linked.span AS span ON span.month = enrolment.month AND span.back = 0
        WHERE enrolment.person_id = living.person_id AND enrolment.status = '正常参保'
    )
    AND NOT EXISTS (
        SELECT 1 FROM linked.pending AS pending JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE pending.person_id = living.person_id AND pending.dataset = 'enrolment'
    )
GROUP BY living.household_id
ORDER BY living.household_id
