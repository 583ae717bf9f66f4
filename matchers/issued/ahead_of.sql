-- The newest month that was run before $month was run at all.
-- One row; null where there is none. Reads leads.run.
SELECT max(month) FROM leads.run WHERE month > $month AND NOT EXISTS (SELECT 1 FROM leads.run AS own WHERE own.month = $month)
