-- Extracts of the whole county that shrank below a share of what they usually hold: absence from them proves nothing.
-- One row a dataset and month. Usual is the mean of up to six months before, at least three. Reads linked.part,
-- linked.part_town, linked.replaced, intake.part.
CREATE OR REPLACE TABLE linked.shrunk AS
WITH sizes AS (
    SELECT part.dataset, part.month, sum(stored.stored) AS row_count
    FROM linked.part AS part
    JOIN intake.part AS stored ON stored.part_id = part.part_id
    WHERE NOT EXISTS (SELECT 1 FROM linked.replaced AS replaced WHERE replaced.part_id = part.part_id AND replaced.town = '')
    GROUP BY part.dataset, part.month
),
compared AS (
    SELECT
        dataset, month, row_count,
        sum(row_count) OVER (PARTITION BY dataset ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS rows_before,
        count(*) OVER (PARTITION BY dataset ORDER BY month ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING) AS months_before
    FROM sizes
)
SELECT dataset, month, row_count, CAST(rows_before / months_before AS BIGINT) AS usual
FROM compared
WHERE months_before >= 3 AND row_count * months_before < $whole_share * rows_before
    AND NOT EXISTS (
        SELECT 1 FROM linked.part AS part JOIN linked.part_town AS named ON named.part_id = part.part_id
        WHERE part.dataset = compared.dataset AND part.month = compared.month AND named.town <> ''
    )
