-- A second number of a person: not only a student's.
ALTER TABLE intake.identity RENAME COLUMN student_no TO second_number;
