-- name: last_step
-- The number of the last row.
-- One row. Reads wire.sending.
SELECT coalesce(max(step), 0) FROM wire.sending;

-- name: sendings
-- What became of each document's content so far.
-- One row a recipient, document and content. Reads wire.sending.
SELECT recipient, document, sha256, arg_max(state, step), arg_max(why, step)
FROM wire.sending
WHERE month = $month
GROUP BY recipient, document, sha256
ORDER BY recipient, document, sha256;

-- name: contents_sent
-- What has ever been on its way.
-- One row a content. Reads wire.sending.
SELECT DISTINCT sha256 FROM wire.sending ORDER BY sha256;

-- name: tallied
-- How many documents came to what.
-- One row a recipient and state. Reads wire.sending.
WITH newest AS (
    SELECT recipient, month, document, sha256, arg_max(state, step) AS state
    FROM wire.sending
    GROUP BY recipient, month, document, sha256
)
SELECT recipient, state, count(*)
FROM newest
GROUP BY recipient, state
ORDER BY recipient, state
