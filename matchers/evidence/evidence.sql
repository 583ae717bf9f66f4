-- The rows of the files on which signals rest.
-- One row a signal and source row; owner is the household, or town|village. Reads linked.fired_*, linked.evidence_window,
-- linked.source, linked.found, linked.member, linked.household, linked.water, linked.span, linked.part.
WITH members AS (
    SELECT indicator, household_id, person_id FROM linked.fired_person
    UNION
    SELECT fired.indicator, fired.household_id, member.person_id
    FROM linked.fired_household AS fired
    JOIN linked.member AS member ON member.household_id = fired.household_id
),
found AS (
    SELECT members.indicator, members.household_id AS owner, source.part_id, source."row", source.identity_id
    FROM members
    JOIN linked.evidence_window AS evidence ON evidence.indicator = members.indicator
    JOIN linked.source AS source ON source.person_id = members.person_id AND source.dataset = evidence.dataset
    JOIN linked.span AS span ON span.month = source.month AND span.back BETWEEN evidence.first AND evidence.last
    UNION ALL
    SELECT fired.indicator, fired.household_id, household.part_id, household."row", NULL
    FROM linked.fired_household AS fired
    JOIN linked.evidence_window AS evidence ON evidence.indicator = fired.indicator AND evidence.dataset = 'roster'
    JOIN linked.household AS household ON household.household_id = fired.household_id
    UNION ALL
    SELECT fired.indicator, fired.town || '|' || fired.village, water.part_id, water."row", NULL
    FROM linked.fired_village AS fired
    JOIN linked.water AS water ON water.town = fired.town AND water.village = fired.village
    JOIN linked.span AS span ON span.month = water.month AND span.back = 0
)
SELECT found.indicator, found.owner, part.path, part.sheet, found."row", coalesce(who.joined_by, 'exact') AS joined_by
FROM found
JOIN linked.part AS part ON part.part_id = found.part_id
-- LEFT: rows of the roster and of villages name nobody who had to be found
LEFT JOIN linked.found AS who ON who.identity_id = found.identity_id
ORDER BY found.indicator, found.owner, part.path, part.sheet, found."row"
