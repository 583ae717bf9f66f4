-- Healed numbers are numbers of the roster from here on.
-- One row a person and healed number. Reads linked.healed, linked.person_number.
INSERT INTO linked.person_number
SELECT DISTINCT healed.person_id, healed.number, 'ok' AS number_state, person.name, person.name_key
FROM linked.healed AS healed
JOIN linked.person_number AS person ON person.person_id = healed.person_id
