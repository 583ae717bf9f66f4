-- Income of the households concerned in each month that the annual income of half a year rests on; the people are today's.
-- One row a household and month received; back = 0 is the month itself. Yuan.
-- Reads linked.concerned, linked.household, linked.member, linked.person_month, linked.income_span, linked.received.
CREATE OR REPLACE TABLE linked.income_month AS
WITH came AS (
    SELECT place.town, span.month, span.back
    FROM (
        SELECT DISTINCT household.town
        FROM linked.household AS household
        JOIN linked.concerned AS concerned ON concerned.household_id = household.household_id
    ) AS place
    CROSS JOIN linked.income_span AS span
    JOIN linked.received AS received ON received.month = span.month AND received.town IN ('', place.town)
    WHERE received.dataset IN ('employment', 'assistance')
    GROUP BY place.town, span.month, span.back
    HAVING count(DISTINCT received.dataset) = 2
),
amounts AS (
    SELECT member.household_id, person_month.month, sum(person_month.wages + person_month.assistance) AS income
    FROM linked.member AS member
    JOIN linked.concerned AS concerned ON concerned.household_id = member.household_id
    JOIN linked.person_month AS person_month ON person_month.person_id = member.person_id
    GROUP BY member.household_id, person_month.month
)
SELECT household.household_id, came.back, CAST(coalesce(amounts.income, 0) AS DECIMAL(14,2)) AS income
FROM linked.concerned AS concerned
JOIN linked.household AS household ON household.household_id = concerned.household_id
JOIN came ON came.town = household.town
-- LEFT: a household with no row at all in a received month got nothing
LEFT JOIN amounts ON amounts.household_id = household.household_id AND amounts.month = came.month
