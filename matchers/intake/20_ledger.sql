-- One row a thing that a run did to a lead, with the columns of its list as JSON. Only ever added to: a month that is run again
-- adds a batch of its own, opened by a row of kind 'run', and the last batch of a run month is the one in force.
CREATE TABLE IF NOT EXISTS leads.event (
    run_no INTEGER, run_month DATE, kind VARCHAR, lead_id VARCHAR, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR,
    grade VARCHAR, indicators VARCHAR, sources VARCHAR, reason VARCHAR, first_month DATE, months_running INTEGER, issued_on DATE,
    due_on DATE, continues VARCHAR, cells VARCHAR
);
-- One row a signal that a run did not ask a town about, as the town had found it untrue not long ago.
CREATE TABLE IF NOT EXISTS leads.silenced (
    run_no INTEGER, run_month DATE, month DATE, town VARCHAR, village VARCHAR, household_id VARCHAR, indicator VARCHAR, reason VARCHAR,
    lead_id VARCHAR, until DATE
);
-- One row a file of returns/ that was read, whatever became of it; of known bytes only the new place is noted.
CREATE TABLE IF NOT EXISTS leads.returned_file (
    folder DATE, path VARCHAR, sha256 VARCHAR, size BIGINT, mtime BIGINT, kind VARCHAR, note VARCHAR, after_run INTEGER
);
-- One row a sheet of a town's list that came back; town and list_month are what the workbook's own marks say.
CREATE TABLE IF NOT EXISTS leads.returned_sheet (
    sha256 VARCHAR, member VARCHAR, sheet VARCHAR, label VARCHAR, town VARCHAR, list_month VARCHAR, rows_read INTEGER
);
-- One row a row of such a sheet, as filled in; whether it counts is derived from all that came and all that was issued.
CREATE TABLE IF NOT EXISTS leads.returned_row (
    sha256 VARCHAR, member VARCHAR, sheet VARCHAR, "row" INTEGER, lead_id VARCHAR, sign VARCHAR, is_true VARCHAR, situation VARCHAR,
    measures VARCHAR, enrol VARCHAR, verified_by VARCHAR, verified_on DATE, is_blank BOOLEAN, fault VARCHAR, cells VARCHAR
);
-- One row a decision of the bureau on a household: to enrol it or not, to end its monitoring or not.
CREATE TABLE IF NOT EXISTS leads.decision (
    sha256 VARCHAR, sheet VARCHAR, "row" INTEGER, household_id VARCHAR, lead_id VARCHAR, kind VARCHAR, decided_on DATE, note VARCHAR
);
