-- name: table
-- What was stored of a dataset.
-- One row a stored row. Who a row names is kept once, in intake.identity.
CREATE TABLE intake.{dataset} (part_id INTEGER, "row" INTEGER, month DATE, {columns});

-- name: column
-- What a later version keeps beside; unknown of rows that were stored before.
-- One row a stored row.
ALTER TABLE intake.{dataset} ADD COLUMN "{name}" {kind};

-- name: retyped
-- What an earlier version kept otherwise; a value that cannot be turned stops the upgrade.
-- One row a stored row.
ALTER TABLE intake.{dataset} ALTER "{name}" TYPE {kind};

-- name: named_row
-- Every stored row that names a person, whoever that is; at_place tells a person's several rows of a month apart, met_at is where
-- the same people are met month after month, '' where that is not told.
-- One row a stored row. Reads intake.{dataset}.
SELECT '{dataset}' AS dataset, part_id, "row", month, identity_id, {at_place} AS at_place, {met_at} AS met_at
FROM intake.{dataset};

-- name: view
-- What all datasets have of a kind, under one name.
-- One row a row of any. Reads the select of each dataset.
CREATE OR REPLACE VIEW {view} AS
{selects};
