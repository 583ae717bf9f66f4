-- Names among which namesakes are looked for.
-- One row a name. Reads linked.unsettled, linked.person_number, linked.person_place.
SELECT name FROM linked.unsettled
UNION
SELECT name FROM linked.person_number
UNION
SELECT name FROM linked.person_place
ORDER BY name
