-- Which rows at fault (of `place`, a file and sheet as receipts name it) a sheet of a receipt, sent back, puts right.
CREATE TABLE IF NOT EXISTS intake.mended (part_id INTEGER, place VARCHAR, "row" INTEGER)
