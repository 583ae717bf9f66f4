-- Towns that ever had a lead.
-- One row a town. Reads leads.event.
SELECT DISTINCT town FROM leads.event WHERE kind <> 'run' ORDER BY town
