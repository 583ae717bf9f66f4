-- Rows of all lists that came back, with what their sheet says of itself.
-- One row a returned row. Reads leads.returned_row, leads.returned_sheet.
SELECT
    came."sha256", came.member, came.sheet, came."row", came.lead_id, came.sign, came.is_true, came.situation, came.measures, came.enrol,
    came.verified_by, came.verified_on, came.is_blank, came.fault, came.cells, sheet.label, sheet.town, sheet.list_month
FROM leads.returned_row AS came
JOIN leads.returned_sheet AS sheet ON sheet.sha256 = came.sha256 AND sheet.member = came.member AND sheet.sheet = came.sheet
ORDER BY came.sha256, came.member, came.sheet, came."row"
