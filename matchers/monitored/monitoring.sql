-- name: decided_on
-- Households that the bureau ever decided on, under the numbers that they bear now.
-- One row a household. Reads leads.decision, linked.renumbered.
SELECT DISTINCT coalesce(renumbered.becomes, decision.household_id) AS household_id
FROM leads.decision AS decision
-- LEFT: most households keep their number
LEFT JOIN linked.renumbered AS renumbered ON renumbered.household_id = decision.household_id
ORDER BY household_id;

-- name: stated
-- What rosters state of the households concerned, in the order of time.
-- One row a household and roster month of its town. Reads linked.stated.
SELECT household_id, month, kind, risk_cleared, is_first FROM linked.stated ORDER BY household_id, month;

-- name: rosters
-- How each roster up to $month states the households that any of them has as monitored, or that the bureau decided on.
-- One row a household and roster month of its town; household_type is null where that roster does not have it.
-- Reads linked.roster_row, linked.part, linked.part_town, linked.monitored_kind, intake.roster, leads.decision, linked.renumbered.
CREATE OR REPLACE TABLE linked.stated AS
WITH covering AS (
    SELECT
        written.household_id, written.person_id, written.town, written.month, written.order_no, written.part_id, written."row",
        written.written_id, written.number, written.name
    FROM linked.roster_row AS written
    JOIN linked.part_town AS named ON named.part_id = written.part_id AND named.town IN ('', written.town)
    -- a list that does not tell kinds says nothing of who is monitored
    JOIN linked.part AS part ON part.part_id = written.part_id AND NOT coalesce(part.lacks_type, false)
    WHERE written.month <= $month
),
concerned AS (
    SELECT covering.household_id
    FROM (
        SELECT DISTINCT part_id, "row", household_id FROM intake.roster WHERE household_type IN (SELECT kind FROM linked.monitored_kind)
    ) AS monitored
    JOIN covering ON covering.part_id = monitored.part_id AND covering."row" = monitored."row" AND covering.written_id = monitored.household_id
    UNION
    SELECT coalesce(renumbered.becomes, decision.household_id)
    FROM leads.decision AS decision
    -- LEFT: most households keep their number
    LEFT JOIN linked.renumbered AS renumbered ON renumbered.household_id = decision.household_id
),
in_force AS (
    SELECT
        covering.household_id, covering.person_id, covering.town, covering.month, covering.part_id, covering."row",
        roster.relation, roster.household_type, roster.risk_cleared,
        row_number() OVER (
            PARTITION BY covering.household_id, covering.person_id, covering.month
            ORDER BY covering.order_no DESC, covering."row" DESC, roster.relation
        ) AS place
    FROM covering
    JOIN concerned ON concerned.household_id = covering.household_id
    -- A row may hold a whole household, and whoever stands in it once.
    JOIN intake.roster AS roster
        ON roster.part_id = covering.part_id AND roster."row" = covering."row" AND roster.household_id = covering.written_id
        AND roster.number = covering.number AND roster.name = covering.name
),
stated AS (
    SELECT
        household_id, town, month, household_type, risk_cleared,
        row_number() OVER (
            PARTITION BY household_id, month ORDER BY CASE WHEN relation = '户主' THEN 0 ELSE 1 END, part_id, "row", person_id
        ) AS place,
        max(month) OVER (PARTITION BY household_id) AS latest
    FROM in_force
    WHERE place = 1
),
drops AS (
    SELECT town, month, min(month) OVER (PARTITION BY town) AS first_month
    FROM (SELECT DISTINCT town, month FROM covering) AS covered
),
homes AS (
    SELECT household_id, town FROM stated WHERE place = 1 AND month = latest
)
SELECT
    homes.household_id, CAST(drops.month AS DATE) AS month, stated.household_type AS kind, stated.risk_cleared, drops.month = drops.first_month AS is_first
FROM homes
JOIN drops ON drops.town = homes.town
-- LEFT: a roster that does not have the household is a gap
LEFT JOIN stated ON stated.household_id = homes.household_id AND stated.month = drops.month AND stated.place = 1;

-- name: decisions
-- What the bureau had decided by the end of the month, as far as workbooks in folders up to the month say so.
-- One row a decision; the same workbook put back twice is one. Reads leads.decision, leads.returned_file.
SELECT decision.household_id, decision.decided_on, decision.kind, coalesce(decision.lead_id, '') AS lead_id, min(file.folder) AS folder
FROM leads.decision AS decision
JOIN leads.returned_file AS file ON file.sha256 = decision.sha256
WHERE decision.decided_on <= $month_end AND file.folder <= $month
GROUP BY decision.household_id, decision.decided_on, decision.kind, coalesce(decision.lead_id, '')
ORDER BY decision.household_id, decision.decided_on, decision.kind, lead_id;
