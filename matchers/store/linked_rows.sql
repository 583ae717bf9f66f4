-- The incoming rows of a dataset whose rows name a person.
-- One row a stored row. Reads the registered frame `incoming` and intake.identity.
INSERT INTO intake.{dataset}
SELECT $part_id, incoming."row", CAST(incoming.month AS DATE), identity.identity_id, {values}
FROM (SELECT *, {town} AS at_town, {village} AS at_village, {student_no} AS at_student FROM incoming) AS incoming
JOIN intake.identity AS identity
    ON identity.number = incoming.number AND identity.name = incoming.name AND identity.town = incoming.at_town
    AND identity.village = incoming.at_village AND identity.student_no = incoming.at_student
