-- name: last_pulls
-- The newest fetching from each source for a month.
-- One row a source. Reads wire.pulled.
SELECT source, max(fetched_at), arg_max(failure, fetched_at)
FROM wire.pulled
WHERE month = $month
GROUP BY source
ORDER BY source;

-- name: left_there
-- What could not be used as it lay there, of the newest fetching for a month.
-- One row a source and file. Reads wire.pulled, wire.left_there.
WITH newest AS (
    SELECT source, max(fetched_at) AS fetched_at
    FROM wire.pulled
    WHERE month = $month
    GROUP BY source
)
SELECT left_there.source, left_there.name
FROM wire.left_there AS left_there
JOIN newest ON newest.source = left_there.source AND newest.fetched_at = left_there.fetched_at
WHERE left_there.month = $month
ORDER BY left_there.source, left_there.name;

-- name: landed
-- What a source has given, in all months.
-- One row a file. Reads wire.landed.
SELECT DISTINCT month, sha256, mtime
FROM wire.landed
WHERE source = $source
ORDER BY month, sha256, mtime;

-- name: came_from
-- What each source has ever given.
-- One row a source. Reads wire.pulled.
SELECT source, sum(landed)::INTEGER, max(fetched_at)
FROM wire.pulled
GROUP BY source
ORDER BY source
