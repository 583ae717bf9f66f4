-- name: last_pulls
-- The newest fetching from each source for a month, with all that came of it for that month.
-- One row a source. Reads wire.pulled.
SELECT source, max(fetched_at), sum(landed)::INTEGER, arg_max(waiting, fetched_at), arg_max(failure, fetched_at)
FROM wire.pulled
WHERE month = $month
GROUP BY source
ORDER BY source;

-- name: came_from
-- What each source has ever given.
-- One row a source. Reads wire.pulled.
SELECT source, sum(landed)::INTEGER, max(fetched_at)
FROM wire.pulled
GROUP BY source
ORDER BY source
