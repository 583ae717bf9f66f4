-- Sheets of all lists that came back, and what they say of themselves.
-- One row a sheet. Reads leads.returned_sheet.
SELECT "sha256", member, sheet, label, town, list_month, rows_read FROM leads.returned_sheet ORDER BY "sha256", member, sheet
