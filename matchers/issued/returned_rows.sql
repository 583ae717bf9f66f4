-- Rows of all lists that came back, as filled in.
-- One row a returned row. Reads leads.returned_row.
SELECT
    "sha256", member, sheet, "row", lead_id, sign, is_true, situation, measures, enrol, verified_by, verified_on, is_blank, fault, cells
FROM leads.returned_row
ORDER BY "sha256", member, sheet, "row"
