-- The last run of a month.
-- One row, or none. Reads leads.run.
SELECT inputs, outputs FROM leads.run WHERE month = $month
