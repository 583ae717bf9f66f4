-- name: part
-- Sheets that count as of the folder month $known, in the order in which a later one wins; of a file that was read again the newest reading.
-- Running totals count where the month before is there, too, or in January.
-- One row a sheet. Reads intake.part, intake.file, linked.running.
CREATE OR REPLACE TABLE linked.part AS
SELECT
    part.part_id, part.dataset, part.month, part.label, part.name AS path, part.sheet, file.folder,
    row_number() OVER (ORDER BY file.folder, file.run_no, file.place, part.part_id) AS order_no,
    part.name LIKE '%重报%' OR part.name LIKE '%重新报送%' OR part.name LIKE '%重新上报%' AS replaces,
    regexp_replace(part.name, '_第[0-9]+次改写', '') AS source_path, part.name LIKE '%次改写%' AS is_rewritten,
    part.scope, part.absent, part.absent LIKE '%"household_type"%' AS lacks_type
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE file.folder <= $known
    AND NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
    AND (part.accepted OR part.part_id IN (
        SELECT running.part_id
        FROM linked.running AS running
        WHERE month(running.month) = 1 OR EXISTS (
            SELECT 1 FROM linked.running AS before
            WHERE before.dataset = running.dataset AND before.layout = running.layout AND before.month = running.month - INTERVAL '1' MONTH
        )
    ));

-- name: part_town
-- Which towns a sheet is for, where its file or title names any; '' stands for the whole county.
-- One row a sheet and town. Reads linked.part, linked.named_town.
CREATE OR REPLACE TABLE linked.part_town AS
SELECT part.part_id, coalesce(named.town, '') AS town
FROM linked.part AS part
-- LEFT: most files name no town
LEFT JOIN linked.named_town AS named ON named.part_id = part.part_id;

-- name: replaced
-- Sheets that a 重报 has put out of force, for the whole county ('') or for one town; and those of a file that was written anew where it
-- was fetched from, whatever they were of its month.
-- One row a sheet and town. A later folder's drop adds to a 重报; of two the later stands. Reads linked.part, linked.part_town.
CREATE OR REPLACE TABLE linked.replaced AS
SELECT DISTINCT old.part_id, new_town.town
FROM linked.part AS new
JOIN linked.part_town AS new_town ON new_town.part_id = new.part_id
JOIN linked.part AS old ON old.dataset = new.dataset AND old.month = new.month AND old.part_id <> new.part_id
WHERE new.replaces AND old.folder <= new.folder AND old.path <> new.path AND (NOT old.replaces OR old.order_no < new.order_no)
UNION
SELECT old.part_id, ''
FROM linked.part AS new
JOIN linked.part AS old ON old.source_path = new.source_path AND old.month = new.month AND old.path <> new.path
WHERE new.is_rewritten AND old.order_no < new.order_no;

-- name: repeated
-- Sheets of a dataset that never repeats with rows, but none of their own month: last month's again.
-- One row a sheet. Reads linked.part, intake.{dataset}.
SELECT part.part_id, part.dataset, part.month, part.path, max(stored.month) AS of_month
FROM linked.part AS part
JOIN intake.{dataset} AS stored ON stored.part_id = part.part_id
WHERE part.dataset = '{dataset}'
GROUP BY part.part_id, part.dataset, part.month, part.path
HAVING max(CASE WHEN stored.month = part.month THEN 1 ELSE 0 END) = 0;

-- name: received
-- For which months and towns a dataset was received: at least one accepted drop; one that has no row of its own month is of the
-- month that its rows are of.
-- One row a dataset, month and town; '' stands for the whole county. Reads linked.part, linked.part_town, linked.repeated.
CREATE OR REPLACE TABLE linked.received AS
SELECT DISTINCT part.dataset, part.month, named.town
FROM linked.part AS part
JOIN linked.part_town AS named ON named.part_id = part.part_id
WHERE NOT EXISTS (SELECT 1 FROM linked.repeated AS repeated WHERE repeated.part_id = part.part_id)
UNION
SELECT repeated.dataset, repeated.of_month, named.town
FROM linked.repeated AS repeated
JOIN linked.part_town AS named ON named.part_id = repeated.part_id;

-- name: latest_of_person
-- Rows of a dataset that are persons' of the roster: of each key the latest, with the columns that tell what it says.
-- One row a key. Reads {stored}, linked.part, linked.found, linked.replaced.
CREATE OR REPLACE TABLE linked.{table} AS
WITH written AS (
    SELECT
        found.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", {tells},
        row_number() OVER (
            PARTITION BY {key}
            ORDER BY part.order_no DESC, stored."row" DESC, stored.identity_id
        ) AS place
    FROM {stored} AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    -- LEFT where the key tells the row by itself: somebody still to be found keeps it, and its town, unknown
    {join} linked.found AS found ON found.identity_id = stored.identity_id
    WHERE stored.month >= $first
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', coalesce(found.town, ''))
        )
)
SELECT person_id, identity_id, month, part_id, "row", {told}
FROM written
WHERE place = 1 AND person_id IS NOT NULL;

