-- Namesakes of the same village; a character that did not survive stands for any.
-- One row an identity and person. Reads linked.unsettled, linked.person_place, linked.person_number.
SELECT unsettled.identity_id, person.person_id, unsettled.name = person.name AS is_same_name
FROM linked.unsettled AS unsettled
JOIN linked.person_place AS person
    ON person.name_key = unsettled.name_key AND person.town = unsettled.town AND person.village = unsettled.village
WHERE unsettled.village <> ''
UNION
SELECT unsettled.identity_id, person.person_id, false
FROM linked.unsettled AS unsettled
JOIN linked.person_place AS person
    ON person.town = unsettled.town AND person.village = unsettled.village
    AND (
        (unsettled.name LIKE '%?%' AND person.name LIKE replace(unsettled.name, '?', '_'))
        OR (person.name LIKE '%?%' AND unsettled.name LIKE replace(person.name, '?', '_'))
    )
WHERE unsettled.village <> '' AND replace(unsettled.name, '?', '') <> ''
ORDER BY 1, 2, 3
