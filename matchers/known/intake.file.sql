-- Files of the inbox that had been read by then.
-- One row a file. Reads intake.file of the workspace.
CREATE TABLE intake.file AS
SELECT * FROM store.intake.file WHERE file_id <= $files
