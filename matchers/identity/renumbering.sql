-- name: has_moved
-- Whether anybody of the roster ever stood under another household number.
-- One row. Reads linked.roster_row.
SELECT count(*) > 0
FROM (SELECT person_id FROM linked.roster_row GROUP BY person_id HAVING min(home) <> max(home)) AS moved;

-- name: followed
-- Where a household went whose number vanished from its town's roster, or was given to other people: under the number that most of its
-- members bear next, of two the householder's, then the smaller; at least half of all its members.
-- One row a number and last month in which it was theirs; `again` is the month in which the number is somebody else's. Reads
-- linked.roster_row, linked.part.
WITH moved AS (
    SELECT person_id FROM linked.roster_row GROUP BY person_id HAVING min(home) <> max(home)
),
touched AS (
    SELECT DISTINCT written.home FROM linked.roster_row AS written JOIN moved ON moved.person_id = written.person_id
),
listed AS (
    SELECT
        written.home, written.household_id, written.person_id, written.month, max(written.town) AS town, max(written.order_no) AS order_no,
        max(CASE WHEN written.is_head THEN 1 ELSE 0 END) AS heads, min(coalesce(part.scope, '')) AS scope
    FROM linked.roster_row AS written
    JOIN touched ON touched.home = written.home
    JOIN linked.part AS part ON part.part_id = written.part_id
    GROUP BY written.home, written.household_id, written.person_id, written.month
),
listings AS (
    SELECT
        home, household_id, month, max(town) AS town, min(scope) AS scope, count(*) AS size,
        lead(month) OVER (PARTITION BY home ORDER BY month) AS again
    FROM listed
    GROUP BY home, household_id, month
),
stayed AS (
    SELECT DISTINCT listings.home, listings.month
    FROM listings
    JOIN listed AS earlier ON earlier.home = listings.home AND earlier.month = listings.month
    JOIN listed AS later ON later.home = listings.home AND later.month = listings.again AND later.person_id = earlier.person_id
),
rosters AS (
    SELECT DISTINCT written.town, coalesce(part.scope, '') AS scope, written.month
    FROM linked.roster_row AS written
    JOIN linked.part AS part ON part.part_id = written.part_id
),
ended AS (
    SELECT
        listings.*,
        listings.again IS NOT NULL OR EXISTS (
            SELECT 1 FROM rosters
            WHERE rosters.town = listings.town AND rosters.scope IN ('', listings.scope) AND rosters.month > listings.month
        ) AS is_covered
    FROM listings
    WHERE NOT EXISTS (SELECT 1 FROM stayed WHERE stayed.home = listings.home AND stayed.month = listings.month)
),
next_place AS (
    SELECT
        ended.home, ended.month, listed.heads, other.household_id AS becomes, other.month AS since,
        row_number() OVER (
            PARTITION BY ended.home, ended.month, listed.person_id ORDER BY other.month, other.order_no DESC, other.household_id
        ) AS place
    FROM ended
    JOIN listed ON listed.home = ended.home AND listed.month = ended.month
    JOIN listed AS other ON other.person_id = listed.person_id AND other.month > ended.month AND other.home <> ended.home
),
counted AS (
    SELECT home, month, becomes, min(since) AS since, count(*) AS members, max(heads) AS heads
    FROM next_place
    WHERE place = 1
    GROUP BY home, month, becomes
),
ranked AS (
    SELECT
        counted.*, sum(members) OVER (PARTITION BY home, month) AS all_found,
        row_number() OVER (PARTITION BY home, month ORDER BY members DESC, heads DESC, becomes) AS place
    FROM counted
)
SELECT ended.household_id, ended.month AS until, ended.again, ranked.becomes, ranked.since
FROM ended
JOIN ranked ON ranked.home = ended.home AND ranked.month = ended.month
WHERE ranked.place = 1 AND 2 * ranked.members >= ended.size AND (ended.is_covered OR ranked.all_found = ended.size)
ORDER BY ended.household_id, ended.month;

-- name: rewritten
-- Roster rows of a household by the number under which it goes on, except in months in which that number is another household's too.
-- One row a number and month. Reads linked.roster_row, linked.renumbered.
WITH written AS (
    SELECT DISTINCT household_id, month FROM linked.roster_row
),
carried AS (
    SELECT written.household_id, written.month, renumbered.becomes
    FROM written
    JOIN linked.renumbered AS renumbered
        ON renumbered.household_id = written.household_id AND written.month > renumbered.after AND written.month <= renumbered.until
),
alone AS (
    SELECT becomes, month FROM carried GROUP BY becomes, month HAVING count(*) = 1
)
SELECT carried.household_id, carried.month, carried.becomes
FROM carried
JOIN alone ON alone.becomes = carried.becomes AND alone.month = carried.month
WHERE NOT EXISTS (
    SELECT 1 FROM written
    WHERE written.household_id = carried.becomes AND written.month = carried.month
        AND NOT EXISTS (SELECT 1 FROM carried AS gone WHERE gone.household_id = written.household_id AND gone.month = written.month)
)
ORDER BY carried.household_id, carried.month;

-- name: successors
-- Under which number a household goes on that bore another at a time.
-- One row a number and time. Reads linked.renumbered.
SELECT household_id, CAST(after AS DATE) AS after, CAST(until AS DATE) AS until, becomes FROM linked.renumbered ORDER BY household_id, after;

-- name: joined_later
-- The same of households whose roster rows are still read under the old number, as the new one was another household's then.
-- One row a number and time. Reads linked.renumbered, linked.roster_row.
SELECT DISTINCT renumbered.household_id, CAST(renumbered.after AS DATE) AS after, CAST(renumbered.until AS DATE) AS until, renumbered.becomes
FROM linked.renumbered AS renumbered
JOIN linked.roster_row AS written
    ON written.written_id = renumbered.household_id AND written.household_id = written.written_id
    AND written.month > renumbered.after AND written.month <= renumbered.until
ORDER BY renumbered.household_id, after;

-- name: new_numbers
-- Households that the roster of the month measured last brought under another number.
-- One row a number. Reads linked.renumbered, linked.span.
SELECT renumbered.household_id, renumbered.becomes
FROM linked.renumbered AS renumbered
JOIN linked.span AS span ON span.month = renumbered.since AND span.back = 0
ORDER BY renumbered.household_id;
