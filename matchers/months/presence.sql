-- name: none_counted
-- Nobody is counted yet: how many people were in all of some months' extracts, of each town (null: of the county).
-- One row a dataset, set of months and town.
CREATE OR REPLACE TABLE linked.counted (dataset VARCHAR, months VARCHAR, town VARCHAR, people BIGINT);

-- name: none_counted_of
-- What these counts rest on.
-- One row a dataset and month.
CREATE OR REPLACE TABLE linked.counted_of (dataset VARCHAR, month DATE, mark VARCHAR);

-- name: counted
-- What was counted by the last run.
-- One row a dataset, set of months and town. Reads linked.counted.
SELECT dataset, months, town, people FROM linked.counted ORDER BY dataset, months, town;

-- name: counted_of
-- What that rested on.
-- One row a dataset and month. Reads linked.counted_of.
SELECT dataset, month, mark FROM linked.counted_of ORDER BY dataset, month;

-- name: waiting
-- Whose row waits in review or is at fault.
-- One row a dataset, month and person. Reads linked.pending.
SELECT DISTINCT dataset, month, person_id FROM linked.pending ORDER BY dataset, month, person_id;

-- name: towns
-- Where people live.
-- One row a town. Reads linked.person_home.
SELECT DISTINCT town FROM linked.person_home ORDER BY town;

-- name: people
-- Who was in which of the extracts of $dataset, by the town of their household. Who waits in review or in a row at fault was there.
-- One row a town and set of months, with how many people were in just those: `months` has a bit for each month since $first.
-- Reads linked.part, linked.replaced, linked.identity_person, linked.named_row, linked.pending, linked.person_home.
WITH sheet AS (
    SELECT part.part_id, max(replaced.part_id) AS partly
    FROM linked.part AS part
    -- LEFT: of hardly any sheet something is replaced
    LEFT JOIN linked.replaced AS replaced ON replaced.part_id = part.part_id
    WHERE part.dataset = $dataset
    GROUP BY part.part_id
),
named AS (
    -- first by who is written: there are two years of rows, and of each person one or two ways of writing it
    SELECT
        sheet.partly, written.identity_id,
        bit_or(1 << CAST((year(written.month) - year($first)) * 12 + month(written.month) - month($first) AS INTEGER)) AS months
    FROM sheet
    JOIN linked.named_row AS written ON written.part_id = sheet.part_id AND written.dataset = $dataset
    WHERE written.month BETWEEN $first AND $last
    GROUP BY sheet.partly, written.identity_id
),
seen AS (
    SELECT found.person_id, named.partly, named.months
    FROM named
    JOIN linked.identity_person AS found ON found.identity_id = named.identity_id
    UNION ALL
    SELECT
        pending.person_id, NULL AS partly,
        1 << CAST((year(pending.month) - year($first)) * 12 + month(pending.month) - month($first) AS INTEGER) AS months
    FROM linked.pending AS pending
    WHERE pending.dataset = $dataset AND pending.month BETWEEN $first AND $last
),
here AS (
    SELECT home.town, seen.person_id, bit_or(seen.months) AS months
    FROM seen
    JOIN linked.person_home AS home ON home.person_id = seen.person_id
    WHERE NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = seen.partly AND replaced.town = '')
        AND NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = seen.partly AND replaced.town = home.town)
    GROUP BY home.town, seen.person_id
)
SELECT town, CAST(months AS BIGINT) AS months, CAST(count(*) AS BIGINT) AS people
FROM here
GROUP BY town, months
ORDER BY town, months;
