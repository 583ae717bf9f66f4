-- What check signs are made with, and the last run whose lists were signed without it. One row, from the first run on.
CREATE TABLE IF NOT EXISTS leads.secret (key VARCHAR, after_run INTEGER)
