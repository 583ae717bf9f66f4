-- Of what the things in linked.* were made that stand as long as that is the same.
-- One row a thing.
DROP TABLE IF EXISTS linked.persons_made_of;
DROP TABLE IF EXISTS linked.found_made_of;
DROP TABLE IF EXISTS linked.members_by;
CREATE TABLE IF NOT EXISTS linked.made_of (made VARCHAR, digest VARCHAR);

-- What households usually spend and get, and their income, as of each month that is judged; before, the months were measured one after another
-- into one table. One row a household and month.
DROP TABLE IF EXISTS linked.usual;
DROP TABLE IF EXISTS linked.annual_income;
CREATE TABLE IF NOT EXISTS linked.usual_of (
    month DATE, household_id VARCHAR, home BIGINT, rigid_now DECIMAL(14,2), rigid_sum DECIMAL(14,2), rigid_count DECIMAL(4,0),
    rigid_last_year DECIMAL(14,2), rigid_of_year DECIMAL(14,2), rigid_months DECIMAL(4,0), medical_now DECIMAL(14,2), medical_of_year DECIMAL(14,2),
    education_of_year DECIMAL(14,2), income_now DECIMAL(14,2), income_sum DECIMAL(14,2), income_count DECIMAL(4,0), income_last_year DECIMAL(14,2)
);
CREATE TABLE IF NOT EXISTS linked.annual_income_of (
    month DATE, household_id VARCHAR, size DECIMAL(4,0), rigid_of_year DECIMAL(14,2), income_total DECIMAL(20,2), disposable_total DECIMAL(20,2),
    people_months DECIMAL(8,0)
);
