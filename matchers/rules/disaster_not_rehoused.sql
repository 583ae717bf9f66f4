-- Households whose house was badly damaged or fell some months ago and is not said to be restored; where nothing is said, nothing is known.
-- One row a household; value is the months since the longest ago, persons are whose rows they are. Reads linked.member, linked.disaster,
-- linked.span.
WITH damaged AS (
    SELECT
        member.household_id, member.person_id, disaster.recovery,
        (year(span.month) - year(disaster.happened_on)) * 12 + month(span.month) - month(disaster.happened_on) AS months
    FROM linked.member AS member
    JOIN linked.disaster AS disaster ON disaster.person_id = member.person_id
    JOIN linked.span AS span ON span.month = disaster.month AND span.back = 0
    WHERE disaster.house_damage IN ('严重损坏', '倒塌') AND disaster.recovery IN ('无需', '未恢复', '恢复中')
)
SELECT
    household_id,
    CAST(max(months) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($months AS DECIMAL(14,2)) AS threshold,
    string_agg(DISTINCT CASE WHEN recovery = '无需' THEN '没有恢复（写的是无需）' ELSE recovery END, '、' ORDER BY CASE WHEN recovery = '无需' THEN '没有恢复（写的是无需）' ELSE recovery END) AS recovery,
    string_agg(DISTINCT CAST(person_id AS VARCHAR), ';' ORDER BY CAST(person_id AS VARCHAR)) AS persons
FROM damaged
WHERE months >= $months
GROUP BY household_id
ORDER BY household_id
