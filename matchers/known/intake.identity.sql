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
    identity.student_no, coalesce(moved.first_folder, identity.first_folder) AS first_folder
FROM store.intake.identity AS identity
-- LEFT: hardly anybody turns up in an older folder later
LEFT JOIN moved ON moved.identity_id = identity.identity_id
WHERE identity.identity_id <= $identities
