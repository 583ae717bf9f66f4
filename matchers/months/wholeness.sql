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
