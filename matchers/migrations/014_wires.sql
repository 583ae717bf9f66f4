-- What was fetched from departments, each time; rows are only added.
CREATE SCHEMA IF NOT EXISTS wire;
CREATE TABLE IF NOT EXISTS wire.pulled (month DATE, source VARCHAR, fetched_at TIMESTAMP, landed INTEGER, waiting INTEGER, failure VARCHAR);
CREATE TABLE IF NOT EXISTS wire.landed (month DATE, source VARCHAR, fetched_at TIMESTAMP, name VARCHAR, size BIGINT, sha256 VARCHAR)
