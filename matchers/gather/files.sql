-- Files of a month's receipts: those of its folder, and older ones that its run took in.
-- One row a file. Reads intake.file.
SELECT file_id, folder, path, state, note
FROM intake.file
WHERE folder = $month OR (run_month = $month AND folder < $month)
ORDER BY folder, path, file_id
