-- Lists that came back in folders up to $until, every place at which their content was found. Of the folder $until itself only
-- those that had come before the batch $first_run: what answers a month's list cannot have made it.
-- One row a content and place, the first place first. Reads leads.returned_file.
SELECT folder, path, sha256, mtime
FROM leads.returned_file
WHERE kind = 'list' AND (folder < $until OR (folder = $until AND after_run < $first_run))
ORDER BY folder, path, mtime, sha256
