-- name: standing
-- How a household stands to the monitoring line: under it before or (where that counts) after rigid expenditure; under a higher one.
-- One row a household asked for whose income is known. Reads linked.annual_income, linked.labelled.
SELECT
    household_id,
    income_total < $line_yuan * people_months OR (CAST($after_rigid AS BOOLEAN) AND disposable_total < $line_yuan * people_months) AS is_under,
    income_total < $yellow_yuan * people_months AS is_near
FROM linked.annual_income
WHERE household_id IN (SELECT household_id FROM linked.labelled)
ORDER BY household_id;

-- name: facts
-- What labels of a household's lead go by: its kind, whether anybody can work, which benefits it has this month, a frail elder in care,
-- and its year's income (income_total / people_months, null where unknown).
-- One row a household asked for. Reads linked.labelled, linked.household, linked.living, linked.assistance, linked.water, linked.span,
-- linked.annual_income.
WITH benefit AS (
    SELECT living.household_id, living.person_id, assistance.kind
    FROM linked.living AS living
    JOIN linked.assistance AS assistance ON assistance.person_id = living.person_id AND assistance.status = '享受'
    JOIN linked.span AS span ON span.month = assistance.month AND span.back = 0
),
kinds AS (
    SELECT household_id, string_agg(kind, ';' ORDER BY kind) AS benefits FROM (SELECT DISTINCT household_id, kind FROM benefit) AS each GROUP BY household_id
),
able AS (
    SELECT household_id, max(CASE WHEN labour IN ('无劳动力', '丧失劳动力') THEN 0 ELSE 1 END) AS has_labour FROM linked.living GROUP BY household_id
),
supplied AS (
    SELECT DISTINCT water.town, water.village
    FROM linked.water AS water
    JOIN linked.span AS span ON span.month = water.month AND span.back = 0
),
frail AS (
    SELECT DISTINCT living.household_id
    FROM linked.living AS living
    JOIN benefit ON benefit.person_id = living.person_id AND benefit.kind = '特困供养'
    WHERE living.age >= 60 AND living.labour IN ('无劳动力', '丧失劳动力')
)
SELECT
    household.household_id, coalesce(kinds.benefits, '') AS benefits, coalesce(able.has_labour, 0) = 1 AS has_labour,
    frail.household_id IS NOT NULL AS has_frail_elder, supplied.village IS NOT NULL AS has_supply_told, annual.income_total, annual.people_months, annual.rigid_of_year, household.size
FROM linked.labelled AS labelled
JOIN linked.household AS household ON household.household_id = labelled.household_id
-- LEFT: most have no benefit
LEFT JOIN kinds ON kinds.household_id = household.household_id
-- LEFT: all may have died
LEFT JOIN able ON able.household_id = household.household_id
-- LEFT: few have one
LEFT JOIN frail ON frail.household_id = household.household_id
-- LEFT: of some villages the water extract says nothing
LEFT JOIN supplied ON supplied.town = household.town AND supplied.village = household.village
-- LEFT: the roster may not have last year's income
LEFT JOIN linked.annual_income AS annual ON annual.household_id = household.household_id
ORDER BY household.household_id;

-- name: homes
-- Households by what the roster says of them.
-- One row a household. Reads linked.household.
SELECT household_id, coalesce(household_type, '') AS household_type, coalesce(risk_cleared, '') AS risk_cleared FROM linked.household ORDER BY household_id;
