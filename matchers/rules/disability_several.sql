-- Households with two living members or more who hold a disability card in force, and whose income is not far above the line.
-- One row a household; value is how many members, persons are they; income is yuan a person a year. Reads linked.living,
-- linked.disability, linked.span, linked.household, linked.annual_income.
WITH holders AS (
    SELECT living.household_id, count(*) AS holders, string_agg(CAST(living.person_id AS VARCHAR), ';' ORDER BY living.person_id) AS persons
    FROM linked.living AS living
    JOIN linked.disability AS card ON card.person_id = living.person_id AND card.status = '有效'
    JOIN linked.span AS span ON span.month = card.month AND span.back = 0
    GROUP BY living.household_id
)
SELECT
    holders.household_id,
    CAST(holders.holders AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST(2 AS DECIMAL(14,2)) AS threshold,
    CAST(CAST(annual.income_total / annual.people_months AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS income,
    holders.persons
FROM holders
JOIN linked.household AS household ON household.household_id = holders.household_id
JOIN linked.annual_income AS annual ON annual.household_id = holders.household_id
WHERE holders.holders >= 2
    AND annual.income_total
        < CASE WHEN household.household_type = '一般农户' THEN $ordinary_times ELSE $other_times END * $line_yuan * annual.people_months
ORDER BY holders.household_id
