-- Whom of the household a signal is about.
-- One row a signal and member. Reads linked.fired_person, linked.member.
SELECT DISTINCT fired.indicator, fired.household_id, fired.person_id, member.name
FROM linked.fired_person AS fired
JOIN linked.member AS member ON member.household_id = fired.household_id AND member.person_id = fired.person_id
ORDER BY fired.indicator, fired.household_id, fired.person_id
