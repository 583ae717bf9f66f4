-- The number under which the latest roster that has a usable one knows a person.
-- One row a person. Reads linked.roster_row.
SELECT person_id, number, number_state
FROM (
    SELECT
        person_id, number, number_state,
        row_number() OVER (
            PARTITION BY person_id
            ORDER BY number_state = 'ok' DESC, month DESC, order_no DESC, "row" DESC
        ) AS place
    FROM linked.roster_row
) AS ranked
WHERE place = 1
ORDER BY person_id
