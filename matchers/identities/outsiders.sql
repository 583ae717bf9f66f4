-- People not on the roster: valid numbers that nobody of it bears or was found under.
-- One row a number, name and place, as often as written. Reads linked.unsettled, linked.person_number, linked.found_under.
CREATE OR REPLACE TABLE linked.outsider AS
SELECT unsettled.number, unsettled.name_key, unsettled.town, unsettled.village
FROM linked.unsettled AS unsettled
WHERE unsettled.number_state = 'ok'
    AND NOT EXISTS (SELECT 1 FROM linked.person_number AS person WHERE person.number = unsettled.number)
    AND NOT EXISTS (SELECT 1 FROM linked.found_under AS found WHERE found.number = unsettled.number)
