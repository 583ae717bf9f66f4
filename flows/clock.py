"""The only clock: what day it is in China. Everything below flows/ is told."""

import datetime as dt
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def today() -> dt.date:
    return dt.datetime.now(CHINA).date()


def now() -> dt.datetime:
    """To the second, in China, as it is written down."""
    return dt.datetime.now(CHINA).replace(microsecond=0, tzinfo=None)
