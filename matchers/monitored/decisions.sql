-- What the bureau had decided by the end of the month, as far as workbooks in folders up to the month say so.
-- One row a decision; the same workbook put back twice is one. Reads leads.decision, leads.returned_file.
SELECT DISTINCT decision.household_id, decision.decided_on, decision.kind, coalesce(decision.lead_id, '') AS lead_id
FROM leads.decision AS decision
WHERE decision.decided_on <= $month_end
    AND EXISTS (SELECT 1 FROM leads.returned_file AS file WHERE file.sha256 = decision.sha256 AND file.folder <= $month)
ORDER BY decision.household_id, decision.decided_on, decision.kind, lead_id
