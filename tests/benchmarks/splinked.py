"""The same rows against the same persons by Splink 5 on DuckDB, in whatever environment has it: `python tests/benchmarks/splinked.py FOLDER`.

FOLDER holds people.csv (unique_id, name, number, town, village) and rows.csv (the same). Writes joined.csv (row, person, probability): of each row its
best candidate, if no other is as good. Prints seconds, and those of this process's CPU: looking at how often what agrees, and predicting.
"""

import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SURE = 0.99  # joined from this probability on
BIRTH = "substr(number, 7, 8)"
SETTINGS = SettingsCreator(
    link_type="link_only",
    comparisons=[
        cl.DamerauLevenshteinAtThresholds("number", [1, 2]), cl.LevenshteinAtThresholds("name", [1]), cl.ExactMatch("town"), cl.ExactMatch("village"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("number"), block_on("name", "village"), block_on("name", BIRTH), block_on("substr(number, 1, 14)", "substr(name, 1, 1)"),
        block_on("substr(number, 15, 4)", "name"), block_on("substr(number, 1, 6)", "substr(number, 11, 8)"), block_on("substr(number, 7, 12)"),
    ],
    retain_matching_columns=False,
)


def main() -> None:
    folder = Path(sys.argv[1])
    database = duckdb.connect(config={"threads": 2})
    for table in ("people", "rows"):
        database.execute(f"CREATE TABLE {table}_read AS SELECT * FROM read_csv('{folder / table}.csv', all_varchar = true, nullstr = '')")
    started, worked = time.perf_counter(), time.process_time()
    api = DuckDBAPI(connection=database)
    linker = Linker([api.register(database.table(f"{table}_read"), dataset_display_name=table) for table in ("people", "rows")], SETTINGS, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("number", "name")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name", BIRTH))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("number"))
    found = linker.inference.predict(threshold_match_probability=SURE).as_duckdbpyrelation()
    found.query("found", """
        SELECT "row", arg_max(person, match_probability) AS person, max(match_probability) AS probability
        FROM (SELECT unique_id_r AS "row", unique_id_l AS person, match_probability, max(match_probability) OVER (PARTITION BY unique_id_r) AS best FROM found)
        WHERE match_probability = best
        GROUP BY "row" HAVING count(DISTINCT person) = 1
    """).write_csv(str(folder / "joined.csv"))
    print(f"{time.perf_counter() - started:.1f} {time.process_time() - worked:.1f}")


if __name__ == "__main__":
    main()
