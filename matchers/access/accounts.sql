-- name: accounts_table
-- Who may log in: town is '' unless they see one town only; wrong counts tries since the last right one.
-- One row an account. Reads nothing.
CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY, "role" TEXT NOT NULL, town TEXT NOT NULL, password TEXT NOT NULL, is_stopped INTEGER NOT NULL, wrong INTEGER NOT NULL, locked_until TEXT NOT NULL
);

-- name: sessions_table
-- Who is logged in; token is a digest of what the browser holds.
-- One row a session. Reads nothing.
CREATE TABLE IF NOT EXISTS session (token TEXT PRIMARY KEY, name TEXT NOT NULL, form_token TEXT NOT NULL, seen_at TEXT NOT NULL);

-- name: looks_table
-- Who looked at whom.
-- One row a look. Reads nothing.
CREATE TABLE IF NOT EXISTS look (look_at TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, what TEXT NOT NULL, whom TEXT NOT NULL, why TEXT NOT NULL);

-- name: links_table
-- Links that set a password once; token is a digest.
-- One row a link. Reads nothing.
CREATE TABLE IF NOT EXISTS link (token TEXT PRIMARY KEY, name TEXT NOT NULL, until TEXT NOT NULL);

-- name: account
-- An account.
-- One row, or none. Reads account.
SELECT name, "role", town, password, is_stopped, wrong, locked_until FROM account WHERE name = $name;

-- name: accounts
-- All accounts.
-- One row an account. Reads account.
SELECT name, "role", town, password, is_stopped, wrong, locked_until FROM account ORDER BY "role", town, name;

-- name: add
-- A new account, which nobody can use before its password is set.
-- One row. Reads nothing.
INSERT INTO account (name, "role", town, password, is_stopped, wrong, locked_until) VALUES ($name, $role, $town, '', 0, 0, '');

-- name: stop
-- An account is stopped, or goes on.
-- One row. Reads account.
UPDATE account SET is_stopped = $is_stopped WHERE name = $name;

-- name: set_password
-- A new password opens what was locked.
-- One row. Reads account.
UPDATE account SET password = $password, wrong = 0, locked_until = '' WHERE name = $name;

-- name: try
-- A password is tried, wrong until it is found to be right; the last of $tries in a row shuts the account until $until.
-- One row, or none where there is no such account or it is shut. Reads account.
UPDATE account SET wrong = (wrong + 1) % $tries, locked_until = CASE WHEN wrong + 1 >= $tries THEN $until ELSE '' END
WHERE name = $name AND locked_until <= $at
RETURNING password, is_stopped;

-- name: right
-- The password was right.
-- One row. Reads account.
UPDATE account SET wrong = 0, locked_until = '' WHERE name = $name;

-- name: begin
-- Somebody logs in.
-- One row. Reads nothing.
INSERT INTO session (token, name, form_token, seen_at) VALUES ($token, $name, $form_token, $seen_at);

-- name: session
-- A session that is not idle, of an account that is not stopped.
-- One row, or none. Reads session, account.
SELECT session.name, session.form_token, account."role", account.town
FROM session
JOIN account ON account.name = session.name AND account.is_stopped = 0
WHERE session.token = $token AND session.seen_at >= $since;

-- name: seen
-- Somebody did something.
-- One row. Reads session.
UPDATE session SET seen_at = $seen_at WHERE token = $token;

-- name: end
-- Somebody logs out. Reads session.
DELETE FROM session WHERE token = $token;

-- name: end_all
-- All sessions of an account end. Reads session.
DELETE FROM session WHERE name = $name;

-- name: add_link
-- A link by which somebody sets a password.
-- One row. Reads nothing.
INSERT INTO link (token, name, until) VALUES ($token, $name, $until);

-- name: link
-- Whose password a link sets.
-- One row, or none. Reads link.
SELECT name FROM link WHERE token = $token AND until >= $at;

-- name: end_links
-- An account's links are used up. Reads link.
DELETE FROM link WHERE name = $name;

-- name: look
-- A look at somebody.
-- One row. Reads nothing.
INSERT INTO look (look_at, name, address, what, whom, why) VALUES ($look_at, $name, $address, $what, $whom, $why);

-- name: counted
-- Looks at personal data by whose people they were, after a day and up to another.
-- One row a town, or the bureau. Reads look, account.
SELECT
    CASE WHEN account.town = '' THEN '县局' ELSE account.town END AS who,
    count(CASE WHEN look.what = '打开画像' THEN 1 END) AS homes, count(CASE WHEN look.what = '看待判断' THEN 1 END) AS cases,
    count(CASE WHEN look.what = '看完整号码' THEN 1 END) AS numbers, count(CASE WHEN look.what LIKE '导出%' OR look.what = '下载' THEN 1 END) AS taken
FROM look
JOIN account ON account.name = look.name
WHERE substr(look.look_at, 1, 10) > $after AND substr(look.look_at, 1, 10) <= $until
GROUP BY who
HAVING homes + cases + numbers + taken > 0
ORDER BY account.town <> '', who;

-- name: looks
-- Looks, the newest first, a page of them.
-- One row a look. Reads look.
WITH numbered AS (
    SELECT look.*, row_number() OVER (ORDER BY look_at DESC, rowid DESC) AS place FROM look WHERE $whom = '' OR whom = $whom
)
SELECT look_at, name, address, what, whom, why FROM numbered WHERE place > $after AND place <= $after + 100 ORDER BY place;
