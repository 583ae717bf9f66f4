-- name: unlisted
-- Villages of the month's towns that extracts of the month name and the roster in force has not: of persons only rows that found somebody.
-- One row a dataset and village. Reads linked.span, linked.found, linked.named_row, linked.household, linked.place, linked.part, intake.water.
WITH strangely AS (
    SELECT identity_id, written_town AS town, written_village AS village
    FROM linked.found AS found
    WHERE NOT EXISTS (SELECT 1 FROM linked.household AS home WHERE home.town = found.written_town AND home.village = found.written_village)
),
named AS (
    SELECT stored.dataset, strangely.town, strangely.village
    FROM strangely -- hardly anybody, of a million rows of the month
    JOIN linked.named_row AS stored ON stored.identity_id = strangely.identity_id
    JOIN linked.span AS span ON span.month = stored.month AND span.back = 0
    UNION ALL
    SELECT 'water', place.town, place.village
    FROM intake.water AS water
    JOIN linked.part AS part ON part.part_id = water.part_id
    JOIN linked.span AS span ON span.month = water.month AND span.back = 0
    JOIN linked.place AS place ON place.raw_town = water.town AND place.raw_village = water.village
)
SELECT dataset, town, village, count(*) AS row_count
FROM named
WHERE village <> '' AND town IN (SELECT town FROM linked.household)
    AND NOT EXISTS (SELECT 1 FROM linked.household AS home WHERE home.town = named.town AND home.village = named.village)
GROUP BY dataset, town, village
ORDER BY town, village, dataset;

-- name: villages
-- Villages of the roster in force.
-- One row a village. Reads linked.household.
SELECT DISTINCT town, village FROM linked.household WHERE village <> '' ORDER BY town, village;

-- name: live_now
-- Where the people live now whom an earlier roster had in another village.
-- One row a village then and a village now, the fuller first. Reads linked.roster_row, linked.member.
SELECT written.town, written.village, member.town AS town_now, member.village AS village_now, count(DISTINCT member.person_id) AS people
FROM linked.roster_row AS written
JOIN linked.member AS member ON member.person_id = written.person_id
WHERE written.village <> '' AND member.village <> '' AND (member.town <> written.town OR member.village <> written.village)
GROUP BY written.town, written.village, member.town, member.village
ORDER BY people DESC, written.town, written.village, town_now, village_now;
