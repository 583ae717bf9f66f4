-- Namesakes of a wrong number who are not on the roster, by a valid number seen elsewhere.
-- One row an identity and number. Reads linked.unsettled, linked.outsider.
WITH outsiders AS (
    SELECT DISTINCT number, name_key FROM linked.outsider
)
SELECT unsettled.identity_id, unsettled.number, outsiders.number AS outsider_number
FROM linked.unsettled AS unsettled
JOIN outsiders ON outsiders.name_key = unsettled.name_key AND left(outsiders.number, 8) = left(unsettled.number, 8)
WHERE unsettled.number_state = 'bad'
UNION
SELECT unsettled.identity_id, unsettled.number, outsiders.number
FROM linked.unsettled AS unsettled
JOIN outsiders ON outsiders.name_key = unsettled.name_key AND right(outsiders.number, 8) = right(unsettled.number, 8)
WHERE unsettled.number_state = 'bad'
ORDER BY 1, 3