-- name: latest_of_village
-- Rows of a dataset about villages of the roster: of each key the latest, with the columns that tell what it says.
-- One row a key. Reads {stored}, linked.part, linked.place, linked.replaced.
CREATE OR REPLACE TABLE linked.{table} AS
WITH written AS (
    SELECT
        found.town, found.village, stored.month, stored.part_id, stored."row", {tells},
        row_number() OVER (PARTITION BY {key} ORDER BY part.order_no DESC, stored."row" DESC) AS place
    FROM {stored} AS stored
    JOIN linked.part AS part ON part.part_id = stored.part_id
    JOIN linked.place AS found ON found.raw_town = stored.town AND found.raw_village = stored.village
    WHERE stored.month >= $first
        AND NOT EXISTS (
            SELECT 1 FROM linked.replaced AS replaced
            WHERE replaced.part_id = stored.part_id AND replaced.town IN ('', found.town)
        )
)
SELECT town, village, month, part_id, "row", {told}
FROM written
WHERE place = 1;

-- name: renewed_rows
-- The dataset's rows of the months that are linked anew.
-- One row a row. Reads intake.{dataset}, linked.renewed_month.
CREATE OR REPLACE VIEW linked.renewed_row AS
SELECT stored.*
FROM intake.{dataset} AS stored
JOIN linked.renewed_month AS renewed ON renewed.month = stored.month;

-- name: renewed_keys
-- The same where the month is no part of the key: all rows of keys that have one in these months.
-- One row a row. Reads intake.{dataset}, linked.renewed_month.
CREATE OR REPLACE VIEW linked.renewed_row AS
SELECT stored.*
FROM intake.{dataset} AS stored
WHERE {first_of_key} IN (
    SELECT {same_of_key} FROM intake.{dataset} AS same JOIN linked.renewed_month AS renewed ON renewed.month = same.month
);

-- name: not_renewed
-- The latest of such keys that stand in other months stand there already.
-- Reads linked.{table}, linked.renewed_month.
DELETE FROM linked.{table} WHERE month NOT IN (SELECT month FROM linked.renewed_month);

-- name: renewed_months
-- Of which months these rows are.
-- One row a month. Reads linked.renewed_row.
SELECT DISTINCT month FROM linked.renewed_row ORDER BY month;

-- name: source
-- Where every joined row stands in the files, and what it says, so that a figure can be walked back.
-- One row a joined row that is a ground for something. Reads linked.{dataset}.
SELECT '{dataset}' AS dataset, person_id, month, part_id, "row", identity_id, [{cells}] AS cells
FROM linked.{dataset}
WHERE {ground};

-- name: village_source
-- The same of rows about villages.
-- One row a source row. Reads linked.{dataset}.
SELECT '{dataset}' AS dataset, town, village, month, part_id, "row", [{cells}] AS cells
FROM linked.{dataset};

-- name: give
-- As if every row of the month that waits in review were each of its candidates'.
-- One row a waiting row and candidate. Reads linked.pending, linked.span, intake.{dataset}.
INSERT INTO linked.{dataset} (person_id, identity_id, month, part_id, "row", {told})
SELECT pending.person_id, stored.identity_id, stored.month, stored.part_id, stored."row", {tells}
FROM linked.pending AS pending
JOIN linked.span AS span ON span.month = pending.month AND span.back = 0
JOIN intake.{dataset} AS stored
    ON stored.part_id = pending.part_id AND stored."row" = pending."row" AND stored.identity_id = pending.identity_id
WHERE pending.dataset = '{dataset}' AND NOT pending.is_at_fault;

-- name: take_back
-- They are nobody's again.
-- One row a row that waits. Reads linked.candidate.
DELETE FROM linked.{dataset} WHERE identity_id IN (SELECT identity_id FROM linked.candidate);

-- name: amount
-- What a joined row adds to its person's month, yuan; null where the file does not have the column, which is not nought.
-- One row a joined row that tells of money. Reads linked.settlement, linked.student, linked.employment, linked.assistance.
CREATE OR REPLACE VIEW linked.amount AS
SELECT 'settlement' AS dataset, 'medical_self_pay' AS measure, person_id, month, part_id, "row", self_pay AS yuan
FROM linked.settlement
UNION ALL
SELECT 'student', 'education_cost', person_id, month, part_id, "row",
    CASE WHEN tuition + boarding - aid IS NOT NULL THEN greatest(tuition + boarding - aid, 0) END
FROM linked.student
UNION ALL
SELECT 'employment', 'wages', person_id, month, part_id, "row",
    CASE WHEN wage IS NULL AND status NOT IN ('务工', '公益性岗位', '灵活就业') THEN 0 ELSE wage END
FROM linked.employment
UNION ALL
SELECT 'assistance', 'assistance', person_id, month, part_id, "row", CASE WHEN status = '享受' THEN amount ELSE 0 END
FROM linked.assistance;

-- name: as_of
-- What linked.* stands for: the folder month up to which drops count, how many months back can be judged, and of what.
-- One row, or none before the first linking. Reads linked.as_of.
SELECT month, back, inputs FROM linked.as_of;
