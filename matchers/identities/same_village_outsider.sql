-- People not on the roster who bear an unusable number's name in its village.
-- One row an identity. Reads linked.unsettled, linked.person_number, linked.found_under.
SELECT DISTINCT unsettled.identity_id
FROM linked.unsettled AS unsettled
JOIN linked.unsettled AS outsider
    ON outsider.name_key = unsettled.name_key AND outsider.town = unsettled.town AND outsider.village = unsettled.village
WHERE unsettled.number_state <> 'ok' AND unsettled.village <> '' AND outsider.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM linked.person_number AS person WHERE person.number = outsider.number)
    AND NOT EXISTS (SELECT 1 FROM linked.found_under AS found WHERE found.number = outsider.number)
ORDER BY unsettled.identity_id
