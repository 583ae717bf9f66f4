-- Numbers under which the roster knows a person.
-- One row a person and number. Reads linked.person_number.
SELECT DISTINCT person_id, number, number_state
FROM linked.person_number
ORDER BY person_id, number
