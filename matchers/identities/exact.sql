-- Names and numbers that agree to the letter.
-- One row an identity. Reads intake.identity, linked.person_number.
CREATE OR REPLACE TABLE linked.identity_person AS
SELECT identity.identity_id, min(person.person_id) AS person_id, 'exact' AS joined_by
FROM intake.identity AS identity
JOIN linked.person_number AS person ON person.number = identity.number AND person.name = identity.name
WHERE identity.number_state = 'ok' AND person.number_state = 'ok' AND identity.first_folder <= $known
GROUP BY identity.identity_id
HAVING count(DISTINCT person.person_id) = 1
