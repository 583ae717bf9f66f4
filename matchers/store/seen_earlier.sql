-- They were first seen in the older folder, so that its month finds them.
-- One row an identity. Reads intake.identity, intake.identity_before.
UPDATE intake.identity SET first_folder = CAST($folder AS DATE)
WHERE identity_id IN (SELECT identity_id FROM intake.identity_before WHERE until_part = $part_id)
    AND first_folder > CAST($folder AS DATE)
