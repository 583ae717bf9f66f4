-- Namesakes of the same village; a character that did not survive stands for any.
-- One row an identity and person. Reads linked.unsettled, linked.person_place.
WITH lost_in_drop AS (
    SELECT * FROM linked.unsettled WHERE name LIKE '%?%' AND village <> '' AND replace(name, '?', '') <> ''
),
lost_in_roster AS (
    SELECT * FROM linked.person_place WHERE name LIKE '%?%' AND replace(name, '?', '') <> ''
)
SELECT unsettled.identity_id, person.person_id, unsettled.name = person.name AS is_same_name
FROM linked.unsettled AS unsettled
JOIN linked.person_place AS person
    ON person.name_key = unsettled.name_key AND person.town = unsettled.town AND person.village = unsettled.village
WHERE unsettled.village <> ''
UNION
SELECT unsettled.identity_id, person.person_id, false
FROM lost_in_drop AS unsettled
JOIN linked.person_place AS person ON person.town = unsettled.town AND person.village = unsettled.village
WHERE person.name LIKE replace(unsettled.name, '?', '_')
UNION
SELECT unsettled.identity_id, person.person_id, false
FROM linked.unsettled AS unsettled
JOIN lost_in_roster AS person ON person.town = unsettled.town AND person.village = unsettled.village
WHERE unsettled.name LIKE replace(person.name, '?', '_')
ORDER BY 1, 2, 3
