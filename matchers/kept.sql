-- name: made_of
-- Of what something was made last.
-- One row, or none where it does not stand. Reads linked.made_of.
SELECT digest FROM linked.made_of WHERE made = $made;

-- name: forget
-- It does not stand.
-- Reads linked.made_of.
DELETE FROM linked.made_of WHERE made = $made;
