-- Households under the standard of 低保 in which nobody has it, or 特困供养.
-- One row a household; yuan a person a year. Reads linked.annual_income, linked.covered, linked.living, linked.pending, linked.span.
SELECT
    annual.household_id,
    CAST(CAST(annual.income_total / annual.people_months AS DECIMAL(20,6)) AS DECIMAL(14,2)) AS value,
    CAST(NULL AS DECIMAL(14,2)) AS baseline,
    CAST($dibao_yuan AS DECIMAL(14,2)) AS threshold
FROM linked.annual_income AS annual
WHERE annual.income_total < $dibao_yuan * annual.people_months
    AND NOT EXISTS (SELECT 1 FROM linked.covered AS covered WHERE covered.household_id = annual.household_id)
    AND NOT EXISTS (
        SELECT 1
        FROM linked.living AS living
        JOIN linked.pending AS pending ON pending.person_id = living.person_id AND pending.dataset = 'assistance'
        JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
        WHERE living.household_id = annual.household_id
    )
ORDER BY annual.household_id
