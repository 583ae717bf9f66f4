-- Numbers that do not pass the check.
-- One row a person. Reads linked.latest_number.
SELECT person_id, number FROM linked.latest_number WHERE number_state <> 'ok' ORDER BY person_id
