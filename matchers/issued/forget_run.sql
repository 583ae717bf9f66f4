-- A month that is run again has one record.
-- Reads leads.run.
DELETE FROM leads.run WHERE month = $month
