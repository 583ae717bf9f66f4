"""Invented people: names, and ID numbers that GB 11643 allows but nobody was given by this code on purpose."""

from __future__ import annotations

import datetime as dt
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建国志春梅秀珍海燕玲凤林荣辉鹏飞宇浩欣怡梓涵雨"
    "晨思远佳琪文博俊凯诗婷嘉慧云峰庆福德成永康瑞祥松柏义仁礼智信良清源泽润雪冰晓东南北中正新立根生水火土"
    "木"
)
RARE = "䶮𬴊𫖯玥喆翀珺犇彧祎骉昇堃淼焱"
MINORITY = (
    "阿依古丽·买买提",
    "买买提江·吐尔逊",
    "古丽娜尔·艾合买提",
    "阿卜杜拉·热合曼",
    "帕提古丽·司马义",
    "扎西·多吉",
    "艾尼瓦尔·库尔班",
    "热依扎·阿力木江",
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def check_digit(first_17: str) -> str:
    """The last sign of an ID number (ISO 7064 MOD 11-2)."""
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(first_17, WEIGHTS, strict=True)) % 11]


class Registry:
    """Hands out names and numbers; no number twice."""

    def __init__(self, division: str, random: Random):
        self.division = division
        self.random = random
        self.taken: set[str] = set()

    def id_number(self, birth: dt.date, sex: str) -> str:
        """An unused number for a birth date and sex ('男' or '女')."""
        while True:
            order = self.random.randrange(10, 500) * 2 + (sex == "男")
            first_17 = f"{self.division}{birth:%Y%m%d}{order % 1000:03d}"
            number = first_17 + check_digit(first_17)
            # 000 at the end is how Excel's damage looks; real numbers seldom end so, and none needs to here.
            if number not in self.taken and not number.endswith("000"):
                self.taken.add(number)
                return number

    def name(self, surname: str = "") -> str:
        """A surname and one or two characters; sometimes a rare character or a name with a middle dot."""
        chance = self.random.random()
        if chance < 0.005 and not surname:
            return self.random.choice(MINORITY)
        given = self.random.choice(RARE) if chance < 0.02 else self.random.choice(GIVEN)
        if self.random.random() < 0.75:
            given += self.random.choice(GIVEN)
        return (surname or self.random.choice(SURNAMES)) + given

    def phone(self) -> str:
        """Eleven digits of a range that no carrier uses."""
        return f"100{self.random.randrange(10**8):08d}"

    def birth(self, youngest: int, oldest: int, today: dt.date) -> dt.date:
        """A birthday of somebody who is between two ages today."""
        days = self.random.randrange(youngest * 365 + youngest // 4 + 1, (oldest + 1) * 365 + oldest // 4)
        return today - dt.timedelta(days=days)
