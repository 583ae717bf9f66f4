-- name: marks
-- By what a month's rows of a dataset in linked.* are told from others: the rows in force, who is found in them and where, what was replaced.
-- One row a month. Reads intake.{dataset}, linked.part, linked.found, linked.replaced.
WITH gone AS (
    SELECT count(*) AS row_count, coalesce(sum(CAST(hash(replaced.part_id, replaced.town) AS DECIMAL(38,0))), 0) AS digest
    FROM linked.replaced AS replaced
    JOIN linked.part AS part ON part.part_id = replaced.part_id AND part.dataset = '{dataset}'
),
here AS (
    SELECT
        stored.month, count(*) AS row_count,
        sum(CAST(hash(
            stored.part_id, stored."row", stored.identity_id, found.person_id, found.town, found.written_town, found.written_village
        ) AS DECIMAL(38,0))) AS digest
    FROM intake.{dataset} AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    -- LEFT where the key tells the row by itself: somebody still to be found keeps it
    {join} linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first
    GROUP BY stored.month
)
SELECT here.month, concat_ws(' ', here.row_count, here.digest, gone.row_count, gone.digest) AS mark
FROM here
CROSS JOIN gone
ORDER BY here.month;

-- name: begin
-- Nothing is kept before the first linking.
-- One row a dataset and month.
CREATE TABLE IF NOT EXISTS linked.kept_month (dataset VARCHAR, month DATE, mark VARCHAR, program VARCHAR);

-- name: kept
-- The months that linked.* holds, and by what they were told when they were linked.
-- One row a dataset and month. Reads linked.kept_month.
SELECT dataset, month, mark FROM linked.kept_month WHERE program = $program ORDER BY dataset, month;

-- name: forget
-- While rows are linked anew it is not told what stands: should that end in the middle, all is linked anew.
-- Reads linked.kept_month.
DELETE FROM linked.kept_month;

-- name: renewed
-- The dataset's rows of the months that are linked anew.
-- One row a row. Reads intake.{dataset}, linked.renewed_month.
CREATE OR REPLACE VIEW linked.renewed AS
SELECT stored.*
FROM intake.{dataset} AS stored
JOIN linked.renewed_month AS renewed ON renewed.month = stored.month;

-- name: leave_out
-- They are not what they were, or looked at no more.
-- One row a joined row. Reads linked.renewed_month.
DELETE FROM linked.{dataset} WHERE month IN (SELECT month FROM linked.renewed_month);

-- name: put_in
-- As they are now.
-- One row a joined row. Reads linked.renewed_row.
INSERT INTO linked.{dataset} SELECT * FROM linked.renewed_row;

-- name: clear
-- They stand where they belong.
-- One row a joined row. Reads linked.renewed_row.
DROP TABLE linked.renewed_row;
