-- Everybody of the roster who bears the name of somebody still to be found.
-- One row an identity and person. Reads linked.unsettled, linked.person_place.
SELECT DISTINCT unsettled.identity_id, person.person_id, unsettled.name = person.name AS is_same_name
FROM linked.unsettled AS unsettled
JOIN linked.person_place AS person ON person.name_key = unsettled.name_key
WHERE unsettled.number_state <> 'ok'
ORDER BY 1, 2
