-- Namesakes whose number shares its first or its last eight characters: one slip leaves one half whole.
-- One row an identity, person and number. Reads linked.unsettled, linked.person_number.
SELECT
    unsettled.identity_id, unsettled.number, person.person_id, person.number AS person_number,
    unsettled.name = person.name AS is_same_name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person
    ON person.name_key = unsettled.name_key AND left(person.number, 8) = left(unsettled.number, 8)
WHERE unsettled.number <> '' AND person.number <> ''
UNION
SELECT
    unsettled.identity_id, unsettled.number, person.person_id, person.number,
    unsettled.name = person.name
FROM linked.unsettled AS unsettled
JOIN linked.person_number AS person
    ON person.name_key = unsettled.name_key AND right(person.number, 8) = right(unsettled.number, 8)
WHERE unsettled.number <> '' AND person.number <> ''
ORDER BY 1, 3, 4
