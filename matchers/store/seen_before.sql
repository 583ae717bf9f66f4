-- Whom the incoming rows name in an older folder than the one they were first seen in: what that was until then.
-- One row an identity. Reads the registered frame `incoming` and intake.identity.
INSERT INTO intake.identity_before
SELECT DISTINCT known.identity_id, known.first_folder, $part_id AS until_part
FROM intake.identity AS known
JOIN (SELECT *, {town} AS at_town, {village} AS at_village, {student_no} AS at_student FROM incoming) AS incoming
    ON known.number = incoming.number AND known.name = incoming.name AND known.town = incoming.at_town
    AND known.village = incoming.at_village AND known.student_no = incoming.at_student
WHERE known.first_folder > CAST($folder AS DATE)
