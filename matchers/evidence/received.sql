-- What came for the month and the two before it.
-- One row a town and month. Reads linked.received_month.
SELECT town, back, settlement, student, employment, assistance, enrolment, house, water, death
FROM linked.received_month
WHERE back <= 2
ORDER BY town, back
