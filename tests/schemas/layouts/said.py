"""What tests of descriptions say again and again, and how rows are shown."""

import pandas as pd

from tests.matchers.people import number

A, B, C = number("1950-03-08"), number("1981-03-08"), number("1962-03-08")
BENEFITS = 'dataset = "assistance"\nfile = "*"\n'
PEOPLE = '[columns]\nname = "姓名"\nid_number = "号码"\n'
SAYS = '[constants]\nkind = "低保"\nstatus = "享受"\n'
WORK = 'dataset = "employment"\n'
LOAN = 'dataset = "loan"\nfile = "*"\nabsent = ["overdue_days", "overdue_amount"]\n'
HEAD = ["姓名", "号码", "钱"]
WANG, LI = ["王桂英", A, "600"], ["李国强", B, "300"]


def values(part, *columns):
    return [tuple(None if pd.isna(value) else value for value in row) for row in part.rows[list(columns)].itertuples(index=False)]
