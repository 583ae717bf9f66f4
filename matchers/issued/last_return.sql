-- The number of the last file of returns/ that was read.
-- One row. Reads leads.returned_order.
SELECT coalesce(max(return_no), 0) FROM leads.returned_order
