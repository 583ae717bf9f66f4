-- name: no_shrunk
-- Extracts that are not whole, none so far; town '' is the whole county's: of `usual` people who should be in it `row_count` are, or of
-- `usual` rows that it states.
-- One row a dataset, month and town.
CREATE OR REPLACE TABLE linked.shrunk (dataset VARCHAR, month DATE, town VARCHAR, row_count BIGINT, usual BIGINT, is_stated BOOLEAN);

-- name: no_doubted
-- Which extracts that shrank the bureau knows to be whole, none so far, and who said so, when and why; the number of the question is
-- of what they hold.
-- One row a dataset, month and town.
CREATE OR REPLACE TABLE linked.doubted (
    dataset VARCHAR, month DATE, town VARCHAR, case_id VARCHAR, is_accepted BOOLEAN, said_by VARCHAR, said_on DATE, why VARCHAR
);

-- name: kept
-- Who was in which of a dataset's extracts, by the town of their household. Who waits in review or in a row at fault was there.
-- One row a dataset, town and set of months, with how many people were in just those: `months` has a bit for each month since
-- $first. Reads linked.part, linked.replaced, linked.identity_person, linked.named_row, linked.counted_dataset, linked.pending,
-- linked.person_home.
WITH sheet AS (
    SELECT part.part_id, part.dataset, max(replaced.part_id) AS partly
    FROM linked.part AS part
    JOIN linked.counted_dataset AS counted ON counted.dataset = part.dataset
    -- LEFT: of hardly any sheet something is replaced
    LEFT JOIN linked.replaced AS replaced ON replaced.part_id = part.part_id
    GROUP BY part.part_id, part.dataset
),
named AS (
    -- first by who is written: there are two years of rows, and of each person one or two ways of writing it
    SELECT
        sheet.dataset, sheet.partly, written.identity_id,
        bit_or(1 << CAST((year(written.month) - year($first)) * 12 + month(written.month) - month($first) AS INTEGER)) AS months
    FROM sheet
    JOIN linked.named_row AS written ON written.part_id = sheet.part_id AND written.dataset = sheet.dataset
    WHERE written.month BETWEEN $first AND $last
    GROUP BY sheet.dataset, sheet.partly, written.identity_id
),
seen AS (
    SELECT named.dataset, found.person_id, named.partly, named.months
    FROM named
    JOIN linked.identity_person AS found ON found.identity_id = named.identity_id
    UNION ALL
    SELECT
        pending.dataset, pending.person_id, NULL AS partly,
        1 << CAST((year(pending.month) - year($first)) * 12 + month(pending.month) - month($first) AS INTEGER) AS months
    FROM linked.pending AS pending
    JOIN linked.counted_dataset AS counted ON counted.dataset = pending.dataset
    WHERE pending.month BETWEEN $first AND $last
),
here AS (
    SELECT seen.dataset, home.town, seen.person_id, bit_or(seen.months) AS months
    FROM seen
    JOIN linked.person_home AS home ON home.person_id = seen.person_id
    WHERE NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = seen.partly AND replaced.town = '')
        AND NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = seen.partly AND replaced.town = home.town)
    GROUP BY seen.dataset, home.town, seen.person_id
)
SELECT dataset, town, CAST(months AS BIGINT) AS months, CAST(count(*) AS BIGINT) AS people
FROM here
GROUP BY dataset, town, months
ORDER BY dataset, town, months;

-- name: stated
-- Extracts that have fewer rows than their files state.
-- One row a dataset, month and town ('': the county's). Reads linked.part, linked.part_town, linked.replaced, linked.counted_dataset,
-- intake.part.
SELECT
    part.dataset, part.month, named.town, CAST(sum(stored.stored + stored.duplicates + stored.quarantined) AS BIGINT) AS row_count,
    CAST(sum(stored.stored + stored.duplicates + stored.quarantined + stored.lacks) AS BIGINT) AS usual
FROM linked.part AS part
JOIN linked.counted_dataset AS counted ON counted.dataset = part.dataset
JOIN linked.part_town AS named ON named.part_id = part.part_id
JOIN intake.part AS stored ON stored.part_id = part.part_id
WHERE part.month BETWEEN $first AND $last
    AND NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = part.part_id AND replaced.town IN ('', named.town))
GROUP BY part.dataset, part.month, named.town
HAVING sum(stored.lacks) > 0
ORDER BY part.dataset, part.month, named.town;

-- name: came
-- Of which months extracts came since $first, for which towns ('': the county), and what they were made of.
-- One row a dataset, month, town and content. Reads linked.part, linked.part_town, linked.received, linked.counted_dataset,
-- intake.part, intake.file.
SELECT DISTINCT part.dataset, part.month, named.town, file.sha256
FROM linked.part AS part
JOIN linked.counted_dataset AS counted ON counted.dataset = part.dataset
JOIN linked.part_town AS named ON named.part_id = part.part_id
JOIN linked.received AS received ON received.dataset = part.dataset AND received.month = part.month AND received.town = named.town
JOIN intake.part AS stored ON stored.part_id = part.part_id
JOIN intake.file AS file ON file.file_id = stored.file_id
WHERE part.month BETWEEN $first AND $last
ORDER BY part.dataset, part.month, named.town, file.sha256;

-- name: doubted
-- Extracts of the last months that shrank, and which of them the bureau knows to be whole.
-- One row a dataset, month and town ('': the county's). Reads linked.shrunk, linked.doubted, linked.span.
SELECT
    doubted.dataset, CAST(doubted.month AS DATE) AS month, doubted.town, shrunk.row_count, shrunk.usual, doubted.case_id, doubted.is_accepted,
    doubted.said_by, doubted.said_on, doubted.why
FROM linked.doubted AS doubted
JOIN linked.shrunk AS shrunk ON shrunk.dataset = doubted.dataset AND shrunk.month = doubted.month AND shrunk.town = doubted.town
JOIN linked.span AS span ON span.month = doubted.month AND span.back <= $back
ORDER BY doubted.dataset, month, doubted.town;
