-- What one town's workbook said in one run is a listing: a digest of its rows, which the workbook bears. Older ones bear none.
ALTER TABLE leads.event ADD COLUMN IF NOT EXISTS listing VARCHAR DEFAULT '';
ALTER TABLE leads.returned_sheet ADD COLUMN IF NOT EXISTS listing VARCHAR DEFAULT '';
