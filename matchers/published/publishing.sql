-- name: households
-- Households as linked for the last run.
-- One row a household. Reads linked.household.
CREATE TABLE published.household AS
SELECT
    household_id, home, town, village, coalesce("group", '') AS "group", householder, coalesce(householder_number, '') AS householder_number,
    coalesce(phone, '') AS phone, household_type, CAST(size AS INTEGER) AS size, income_per_capita, coalesce(risk_cleared, '') AS risk_cleared
FROM linked.household
ORDER BY household_id;

-- name: members
-- Their members, with what departments last said of each.
-- One row a member. Reads linked.member, .death, .latest_number, .student, .enrolment, .disability.
CREATE TABLE published.member AS
-- arg_max: a third of what numbering the rows costs, and there are two years of them
WITH studies AS (
    SELECT person_id, arg_max({'stage': stage, 'status': status}, (month, part_id, "row")) AS told FROM linked.student GROUP BY person_id
),
insured AS (
    SELECT person_id, arg_max({'status': status}, (month, part_id, "row")) AS told FROM linked.enrolment GROUP BY person_id
),
disabled AS (
    SELECT person_id, arg_max({'kind': kind, 'grade': grade}, (month, part_id, "row")) AS told FROM linked.disability GROUP BY person_id
)
SELECT
    member.household_id, member.town, member.person_id, member.name, coalesce(latest.number, member.number, '') AS number,
    coalesce(member.relation, '') AS relation, coalesce(member.labour, '') AS labour, member.birth, death.died_on,
    coalesce(studies.told.stage, '') AS stage, coalesce(studies.told.status, '') AS studies, coalesce(insured.told.status, '') AS insured,
    coalesce(disabled.told.kind, '') AS disability, coalesce(disabled.told.grade, '') AS disability_grade
FROM linked.member AS member
-- LEFT: of most members most departments say nothing
LEFT JOIN linked.latest_number AS latest ON latest.person_id = member.person_id
LEFT JOIN linked.death AS death ON death.person_id = member.person_id
-- LEFT: the same
LEFT JOIN studies ON studies.person_id = member.person_id
-- LEFT: the same
LEFT JOIN insured ON insured.person_id = member.person_id
LEFT JOIN disabled ON disabled.person_id = member.person_id;

-- name: months
-- What came in and went out of them in the last twelve months; null where it was not received.
-- One row a household and month. Reads linked.household, .household_month.
CREATE TABLE published.month_of AS
SELECT
    of_month.home, household.town, CAST(of_month.month AS DATE) AS month, -- by number: a county's households have a million months
    of_month.wages, of_month.assistance, of_month.medical_self_pay, of_month.education_cost
FROM linked.household_month AS of_month
JOIN linked.household AS household ON household.home = of_month.home
WHERE of_month.back <= 11;

-- name: benefits
-- Assistance of the last twelve months by kind.
-- One row a member and kind. Reads linked.assistance, .member, .span.
CREATE TABLE published.benefit AS
SELECT
    member.household_id, member.town, member.name, coalesce(assistance.kind, '') AS kind, sum(assistance.amount) AS amount,
    count(DISTINCT assistance.month) AS months, max(assistance.month) AS last_month
FROM linked.assistance AS assistance
JOIN linked.member AS member ON member.person_id = assistance.person_id
JOIN linked.span AS span ON span.month = assistance.month AND span.back <= 11
GROUP BY member.household_id, member.town, member.name, coalesce(assistance.kind, '');

-- name: extracts
-- What departments' files brought, month by month; the whole county's.
-- One row a dataset and folder. Reads intake.part, intake.file, intake.still_wrong.
CREATE TABLE published.extract AS
SELECT
    '' AS town, part.dataset, file.folder, count(DISTINCT file.file_id) AS files, sum(part.stored) AS stored, sum(wrong.quarantined) AS quarantined,
    count(DISTINCT CASE WHEN part.refusal <> '' THEN file.file_id END) AS refused
FROM intake.part AS part
JOIN intake.file AS file ON file.file_id = part.file_id
JOIN intake.still_wrong AS wrong ON wrong.part_id = part.part_id
WHERE NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
GROUP BY part.dataset, file.folder
ORDER BY part.dataset, file.folder;

-- name: files
-- Files that were taken in, as each was last read; the whole county's.
-- One row a file; `quarantined` are rows that were not put right since. Reads intake.file, intake.part, intake.still_wrong.
CREATE TABLE published.file AS
SELECT
    '' AS town, file.folder, file.path, file.state, coalesce(file.note, '') AS note, coalesce(sum(part.stored), 0) AS stored,
    coalesce(sum(wrong.quarantined), 0) AS quarantined, coalesce(string_agg(DISTINCT nullif(part.refusal, ''), '；' ORDER BY nullif(part.refusal, '')), '') AS refusal,
    coalesce(string_agg(DISTINCT part.dataset || ':' || part.department, ';' ORDER BY part.dataset || ':' || part.department), '') AS datasets
FROM intake.file AS file
-- LEFT: a file that could not be opened has no sheets
LEFT JOIN intake.part AS part ON part.file_id = file.file_id
-- LEFT: the same
LEFT JOIN intake.still_wrong AS wrong ON wrong.part_id = part.part_id
WHERE NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
GROUP BY file.file_id, file.folder, file.path, file.state, file.note
ORDER BY file.folder, file.path;

-- name: faults
-- Cells that kept their rows out, of each file the first hundred; the whole county's. What stood in them is on the department's receipt alone.
-- One row a cell. Reads intake.fault, .part, .file, .put_right.
CREATE TABLE published.fault AS
WITH numbered AS (
    SELECT
        file.folder, file.path, part.sheet, fault."row", fault."column", fault.reason, coalesce(part.dataset, '') AS dataset, part.department,
        row_number() OVER (PARTITION BY file.file_id ORDER BY part.part_id, fault."row", fault."at", fault.reason) AS place
    FROM intake.fault AS fault
    JOIN intake.part AS part ON part.part_id = fault.part_id
    JOIN intake.file AS file ON file.file_id = part.file_id
    WHERE NOT EXISTS (SELECT 1 FROM intake.file AS again WHERE again.place = file.place AND again.file_id > file.file_id)
        AND NOT EXISTS (SELECT 1 FROM intake.put_right AS done WHERE done.part_id = fault.part_id AND done."row" = fault."row")
)
SELECT '' AS town, folder, path, sheet, "row", "column", reason, dataset, department, place
FROM numbered
WHERE place <= 100
ORDER BY folder, path, place;

-- name: life
-- What runs did to leads, of runs that were not done again.
-- One row an event. Reads leads.event.
SELECT event.lead_id, event.run_month, event.kind, event.grade, event.reason, event.due_on, event.cells
FROM leads.event AS event
WHERE event.kind <> 'run'
    AND event.run_no = (SELECT max(last.run_no) FROM leads.event AS last WHERE last.run_month = event.run_month)
ORDER BY event.run_month, event.run_no, event.lead_id;

-- name: put
-- Rows put into a published table.
-- One row an incoming row. Reads incoming.
CREATE TABLE published.{table} AS SELECT * FROM incoming;

-- name: keep
-- A published table as the copy before has it, which was made when its month was run.
-- One row as there. Reads before.*.
CREATE TABLE published.{table} AS SELECT * FROM before.{table};
