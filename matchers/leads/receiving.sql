-- name: last_return
-- The number of the last file of returns/ that was read.
-- One row. Reads leads.returned_order.
SELECT coalesce(max(return_no), 0) FROM leads.returned_order;

-- name: returned_files
-- Files of returns/ that were read.
-- One row a place of a file. Reads leads.returned_file.
SELECT folder, path, sha256, size, mtime, kind, note FROM leads.returned_file ORDER BY folder, path, sha256;

-- name: returned_inputs
-- What came back up to a month and before a run: the files that outcomes depend on.
-- One row a place of a file. Reads leads.returned_file.
SELECT folder, path, sha256, kind FROM leads.returned_file WHERE folder <= $until AND after_run < $before_run ORDER BY folder, path, sha256;

-- name: review_choices
-- Answers of review workbooks: of one that was saved again as it was read last.
-- One row an answer, in the order of folder, path and row. Reads leads.returned_file, leads.returned_order, leads.review_choice.
SELECT
    file.folder, file.path, choice.case_id, choice.answer, choice.household_id, choice.name, choice.said_by, choice.said_on, choice.why
FROM (
    SELECT
        file.folder, file.path, file.sha256,
        row_number() OVER (PARTITION BY file.folder, file.path ORDER BY numbered.return_no DESC) AS place
    FROM leads.returned_file AS file
    JOIN leads.returned_order AS numbered
        ON numbered.folder = file.folder AND numbered.path = file.path AND numbered.sha256 = file.sha256
    WHERE file.kind = 'review' AND file.folder <= $until
) AS file
JOIN leads.review_choice AS choice ON choice.sha256 = file.sha256
WHERE file.place = 1
ORDER BY file.folder, file.path, choice.place;
