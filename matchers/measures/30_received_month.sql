-- Which datasets were received for the month and the two years before it, town by town.
-- One row a town and month of the span. Reads linked.household, linked.span (month, back), linked.received.
CREATE OR REPLACE TABLE linked.received_month AS
SELECT
    place.town, span.month, span.back,
    coalesce(max(CASE WHEN received.dataset = 'settlement' THEN 1 END), 0) = 1 AS settlement,
    coalesce(max(CASE WHEN received.dataset = 'student' THEN 1 END), 0) = 1 AS student,
    coalesce(max(CASE WHEN received.dataset = 'employment' THEN 1 END), 0) = 1 AS employment,
    coalesce(max(CASE WHEN received.dataset = 'assistance' THEN 1 END), 0) = 1 AS assistance,
    coalesce(max(CASE WHEN received.dataset = 'enrolment' THEN 1 END), 0) = 1 AS enrolment,
    coalesce(max(CASE WHEN received.dataset = 'house' THEN 1 END), 0) = 1 AS house,
    coalesce(max(CASE WHEN received.dataset = 'water' THEN 1 END), 0) = 1 AS water,
    coalesce(max(CASE WHEN received.dataset = 'death' THEN 1 END), 0) = 1 AS death
FROM (SELECT DISTINCT town FROM linked.household) AS place
CROSS JOIN linked.span AS span
-- LEFT: a month of which nothing came is there too, all false
LEFT JOIN linked.received AS received ON received.month = span.month AND received.town IN ('', place.town)
GROUP BY place.town, span.month, span.back
