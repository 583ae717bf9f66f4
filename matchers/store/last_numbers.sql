-- The numbers used so far.
-- One row. Reads intake.file, intake.part.
SELECT
    (SELECT coalesce(max(file_id), 0) FROM intake.file) AS file_id,
    (SELECT coalesce(max(part_id), 0) FROM intake.part) AS part_id,
    (SELECT coalesce(max(run_no), 0) FROM intake.file) AS run_no
