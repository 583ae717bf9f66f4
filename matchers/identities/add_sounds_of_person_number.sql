-- Numbers of the roster under the further sounds of their names.
-- One row a person, number and sound. Reads linked.person_number, linked.other_sound.
INSERT INTO linked.person_number
SELECT DISTINCT one.person_id, one.number, one.number_state, one.name, other.name_key
FROM linked.person_number AS one
JOIN linked.other_sound AS other ON other.name = one.name
