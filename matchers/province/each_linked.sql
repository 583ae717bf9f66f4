-- name: stands_as_of
-- The month that a county was compared last; its file is attached as `county`.
-- One row, or none before the first. Reads linked.as_of of the county.
SELECT month FROM county.linked.as_of;
