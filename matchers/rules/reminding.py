"""What a rule book itself says to the bureau in a month: values carried over, days that come, extracts that it asks for in vain."""

import datetime as dt
from collections.abc import Sequence

from matchers.rules.checked import carried_over
from matchers.rules.policy import Policy
from schemas.months import shifted, written


def told_of_policy(policy: Policy, month: dt.date, out_of_scope: int = 0, not_looked_at: Sequence[dt.date] = ()) -> tuple[str, ...]:
    """Chinese lines; `not_looked_at` are months run before, of which the book has no values; reminders are those that fall due from the month on that is issued in, to the end of the one after it."""
    settings = policy.settings
    first, last = shifted(month, 1), shifted(month, 3)
    said = [*carried_over(policy, month)]
    said += [f"文件要求报、程序还没有格式的数据，没有收到：{name}" for name in settings["intake"]["not_declared"]]
    said += [f"请记得：{each['on'].month}月{each['on'].day}日 {each['words']}" for each in settings["leads"]["reminders"] if first <= each["on"] < last]
    said += [f"{written(month)} 没有补看：本规则没有那个月的数；那个月的数据后来才到的，请另外核对" for month in not_looked_at]
    if out_of_scope:
        said.append(f"范围外 {out_of_scope} 户：有预警，但是一般农户、收入不低于监测线、没有红色原因，按规则不列入清单，只在 signals.csv 里；自己申报、走访发现的也在其中，请县里答复（有专项清单的，在“申请比对”表里）")
    return tuple(said)
