-- Who is still to be found, as written.
-- One row an identity. Reads linked.unsettled, intake.identity.
SELECT DISTINCT identity.identity_id, identity.number, identity.name, identity.town, identity.village
FROM linked.unsettled AS unsettled
JOIN intake.identity AS identity ON identity.identity_id = unsettled.identity_id
ORDER BY identity.identity_id
