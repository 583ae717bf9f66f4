-- The latest folder in which anybody was first seen.
-- One row. Reads intake.identity.
SELECT max(first_folder) FROM intake.identity
