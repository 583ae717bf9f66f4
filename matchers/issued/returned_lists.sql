-- Lists that came back before a run, every place at which their content was found.
-- One row a content and place, the first place first. Reads leads.returned_file.
SELECT folder, path, sha256, mtime
FROM leads.returned_file
WHERE kind = 'list' AND folder <= $until AND after_run < $before_run
ORDER BY folder, path, mtime, sha256
