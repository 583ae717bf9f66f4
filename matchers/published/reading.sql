-- name: own
-- What of a published table a town may see; '' is the whole county. Every question reads its tables through this.
-- One row as there. Reads a published table.
SELECT * FROM {table} WHERE $town = '' OR town = $town;

-- name: published
-- What the copy is of.
-- One row. Reads published.
SELECT month, county, policy FROM published;

-- name: figures
-- Leads by state and grade.
-- One row a town, state and grade. Reads a town's leads.
SELECT
    town, CASE WHEN state = '待核实' AND due_on < $day THEN '超期' ELSE state END AS state_now, grade, count(*) AS leads,
    count(CASE WHEN listed_in = $month THEN 1 END) AS listed, count(CASE WHEN issued_in = $month THEN 1 END) AS new_leads,
    count(CASE WHEN outcome <> '' THEN 1 END) AS answered, count(CASE WHEN due_on < $day OR outcome <> '' THEN 1 END) AS due
FROM {lead} AS lead
GROUP BY town, state_now, grade
ORDER BY town, state_now, grade;

-- name: kinds
-- Leads of a month by kinds of reasons.
-- One row a combination of kinds. Reads a town's leads.
SELECT kinds, count(*) AS leads FROM {lead} AS lead WHERE listed_in = $month GROUP BY kinds ORDER BY leads DESC, kinds;

-- name: classes
-- Leads of a month by the classes that leaders hear of.
-- One row a combination of classes. Reads a town's leads.
SELECT classes, count(*) AS leads FROM {lead} AS lead WHERE listed_in = $month GROUP BY classes ORDER BY leads DESC, classes;

-- name: places
-- Leads of a month by village.
-- One row a village and grade. Reads a town's leads.
SELECT town, village, grade, count(*) AS leads FROM {lead} AS lead WHERE listed_in = $month GROUP BY town, village, grade ORDER BY town, village, grade;

-- name: by_town
-- How far towns have come.
-- One row a town. Reads a town's leads.
SELECT
    town, count(*) AS issued, count(CASE WHEN due_on < $day OR outcome <> '' THEN 1 END) AS due, count(CASE WHEN outcome <> '' THEN 1 END) AS answered,
    count(CASE WHEN state = '待核实' AND due_on < $day THEN 1 END) AS overdue, min(CASE WHEN state = '待核实' AND due_on < $day THEN due_on END) AS oldest
FROM {lead} AS lead
GROUP BY town
ORDER BY overdue DESC, town;

-- name: lists
-- How many leads the fixed lists hold.
-- One row. Reads a town's leads.
SELECT
    count(CASE WHEN state = '待核实' AND due_on < $day THEN 1 END) AS overdue,
    count(CASE WHEN issued_in = $month THEN 1 END) AS new_leads,
    count(CASE WHEN months_running >= 3 AND state IN ('待核实', '已反馈') THEN 1 END) AS lasting,
    count(CASE WHEN state = '已反馈' AND outcome = '属实拟纳入' THEN 1 END) AS deciding,
    count(CASE WHEN state IN ('待核实', '已反馈') AND outcome = '无法核实' THEN 1 END) AS unmet,
    count(CASE WHEN is_fallen THEN 1 END) AS fallen
FROM {lead} AS lead;

-- name: leads
-- Leads that the filters leave, a page of them; '' is no filter. `found` is how many there are.
-- One row a lead. Reads a town's leads.
WITH filtered AS (
    SELECT lead.*, CASE WHEN state = '待核实' AND due_on < $day THEN '超期' ELSE state END AS state_now
    FROM {lead} AS lead
    WHERE ($at_town = '' OR town = $at_town) AND ($village = '' OR village = $village) AND ($grade = '' OR grade = $grade)
        AND ($kind = '' OR contains(kinds, $kind) OR contains(classes, $kind)) AND ($words = '' OR householder = $words OR household_id = $words OR lead_id = $words)
),
listed AS (
    SELECT
        filtered.*, row_number() OVER (ORDER BY place) AS line, count(*) OVER () AS found
    FROM filtered
    WHERE ($state = '' OR state_now = $state)
        AND ($list <> 'overdue' OR state_now = '超期')
        AND ($list <> 'new' OR issued_in = $month)
        AND ($list <> 'lasting' OR (months_running >= 3 AND state IN ('待核实', '已反馈')))
        AND ($list <> 'deciding' OR (state = '已反馈' AND outcome = '属实拟纳入'))
        AND ($list <> 'unmet' OR (state IN ('待核实', '已反馈') AND outcome = '无法核实'))
        AND ($list <> 'fallen' OR is_fallen)
)
SELECT * FROM listed WHERE line > $after AND line <= $until ORDER BY line;

-- name: choices
-- Places where there are leads, to choose from.
-- One row a village. Reads a town's leads.
SELECT DISTINCT town, village FROM {lead} AS lead ORDER BY town, village;

-- name: roster_villages
-- All villages of the roster in force.
-- One row a village. Reads a town's households.
SELECT DISTINCT town, village FROM {household} AS household WHERE village <> '' ORDER BY town, village;

