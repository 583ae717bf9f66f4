-- Persons of the roster under the further sounds of their names.
-- One row a person, place and sound. Reads linked.person_place, linked.other_sound.
INSERT INTO linked.person_place
SELECT DISTINCT one.person_id, one.name, other.name_key, one.town, one.village
FROM linked.person_place AS one
JOIN linked.other_sound AS other ON other.name = one.name
