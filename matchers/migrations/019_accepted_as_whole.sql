-- Which of the extracts that shrank the bureau knows to be whole, by what they held then. linked.* is made anew by the next run.
CREATE TABLE IF NOT EXISTS linked.doubted (dataset VARCHAR, month DATE, town VARCHAR, case_id VARCHAR, is_accepted BOOLEAN)
