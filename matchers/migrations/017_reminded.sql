-- What departments were reminded of, once each; rows are only added.
CREATE TABLE IF NOT EXISTS wire.reminded (month DATE, department VARCHAR, dataset VARCHAR, stage VARCHAR, words VARCHAR, reminded_on DATE)
