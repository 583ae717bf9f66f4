-- Who the incoming rows name, as written: what is not known yet gets the next number.
-- One row a distinct (number, name, place, student number). Reads the registered frame `incoming`
-- and intake.identity.
INSERT INTO intake.identity
SELECT
    (SELECT coalesce(max(identity_id), 0) FROM intake.identity)
    + row_number() OVER (ORDER BY number, number_state, name, town, village, student_no) AS identity_id,
    number, number_state, name, name_key, town, village, student_no, CAST($folder AS DATE) AS first_folder
FROM (
    SELECT DISTINCT {number} AS number, {number_state} AS number_state, {name} AS name, {name_key} AS name_key,
        {town} AS town, {village} AS village, {student_no} AS student_no
    FROM incoming
) AS named
WHERE NOT EXISTS (
    SELECT 1 FROM intake.identity AS known
    WHERE known.number = named.number AND known.name = named.name AND known.town = named.town
        AND known.village = named.village AND known.student_no = named.student_no
)
