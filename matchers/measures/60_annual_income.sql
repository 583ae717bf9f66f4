-- Net income a person a year, carried on from last year's by what wages and assistance changed since.
-- One row a household whose last year's income is known. annual_income = income_total / people_months, exactly;
-- pairs are months of the last twelve received together with the same month a year before.
-- Reads linked.household, linked.household_month, linked.usual.
CREATE OR REPLACE TABLE linked.annual_income AS
WITH pairs AS (
    SELECT
        now.home,
        CAST(sum(now.income - before.income) AS DECIMAL(14,2)) AS difference,
        CAST(count(*) AS DECIMAL(4,0)) AS pair_count
    FROM linked.household_month AS now
    JOIN linked.household_month AS before ON before.home = now.home AND before.back = now.back + 12
    WHERE now.back <= 11 AND now.income IS NOT NULL AND before.income IS NOT NULL
    GROUP BY now.home
),
carried AS (
    SELECT
        household.household_id, household.size, household.income_per_capita, usual.rigid_of_year,
        CASE WHEN pairs.pair_count >= $least_pairs THEN pairs.difference ELSE 0 END AS difference,
        CASE WHEN pairs.pair_count >= $least_pairs THEN pairs.pair_count ELSE 1 END AS pair_count
    FROM linked.household AS household
    JOIN linked.usual AS usual ON usual.household_id = household.household_id
    -- LEFT: too short a history leaves last year's income as it is
    LEFT JOIN pairs ON pairs.home = household.home
    WHERE household.income_per_capita IS NOT NULL
)
SELECT
    household_id, size, rigid_of_year,
    CAST(income_per_capita * pair_count * size + 12 * difference AS DECIMAL(20,2)) AS income_total,
    CAST(income_per_capita * pair_count * size + 12 * difference - rigid_of_year * pair_count AS DECIMAL(20,2)) AS disposable_total,
    CAST(pair_count * size AS DECIMAL(8,0)) AS people_months
FROM carried
