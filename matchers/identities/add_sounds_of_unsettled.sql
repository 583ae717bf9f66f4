-- Those still to be found, under the further sounds of their names.
-- One row an identity and sound. Reads linked.unsettled, linked.other_sound.
INSERT INTO linked.unsettled
SELECT DISTINCT one.identity_id, one.number, one.number_state, one.name, other.name_key, one.student_no, one.town, one.village
FROM linked.unsettled AS one
JOIN linked.other_sound AS other ON other.name = one.name
