-- Sheets of the files that had been read by then; rows of others are reached by nothing.
-- One row a sheet. Reads intake.part of the workspace.
CREATE TABLE intake.part AS
SELECT * FROM store.intake.part WHERE file_id <= $files
