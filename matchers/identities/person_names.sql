-- Persons by household and name.
-- One row a person, household and name. Reads linked.roster_row.
SELECT DISTINCT person_id, household_id, name FROM linked.roster_row ORDER BY person_id, household_id, name
