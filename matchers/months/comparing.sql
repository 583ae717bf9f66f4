-- name: evidence
-- The rows of the files on which signals rest, and how these were joined.
-- One row a signal that rests on rows; owner is the household, or town|village. Reads linked.fired_*, linked.evidence_window,
-- linked.source, linked.village_source, linked.found, linked.member, linked.household, linked.span, linked.part.
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
    SELECT fired.indicator, fired.town || '|' || fired.village, source.part_id, source."row", NULL
    FROM linked.fired_village AS fired
    JOIN linked.evidence_window AS evidence ON evidence.indicator = fired.indicator
    JOIN linked.village_source AS source
        ON source.town = fired.town AND source.village = fired.village AND source.dataset = evidence.dataset
    JOIN linked.span AS span ON span.month = source.month AND span.back BETWEEN evidence.first AND evidence.last
),
joined AS (
    SELECT DISTINCT found.indicator, found.owner, coalesce(who.joined_by, 'exact') AS joined_by
    FROM found
    -- LEFT: rows of the roster and of villages name nobody who had to be found
    LEFT JOIN linked.found AS who ON who.identity_id = found.identity_id
),
joins AS (
    SELECT indicator, owner, string_agg(joined_by, ';' ORDER BY joined_by) AS joins FROM joined GROUP BY indicator, owner
),
placed AS (
    SELECT DISTINCT found.indicator, found.owner, part.path, part.sheet, found."row"
    FROM found
    JOIN linked.part AS part ON part.part_id = found.part_id
),
numbered AS (
    SELECT
        indicator, owner, path || '!' || sheet || '!' || CAST("row" AS VARCHAR) AS place,
        row_number() OVER (PARTITION BY indicator, owner ORDER BY path, sheet, "row") AS number
    FROM placed
)
SELECT numbered.indicator, numbered.owner, string_agg(numbered.place, ';' ORDER BY numbered.number) AS places, max(joins.joins) AS joins
FROM numbered
JOIN joins ON joins.indicator = numbered.indicator AND joins.owner = numbered.owner
GROUP BY numbered.indicator, numbered.owner
ORDER BY numbered.indicator, numbered.owner;

-- name: names
-- Whom of the household a signal is about.
-- One row a signal and member. Reads linked.fired_person, linked.member.
SELECT DISTINCT fired.indicator, fired.household_id, fired.person_id, member.name
FROM linked.fired_person AS fired
JOIN linked.member AS member ON member.household_id = fired.household_id AND member.person_id = fired.person_id
ORDER BY fired.indicator, fired.household_id, fired.person_id;

-- name: searched
-- Files in which somebody missing was looked for.
-- One row a sheet and town ('' for the whole county). Reads linked.part, linked.part_town.
SELECT part.dataset, named.town, part.path, part.sheet
FROM linked.part AS part
JOIN linked.part_town AS named ON named.part_id = part.part_id
WHERE part.month = $month
ORDER BY part.dataset, part.path, part.sheet, named.town;
