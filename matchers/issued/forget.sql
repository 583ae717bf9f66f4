-- A month that is run again issues anew what it issued.
-- Reads leads.issued.
DELETE FROM leads.issued WHERE run_month = $run_month
