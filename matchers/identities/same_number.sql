-- A valid number of the roster under a name that is not the same to the letter.
-- One row an identity and person. Reads linked.unsettled, linked.person_number.
SELECT DISTINCT unsettled.identity_id, unsettled.name, person.person_id, person.name AS person_name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person ON person.number = unsettled.number
WHERE unsettled.number_state = 'ok' AND person.number_state = 'ok'
ORDER BY unsettled.identity_id, person.person_id, person_name
