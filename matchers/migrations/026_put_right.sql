-- Rows at fault that have come back on a receipt's sheet which was taken: what is still wrong there is that sheet's.
CREATE VIEW IF NOT EXISTS intake.put_right AS
SELECT DISTINCT part.part_id, mended."row"
FROM intake.mended AS mended
JOIN intake.part AS again ON again.part_id = mended.part_id AND again.accepted
JOIN intake.part AS part ON trim(part.name || ' ' || part.sheet) = mended.place AND part.file_id < again.file_id AND part.dataset = again.dataset
JOIN intake.fault AS fault ON fault.part_id = part.part_id AND fault."row" = mended."row";

-- How many rows of a sheet are still wrong.
CREATE VIEW IF NOT EXISTS intake.still_wrong AS
SELECT part.part_id, part.quarantined - count(done."row") AS quarantined
FROM intake.part AS part
-- LEFT: of most sheets nothing was put right
LEFT JOIN intake.put_right AS done ON done.part_id = part.part_id
GROUP BY part.part_id, part.quarantined;
