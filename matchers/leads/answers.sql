-- name: returned_lists
-- Lists that came back before a run, every place at which their content was found.
-- One row a content and place, the first place first. Reads leads.returned_file.
SELECT folder, path, sha256, mtime, after_run
FROM leads.returned_file
WHERE kind = 'list' AND folder <= $until AND after_run < $before_run
ORDER BY folder, path, mtime, sha256;

-- name: returned_sheets
-- Sheets of all lists that came back, and what they say of themselves.
-- One row a sheet. Reads leads.returned_sheet.
SELECT "sha256", member, sheet, label, town, list_month, listing, rows_read FROM leads.returned_sheet ORDER BY "sha256", member, sheet;

-- name: returned_rows
-- Rows of all lists that came back, as filled in.
-- One row a returned row. Reads leads.returned_row.
SELECT
    "sha256", member, sheet, "row", lead_id, sign, is_true, situation, measures, enrol, verified_by, verified_on, is_blank, fault, cells, doubt
FROM leads.returned_row
ORDER BY "sha256", member, sheet, "row";
