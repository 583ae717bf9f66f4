-- Members who live at the end of the month, with their age then and on 1 September of the school year.
-- One row a member; ages are null where no number proves a birth date. Reads linked.member.
CREATE OR REPLACE TABLE linked.living AS
SELECT
    household_id, person_id, labour, birth,
    year(CAST($month_end AS DATE)) - year(birth)
        - CASE WHEN month(CAST($month_end AS DATE)) * 100 + day(CAST($month_end AS DATE)) < month(birth) * 100 + day(birth) THEN 1 ELSE 0 END AS age,
    year(CAST($school_start AS DATE)) - year(birth)
        - CASE WHEN month(CAST($school_start AS DATE)) * 100 + day(CAST($school_start AS DATE)) < month(birth) * 100 + day(birth) THEN 1 ELSE 0 END AS school_age
FROM linked.member
WHERE died_on IS NULL OR died_on > $month_end
