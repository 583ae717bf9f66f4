-- One row a lead that a household brought along from another county, from the month `since` on: the record as JSON.
CREATE TABLE IF NOT EXISTS leads.moved_in (since DATE, lead_id VARCHAR, record VARCHAR);
-- One row a lead that went along with a household to another county, in which it goes on as `becomes` (code/household).
CREATE TABLE IF NOT EXISTS leads.moved_out (since DATE, lead_id VARCHAR, becomes VARCHAR)
