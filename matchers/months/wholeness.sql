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
-- One row a dataset, month and town. Usual are people who were named in at least half of the up to six extracts before (three at
-- least), by the town of their household; towns with fewer than 12 of them are not judged, nor those of which nothing came. Who
-- waits in review or in a row at fault is there. In which extracts somebody is named is kept as bits, so that nobody is counted twice and
-- nothing is joined to itself. Reads linked.part, linked.replaced, linked.received, linked.identity_person, linked.named_row,
-- linked.counted_dataset, linked.pending, linked.roster_row, linked.shrunk.
INSERT INTO linked.shrunk (dataset, month, town, row_count, usual)
WITH home AS (
    SELECT person_id, town
    FROM (
        SELECT person_id, town, row_number() OVER (PARTITION BY person_id ORDER BY month DESC, order_no DESC, part_id, "row") AS nth
        FROM linked.roster_row
    ) AS listed
    WHERE nth = 1
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
named AS (
    SELECT part.dataset, found.person_id, extract.nth, part.part_id
    FROM linked.part AS part
    JOIN extracts AS extract ON extract.dataset = part.dataset AND extract.month = part.month
    JOIN linked.named_row AS written ON written.part_id = part.part_id AND written.dataset = part.dataset
    JOIN linked.identity_person AS found ON found.identity_id = written.identity_id
    UNION ALL
    SELECT pending.dataset, pending.person_id, extract.nth, -1
    FROM linked.pending AS pending
    JOIN extracts AS extract ON extract.dataset = pending.dataset AND extract.month = pending.month
),
here AS (
    SELECT named.dataset, home.town, named.person_id, bit_or(1 << named.nth) AS extracts
    FROM named
    JOIN home ON home.person_id = named.person_id
    WHERE NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = named.part_id AND replaced.town IN ('', home.town))
    GROUP BY named.dataset, home.town, named.person_id
)
SELECT
    here.dataset, extract.month, here.town, count(CASE WHEN (here.extracts >> extract.nth) & 1 = 1 THEN 1 END) AS row_count, count(*) AS usual
FROM extracts AS extract
JOIN here ON here.dataset = extract.dataset
WHERE extract.nth > 3 AND extract.month >= $first_told
    AND bit_count((here.extracts >> greatest(extract.nth - 6, 1)) & ((1 << least(extract.nth - 1, 6)) - 1)) * 2 >= least(extract.nth - 1, 6)
    AND EXISTS (
        SELECT 1 FROM linked.received AS received
        WHERE received.dataset = extract.dataset AND received.month = extract.month AND received.town IN ('', here.town)
    )
    AND NOT EXISTS (SELECT 1 FROM linked.shrunk AS county WHERE county.dataset = extract.dataset AND county.month = extract.month)
GROUP BY here.dataset, extract.month, here.town
HAVING count(*) >= 12 AND count(CASE WHEN (here.extracts >> extract.nth) & 1 = 1 THEN 1 END) * 2 < count(*);

-- name: contents
-- What the files hold of which an extract that shrank consists.
-- One row an extract (of a town, where only the town's part shrank) and content. Reads linked.shrunk, linked.part, intake.part, intake.file.
SELECT DISTINCT shrunk.dataset, CAST(shrunk.month AS DATE) AS month, shrunk.town, file.sha256
FROM linked.shrunk AS shrunk
JOIN linked.part AS part ON part.dataset = shrunk.dataset AND part.month = shrunk.month
JOIN intake.part AS stored ON stored.part_id = part.part_id
JOIN intake.file AS file ON file.file_id = stored.file_id
ORDER BY shrunk.dataset, month, shrunk.town, file.sha256;

-- name: doubted
-- Extracts of the last months that shrank, and which of them the bureau knows to be whole.
-- One row a dataset, month and town ('': the county's). Reads linked.shrunk, linked.doubted, linked.span.
SELECT doubted.dataset, CAST(doubted.month AS DATE) AS month, doubted.town, shrunk.row_count, shrunk.usual, doubted.case_id, doubted.is_accepted
FROM linked.doubted AS doubted
JOIN linked.shrunk AS shrunk ON shrunk.dataset = doubted.dataset AND shrunk.month = doubted.month AND shrunk.town = doubted.town
JOIN linked.span AS span ON span.month = doubted.month AND span.back <= 2
ORDER BY doubted.dataset, month, doubted.town;
