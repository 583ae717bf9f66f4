-- The numbers of those still to be found.
-- One row an identity. Reads linked.unsettled.
SELECT DISTINCT identity_id, number, number_state FROM linked.unsettled ORDER BY identity_id
