-- name: intake.file
-- Files of the inbox that had been read by then.
-- One row a file. Reads intake.file of the workspace.
CREATE TABLE intake.file AS
SELECT * FROM store.intake.file WHERE file_id <= $files;

-- name: intake.part
-- Sheets of the files that had been read by then; rows of others are reached by nothing.
-- One row a sheet. Reads intake.part of the workspace.
CREATE TABLE intake.part AS
SELECT * FROM store.intake.part WHERE file_id <= $files;

-- name: intake.identity
-- Persons as written by then; where a drop has since shown one in an older folder, with the folder known then.
-- One row a person as written. Reads intake.identity, intake.identity_before and intake.part of the workspace.
CREATE TABLE intake.identity AS
WITH moved AS (
    SELECT before.identity_id, max(before.first_folder) AS first_folder
    FROM store.intake.identity_before AS before
    JOIN store.intake.part AS part ON part.part_id = before.until_part
    WHERE part.file_id > $files
    GROUP BY before.identity_id
)
SELECT
    identity.identity_id, identity.number, identity.number_state, identity.name, identity.name_key, identity.town, identity.village,
    identity.second_number, coalesce(moved.first_folder, identity.first_folder) AS first_folder
FROM store.intake.identity AS identity
-- LEFT: hardly anybody turns up in an older folder later
LEFT JOIN moved ON moved.identity_id = identity.identity_id
WHERE identity.identity_id <= $identities;

-- name: leads.run
-- Months that had been run by then.
-- One row a month. Reads leads.run and leads.seen of the workspace.
CREATE TABLE leads.run AS
SELECT run.*
FROM store.leads.run AS run
JOIN (SELECT month, min(seen_no) AS seen_no FROM store.leads.seen GROUP BY month) AS first_run ON first_run.month = run.month
WHERE first_run.seen_no <= $seen_no;

-- name: leads.event
-- What runs had done to leads by then.
-- One row a run and lead. Reads leads.event of the workspace.
CREATE TABLE leads.event AS
SELECT * FROM store.leads.event WHERE run_no <= $events;

-- name: leads.issued
-- What had been issued by then: of a month that was run again since, what it had issued before.
-- One row a signal. Reads leads.issued, leads.issued_aside and leads.seen of the workspace.
CREATE TABLE leads.issued AS
WITH next_runs AS (
    SELECT month, min(seen_no) AS seen_no FROM store.leads.seen WHERE seen_no > $seen_no GROUP BY month
)
SELECT issued.*
FROM store.leads.issued AS issued
WHERE issued.run_month NOT IN (SELECT month FROM next_runs)
UNION ALL
SELECT
    aside.run_month, aside.month, aside.town, aside.village, aside.household_id, aside.indicator, aside.value, aside.baseline,
    aside.threshold, aside.joined_by, aside.grade
FROM store.leads.issued_aside AS aside
JOIN next_runs ON next_runs.month = aside.run_month AND next_runs.seen_no = aside.until_seen;

-- name: leads.issued_aside
-- What had been set aside by then.
-- One row a signal. Reads leads.issued_aside of the workspace.
CREATE TABLE leads.issued_aside AS
SELECT * FROM store.leads.issued_aside WHERE until_seen <= $seen_no;

-- name: leads.silenced
-- What runs had not asked about again by then.
-- One row a signal. Reads leads.silenced of the workspace.
CREATE TABLE leads.silenced AS
SELECT * FROM store.leads.silenced WHERE run_no <= $events;

-- name: leads.returned_file
-- Files of returns/ that had been read by then.
-- One row a place of a file. Reads leads.returned_file and leads.returned_order of the workspace.
CREATE TABLE leads.returned_file AS
SELECT file.*
FROM store.leads.returned_file AS file
JOIN store.leads.returned_order AS numbered
    ON numbered.folder = file.folder AND numbered.path = file.path AND numbered.sha256 = file.sha256
WHERE numbered.return_no <= $returns;
