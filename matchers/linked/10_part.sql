-- Sheets that count as of the folder month $known, in the order in which a later one wins.
-- One row a sheet. Reads intake.part, intake.file.
CREATE OR REPLACE TABLE linked.part AS
SELECT
    part.part_id, part.dataset, part.month, part.label, part.name AS path, part.sheet, file.folder,
    row_number() OVER (ORDER BY file.folder, file.run_no, part.part_id) AS order_no,
    part.name LIKE '%重报%' OR part.name LIKE '%重新报送%' OR part.name LIKE '%重新上报%' AS replaces
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
WHERE part.accepted AND file.folder <= $known
