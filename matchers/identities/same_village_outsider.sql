-- Unusable numbers whose name somebody not on the roster bears in the same village.
-- One row an identity. Reads linked.unsettled, linked.outsider.
SELECT DISTINCT unsettled.identity_id
FROM linked.unsettled AS unsettled
JOIN linked.outsider AS outsider
    ON outsider.name_key = unsettled.name_key AND outsider.town = unsettled.town AND outsider.village = unsettled.village
WHERE unsettled.number_state <> 'ok' AND unsettled.village <> ''
ORDER BY unsettled.identity_id
