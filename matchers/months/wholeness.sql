-- name: shrunk
-- Extracts of the whole county that shrank below a share of what they usually hold: absence from them proves nothing.
-- One row a dataset and month. Usual is the mean of up to six months before, at least three, of those that came since
-- $first_counted. Rows count once however often they were sent again, as whoever they were found to be. Reads linked.part,
-- linked.part_town, linked.replaced, linked.identity_person, linked.named_row, linked.counted_dataset, intake.part.
CREATE OR REPLACE TABLE linked.shrunk AS
WITH counting AS (
    SELECT
        part.part_id, part.dataset, part.month, stored.stored,
        count(*) OVER (PARTITION BY part.dataset, part.month) AS part_count
    FROM linked.part AS part
    JOIN intake.part AS stored ON stored.part_id = part.part_id
    JOIN linked.counted_dataset AS counted ON counted.dataset = part.dataset
    WHERE part.month >= $first_counted
        AND NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = part.part_id AND replaced.town = '')
),
in_force AS (
    SELECT DISTINCT counting.dataset, counting.month, coalesce(found.person_id, -written.identity_id) AS who, written.at_place
    FROM counting
    JOIN linked.named_row AS written ON written.part_id = counting.part_id AND written.dataset = counting.dataset
    -- LEFT: outsiders are found nowhere, and are who they are written to be
    LEFT JOIN linked.identity_person AS found ON found.identity_id = written.identity_id
    WHERE counting.part_count > 1
),
sizes AS (
    SELECT dataset, month, CAST(sum(row_count) AS BIGINT) AS row_count
    FROM (
        SELECT dataset, month, CASE WHEN part_count = 1 THEN stored ELSE 0 END AS row_count FROM counting
        UNION ALL
        SELECT dataset, month, count(*) FROM in_force GROUP BY dataset, month
    ) AS counted
    GROUP BY dataset, month
),
compared AS (
    SELECT
        dataset, month, row_count,
        sum(row_count) OVER (PARTITION BY dataset ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS rows_before,
        count(*) OVER (PARTITION BY dataset ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS months_before
    FROM sizes
)
SELECT dataset, month, '' AS town, row_count, CAST(round(rows_before / months_before) AS BIGINT) AS usual
FROM compared
WHERE months_before >= 3 AND row_count * months_before < $whole_share * rows_before
    AND NOT EXISTS (
        SELECT 1 FROM linked.part AS part JOIN linked.part_town AS named ON named.part_id = part.part_id
        WHERE part.dataset = compared.dataset AND part.month = compared.month AND named.town <> ''
    );

-- name: shrunk_towns
-- Towns of which an extract names fewer than half of those who usually stand in it: absence of their people proves nothing.
-- One row a dataset, month and town. Usual are people who were named in at least half of the up to six months before (three at
-- least), by the town of their household; towns with fewer than 12 of them are not judged, nor those of which nothing came. Who
-- waits in review or in a row at fault is there. Reads linked.part, linked.replaced, linked.received, linked.identity_person,
-- linked.named_row, linked.counted_dataset, linked.pending, linked.roster_row, linked.shrunk.
INSERT INTO linked.shrunk (dataset, month, town, row_count, usual)
WITH home AS (
    SELECT person_id, town
    FROM (
        SELECT person_id, town, row_number() OVER (PARTITION BY person_id ORDER BY month DESC, order_no DESC, part_id, "row") AS nth
        FROM linked.roster_row
    ) AS listed
    WHERE nth = 1
),
here AS (
    SELECT part.dataset, part.month, home.person_id, home.town
    FROM linked.part AS part
    JOIN linked.counted_dataset AS counted ON counted.dataset = part.dataset
    JOIN linked.named_row AS written ON written.part_id = part.part_id AND written.dataset = part.dataset
    JOIN linked.identity_person AS found ON found.identity_id = written.identity_id
    JOIN home ON home.person_id = found.person_id
    WHERE part.month >= $first_counted
        AND NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = part.part_id AND replaced.town IN ('', home.town))
    UNION
    SELECT pending.dataset, pending.month, home.person_id, home.town
    FROM linked.pending AS pending
    JOIN linked.counted_dataset AS counted ON counted.dataset = pending.dataset
    JOIN home ON home.person_id = pending.person_id
    WHERE pending.month >= $first_counted
),
extracts AS (
    SELECT dataset, month, row_number() OVER (PARTITION BY dataset ORDER BY month) AS nth
    FROM (
        SELECT DISTINCT part.dataset, part.month
        FROM linked.part AS part
        JOIN linked.counted_dataset AS counted ON counted.dataset = part.dataset
        WHERE part.month >= $first_counted
    ) AS came
),
seen AS (
    SELECT extract.dataset, extract.month, here.person_id, here.town, count(*) AS times
    FROM extracts AS extract
    JOIN extracts AS before ON before.dataset = extract.dataset AND before.nth BETWEEN extract.nth - 6 AND extract.nth - 1
    JOIN here ON here.dataset = before.dataset AND here.month = before.month
    WHERE extract.nth > 3
    GROUP BY extract.dataset, extract.month, here.person_id, here.town, extract.nth
    HAVING count(*) * 2 >= least(extract.nth - 1, 6)
)
SELECT seen.dataset, seen.month, seen.town, count(here.person_id) AS row_count, count(*) AS usual
FROM seen
-- LEFT: who is usually named and is not here is what is counted
LEFT JOIN here ON here.dataset = seen.dataset AND here.month = seen.month AND here.person_id = seen.person_id
WHERE EXISTS (
        SELECT 1 FROM linked.received AS received
        WHERE received.dataset = seen.dataset AND received.month = seen.month AND received.town IN ('', seen.town)
    )
    AND NOT EXISTS (SELECT 1 FROM linked.shrunk AS county WHERE county.dataset = seen.dataset AND county.month = seen.month)
GROUP BY seen.dataset, seen.month, seen.town
HAVING count(*) >= 12 AND count(here.person_id) * 2 < count(*);
