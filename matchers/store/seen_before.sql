-- Whom the incoming rows name in an older folder than the one they were first seen in: what that was until then.
-- One row an identity. Reads the registered frame `incoming` and intake.identity.
INSERT INTO intake.identity_before
SELECT DISTINCT known.identity_id, known.first_folder, $part_id AS until_part
FROM intake.identity AS known
JOIN incoming
    ON known.number = incoming.number AND known.name = incoming.name AND known.town = {town}
    AND known.village = {village} AND known.student_no = {student_no}
WHERE known.first_folder > CAST($folder AS DATE)
