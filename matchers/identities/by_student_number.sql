-- Persons whose ID number a student number holds (G + ID).
-- One row an identity and person. Reads linked.unsettled, linked.person_number.
SELECT DISTINCT unsettled.identity_id, unsettled.name, person.person_id, person.name AS person_name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person ON person.number = substr(unsettled.student_no, 2)
WHERE unsettled.number_state <> 'ok' AND unsettled.student_no LIKE 'G%' AND person.number_state = 'ok'
ORDER BY unsettled.identity_id, person.person_id, person_name
