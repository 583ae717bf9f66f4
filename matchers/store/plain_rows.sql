-- The incoming rows of the roster, or of a dataset that names no person.
-- One row a stored row. Reads the registered frame `incoming`.
INSERT INTO intake.{dataset}
SELECT $part_id, "row", CAST(month AS DATE), {values}
FROM incoming
