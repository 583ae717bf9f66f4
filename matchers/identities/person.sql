-- Everybody of the roster, with the birth date that the number proves.
-- One row a person. Reads linked.latest_number, linked.shown_birth.
CREATE OR REPLACE TABLE linked.person AS
SELECT
    latest.person_id, latest.number, latest.number_state,
    CASE
        WHEN latest.number_state = 'ok'
        THEN CAST(substr(latest.number, 7, 4) || '-' || substr(latest.number, 11, 2) || '-' || substr(latest.number, 13, 2) AS DATE)
        ELSE CAST(shown.birth AS DATE)
    END AS birth
FROM linked.latest_number AS latest
-- LEFT: only numbers that fail the check were looked at one by one
LEFT JOIN linked.shown_birth AS shown ON shown.person_id = latest.person_id
