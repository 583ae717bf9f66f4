-- Months that were run before this one.
-- One row a month. Reads leads.run.
SELECT month FROM leads.run WHERE month < $month ORDER BY month
