-- Persons as written by then.
-- One row a person as written. Reads intake.identity of the workspace.
CREATE TABLE intake.identity AS
SELECT * FROM store.intake.identity WHERE identity_id <= $identities
