-- Households that got 低保, 特困供养 or 临时救助 this month and none of them in half a year before.
-- One row a household; value is what they got, `kinds` of what; persons are the members; yuan. Reads linked.member, linked.household,
-- linked.assistance, linked.span, linked.received_month, linked.pending.
WITH came AS (
    SELECT town, back FROM linked.received_month WHERE dataset = 'assistance' AND back BETWEEN 1 AND $span
),
enough AS (
    SELECT town FROM came GROUP BY town HAVING count(*) >= $least_months
),
granted AS (
    SELECT member.household_id, member.person_id, household.town, benefit.kind, benefit.amount, span.back
    FROM linked.member AS member
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.assistance AS benefit ON benefit.person_id = member.person_id
    JOIN linked.span AS span ON span.month = benefit.month AND span.back <= $span
    WHERE benefit.status = '享受' AND benefit.amount > 0 AND benefit.kind IN ('低保', '特困供养', '临时救助')
),
had AS (
    SELECT DISTINCT granted.household_id FROM granted JOIN came ON came.town = granted.town AND came.back = granted.back
),
unknown AS (
    SELECT DISTINCT member.household_id
    FROM linked.member AS member
    JOIN linked.household AS household ON household.household_id = member.household_id
    JOIN linked.pending AS pending ON pending.person_id = member.person_id AND pending.dataset = 'assistance'
    JOIN linked.span AS span ON span.month = pending.month
    JOIN came ON came.town = household.town AND came.back = span.back
),
kinds AS (
    SELECT household_id, string_agg(kind, '、' ORDER BY kind) AS kinds
    FROM (SELECT DISTINCT household_id, kind FROM granted WHERE back = 0) AS each
    GROUP BY household_id
),
paid AS (
    SELECT household_id, person_id, town, sum(amount) AS amount FROM granted WHERE back = 0 GROUP BY household_id, person_id, town
)
SELECT
    paid.household_id,
    CAST(sum(paid.amount) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(NULL AS DECIMAL(14,2)) AS threshold,
    max(kinds.kinds) AS kinds,
    string_agg(CAST(paid.person_id AS VARCHAR), ';' ORDER BY paid.person_id) AS persons
FROM paid
JOIN enough ON enough.town = paid.town
JOIN kinds ON kinds.household_id = paid.household_id
WHERE NOT EXISTS (SELECT 1 FROM had WHERE had.household_id = paid.household_id)
    AND NOT EXISTS (SELECT 1 FROM unknown WHERE unknown.household_id = paid.household_id)
GROUP BY paid.household_id
ORDER BY paid.household_id
