-- What the bureau decided on a lead's household.
-- One row a decision. Reads leads.decision, leads.returned_file.
SELECT DISTINCT file.folder, file.path, decision.sheet, decision."row", decision.kind, decision.decided_on
FROM leads.decision AS decision
JOIN leads.returned_file AS file ON file.sha256 = decision.sha256
WHERE decision.lead_id = $lead_id OR (decision.household_id = $household_id AND decision.household_id <> '')
ORDER BY file.folder, file.path, decision.sheet, decision."row"