-- name: lead
-- A lead.
-- One row, or none. Reads a town's leads.
SELECT lead.*, CASE WHEN state = '待核实' AND due_on < $day THEN '超期' ELSE state END AS state_now FROM {lead} AS lead WHERE lead_id = $lead_id;

-- name: papers
-- What stands on papers of a kind for some leads or households, in the order of the paper.
-- One row a lead or household. Reads a town's papers.
SELECT whom, told FROM {paper} AS paper WHERE kind = $kind AND whom IN (SELECT unnest($whoms)) ORDER BY place;

-- name: leads_of
-- Leads of a household, the newest first.
-- One row a lead. Reads a town's leads.
SELECT lead.*, CASE WHEN state = '待核实' AND due_on < $day THEN '超期' ELSE state END AS state_now
FROM {lead} AS lead
WHERE household_id = $household_id AND household_id <> ''
ORDER BY issued_in DESC, lead_id DESC;

-- name: household
-- A household.
-- One row, or none. Reads a town's households.
SELECT * FROM {household} AS household WHERE household_id = $household_id;

-- name: members
-- Its members.
-- One row a member. Reads a town's members.
SELECT * FROM {member} AS member WHERE household_id = $household_id ORDER BY CASE WHEN relation IN ('户主', '本人') THEN 0 ELSE 1 END, person_id;

-- name: months_of
-- Its last twelve months.
-- One row a month. Reads a town's households and what they got by month.
SELECT month_of.*
FROM {household} AS household
JOIN {month_of} AS month_of ON month_of.home = household.home
WHERE household.household_id = $household_id
ORDER BY month_of.month;

-- name: benefits
-- What it was granted.
-- One row a member and kind. Reads a town's benefits.
SELECT * FROM {benefit} AS benefit WHERE household_id = $household_id ORDER BY name, kind;

-- name: reasons
-- Why a lead is there.
-- One row a reason. Reads a town's reasons.
SELECT * FROM {reason} AS reason WHERE lead_id = $lead_id ORDER BY month DESC, indicator;

-- name: events
-- What runs did to a lead.
-- One row an event. Reads a town's events.
SELECT * FROM {event} AS event WHERE lead_id = $lead_id ORDER BY run_month;

-- name: said
-- What its town said.
-- One row an answer. Reads a town's answers.
SELECT * FROM {said} AS said WHERE lead_id = $lead_id ORDER BY folder, verified_on, path, "row";

-- name: neighbours
-- How many households around one have an open lead of a kind.
-- One row. Reads a town's leads and households.
SELECT count(DISTINCT lead.household_id) AS in_village, count(DISTINCT CASE WHEN household."group" = $group THEN lead.household_id END) AS in_group
FROM {lead} AS lead
JOIN {household} AS household ON household.household_id = lead.household_id
WHERE lead.town = $of_town AND lead.village = $village AND lead.household_id <> $household_id AND lead.kinds = $kinds AND lead.state IN ('待核实', '已反馈');

-- name: extracts
-- What departments' files brought.
-- One row a dataset and folder. Reads extracts, which no town sees.
SELECT extract.*, named.title, named.department
FROM {extract} AS extract
JOIN {named} AS named ON named.dataset = extract.dataset
WHERE extract.folder > $since AND extract.folder <= $month
ORDER BY named.department, extract.dataset, extract.folder;

-- name: files
-- Files of a folder.
-- One row a file. Reads files, which no town sees.
SELECT * FROM {file} AS file WHERE folder = $month ORDER BY path;

-- name: faults
-- Cells that kept their rows out, of a folder's files.
-- One row a cell. Reads faults, which no town sees.
SELECT * FROM {fault} AS fault WHERE folder = $month ORDER BY path, place;

-- name: departments
-- Who sends which data.
-- One row a dataset. Reads their names, which no town sees.
SELECT dataset, title, department FROM {named} AS named ORDER BY department, dataset;

-- name: refused
-- Files since a month of which nothing could be used, or not a table that can be taught, the newest first.
-- One row a file. Reads files, which no town sees.
SELECT * FROM {file} AS file WHERE ((stored = 0 AND state = 'refused') OR refusal LIKE '%bidui layout%') AND ($since IS NULL OR folder >= $since) ORDER BY folder DESC, path;

-- name: unused
-- Rows of returned lists that were not used, and why.
-- One row a row. Reads a town's unused rows.
SELECT * FROM {unused} AS unused WHERE town = $at_town ORDER BY path, "row";

-- name: rates
-- How often an indicator was right.
-- One row an indicator. Reads rates, which no town sees.
SELECT * FROM {rate} AS rate;

-- name: parameters
-- Numbers of the rule book that may be tried otherwise.
-- One row a parameter. Reads parameters, which no town sees.
SELECT * FROM {parameter} AS parameter;

-- name: towns
-- Towns of the roster.
-- One row a town. Reads a town's households.
SELECT DISTINCT town FROM {household} AS household ORDER BY town;

-- name: kinds_ever
-- Kinds of reasons that there are.
-- One row a combination. Reads a town's leads.
SELECT DISTINCT kinds FROM {lead} AS lead ORDER BY kinds;
