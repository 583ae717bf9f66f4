-- name: begin
-- Nothing is kept before the first linking.
-- One row a table and month.
CREATE TABLE IF NOT EXISTS linked.month_mark (made VARCHAR, month DATE, mark VARCHAR, program VARCHAR);

-- name: kept
-- The months that a table holds, and what they rested on when they were made.
-- One row a month. Reads linked.month_mark.
SELECT month, mark FROM linked.month_mark WHERE made = $table AND program = $program ORDER BY month;

-- name: forget
-- While a table is being made it is not told what it holds: should that end in the middle, all of it is made anew.
-- Reads linked.month_mark.
DELETE FROM linked.month_mark WHERE made = $table;

-- name: leave_out
-- What is not as it was, or looked at no more.
-- Reads linked.renewed_month.
DELETE FROM linked.{table} WHERE month IN (SELECT month FROM linked.renewed_month);

-- name: put_in
-- As it is now.
-- One row a row of the table. Reads linked.renewed.
INSERT INTO linked.{table} SELECT * FROM linked.renewed;

-- name: clear
-- That stands where it belongs.
-- One row a row of the table. Reads linked.renewed.
DROP TABLE linked.renewed;
