-- The number under which a person is known: the healed one, else the latest roster's, a usable one before others.
-- One row a person. Reads linked.roster_row, linked.healed.
CREATE OR REPLACE TABLE linked.latest_number AS
SELECT
    ranked.person_id,
    coalesce(healed.number, ranked.number) AS number,
    CASE WHEN healed.number IS NULL THEN ranked.number_state ELSE 'ok' END AS number_state
FROM (
    SELECT
        person_id, number, number_state,
        row_number() OVER (
            PARTITION BY person_id
            ORDER BY CASE WHEN number_state = 'ok' THEN 0 ELSE 1 END, month DESC, order_no DESC, "row" DESC, number
        ) AS place
    FROM linked.roster_row
) AS ranked
-- LEFT: few numbers need healing
LEFT JOIN linked.healed AS healed ON healed.person_id = ranked.person_id
WHERE ranked.place = 1
