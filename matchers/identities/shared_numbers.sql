-- Persons whose roster number another name bears too, and under whose own name no department knows it.
-- One row a person. Reads linked.person_number, linked.identity_person.
SELECT DISTINCT one.person_id
FROM linked.person_number AS one
JOIN linked.person_number AS other ON other.number = one.number AND other.person_id <> one.person_id
WHERE one.number_state = 'ok' AND other.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM linked.identity_person AS found WHERE found.person_id = one.person_id)
ORDER BY one.person_id
