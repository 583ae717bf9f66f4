-- Net income a person a year of the households concerned, as of the month and each of the months before it.
-- One row a household whose last year's income is known, and month; income_total / people_months, exactly, as in
-- linked.annual_income. Reads linked.concerned, linked.household, linked.income_month, linked.income_span.
WITH as_of AS (
    SELECT month, back FROM linked.income_span WHERE back < $months
),
pairs AS (
    SELECT
        now.household_id, as_of.back,
        CAST(sum(now.income - before.income) AS DECIMAL(14,2)) AS difference,
        CAST(count(*) AS DECIMAL(4,0)) AS pair_count
    FROM as_of
    JOIN linked.income_month AS now ON now.back BETWEEN as_of.back AND as_of.back + 11
    JOIN linked.income_month AS before ON before.household_id = now.household_id AND before.back = now.back + 12
    GROUP BY now.household_id, as_of.back
    HAVING count(*) >= $least_pairs
)
SELECT
    household.household_id, CAST(as_of.month AS DATE) AS month,
    CAST(
        household.income_per_capita * coalesce(pairs.pair_count, 1) * household.size + 12 * coalesce(pairs.difference, 0) AS DECIMAL(20,2)
    ) AS income_total,
    CAST(coalesce(pairs.pair_count, 1) * household.size AS DECIMAL(8,0)) AS people_months
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
CROSS JOIN as_of
-- LEFT: too short a history leaves last year's income as it is
LEFT JOIN pairs ON pairs.household_id = household.household_id AND pairs.back = as_of.back
WHERE household.income_per_capita IS NOT NULL
ORDER BY household.household_id, as_of.month
