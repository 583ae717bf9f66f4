"""county.toml: what a county sets for itself, and for each of its towns; every key has a default."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.listening import Listening, listening_of
from flows.wires.origins import Source, sources_of
from flows.wires.recipients import MailServer, Recipient, recipients_of
from schemas.mistakes import Mistake
from schemas.months import parse_month

SETTINGS = {"name": "", "division": "", "policy": "default"}
COUNTY_TOML = """# 本县设置，用记事本改，存成 UTF-8。每一项都可以不填；井号后面的话是说明，不起作用。
name = "{name}"            # 县（市、区）名，印在各种表的标题上
division = "{division}"    # 行政区划代码（6位），可以不填
policy = "default"         # 规则："default" 是自带规则；本县有自己的，写本文件夹里规则文件的名字，如 "policy.toml"

# 合并、改名的村和乡镇：左边是旧名，右边是新名；from 是从哪个月起（可以不写）。去掉行首的井号才起作用。
# [places]
# "松岭乡" = "松岭镇"
# "青石镇下河村" = {{ to = "青石镇两河村", from = "2024-07" }}

# 每次运行后备份数据库，留最近几份；不填就留3份。
# [backup]
# keep = 3                   # 留几份备份（1到100）

# 部门的文件放在哪里，写了就可以用 bidui pull 去取；密码不写在这里，写在旁边的 secrets.toml。
# [sources."民政局"]
# from = "sftp://用户@10.1.2.3/out"  # 文件夹，或 sftp、https（WebDAV）、postgresql、mysql、dm 的地址
# host_key = "ssh-ed25519 AAAA"      # SFTP 服务器的公钥；bidui wires 能看到，打电话和对方核对
# secret = "minzheng"                # 密码在 secrets.toml 里的名字
# names = "*.xls*"                   # 取哪些文件，不填就都取；"*/*" 是下一层文件夹里的，{{month}} 代表月份；数据库写 views = {{ enrolment = "视图名" }}

# 清单和回执发到哪里，写了就可以用 bidui send 去发；左边的名字是乡镇或部门。
# [send."水阳镇"]
# to = "mailto:nb@example.gov.cn"    # 邮箱，或文件夹，或 sftp://用户@地址/文件夹（要 host_key、secret）
# password = "shuiyang"              # 文件的打开口令在 secrets.toml 里的名字；发邮件必须写，别的不写就不加口令
# [returns."水阳镇"]                 # 乡镇填好的清单从哪里取，写法和 sources 一样
# from = "sftp://用户@10.1.2.4/back"
# [mail]
# server = "smtps://用户@10.1.2.5:465"  # 邮件服务器；smtp:// 是先连上再加密的（587端口）
# sender = "xczx@example.gov.cn"     # 发件的邮箱
# secret = "youxiang"                # 邮箱密码在 secrets.toml 里的名字

# 网页（打开比对）平时只有这台电脑能开。要让乡镇也能开，写这台电脑在单位内网里的地址；没有证书时，同一网络上的人截得到传的内容。
# [console]
# listen = "192.168.1.20:8650"   # 地址和端口
# certfile = "比对.pem"      # 证书和私钥两个文件，放在本文件夹里；两样都写才加密
# keyfile = "比对.key"

# 个别乡镇的设置，写在最后；乡镇名要和花名册里的一样，并加引号。去掉行首的井号才起作用。
# [towns."水阳镇"]
# contact = "农办 王主任"    # 乡镇联系人，印在这个镇的清单上
# due_days = 20              # 这个镇的反馈天数（1到90），不填就按规则里的天数
"""
KEPT, MOST_KEPT = 3, 100  # backups
LARGEST, LONGEST_SETTING = 1_000_000, 100
LONGEST_DUE_DAYS, LONGEST_CONTACT, LONGEST_PLACE = 90, 60, 40
Moves = Mapping[str, tuple[str, dt.date | None]]  # a place as written → its new name, from which month
TOWN_HEADING = re.compile(r"""\s*\[\s*towns\s*\.\s*["']?(?P<town>[^"'\]]*?)["']?\s*\]""")


@dataclass(frozen=True)
class Town:
    """A town's own settings; `line` is where county.toml has them, from one, or 0 if that cannot be told."""

    contact: str = ""
    due_days: int | None = None
    line: int = field(default=0, repr=False, compare=False)


def read_settings(file: Path) -> tuple[dict[str, str], dict[str, Town], Moves, int, tuple[Source, ...], Listening, tuple[Recipient, ...], MailServer]:
    """(the county's, each town's, merged and renamed places, backups to keep, departments' sources, where the console listens, who is sent papers where,
    the mail server) of a county.toml, or the defaults where there is none; what cannot be used is a `Mistake`.
    """
    if not file.exists() and not file.is_symlink():
        return dict(SETTINGS), {}, {}, KEPT, (), Listening(), (), MailServer()
    if not file.is_file() or file.stat().st_size > LARGEST:
        raise Mistake(f"{file} 不是设置文件（是文件夹、失效的链接，或大得异常），请删掉后用 bidui init 重新建一个")
    try:
        text = file.read_text("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        raise Mistake(f"{file} 不是 UTF-8 编码，请用记事本打开，另存时把编码选为 UTF-8") from fault
    except (ValueError, RecursionError) as fault:  # a number of thousands of digits, brackets in brackets
        raise Mistake(f"{file} 写法有错，请改正：{_unquoted_town(text) or _miswritten(fault, text)}") from fault
    towns, places, keep = given.pop("towns", {}), given.pop("places", {}), _keep(file, given.pop("backup", {}))
    sources, listening = sources_of(file, given.pop("sources", {}), given.pop("returns", {})), listening_of(file, given.pop("console", {}))
    recipients, mail = recipients_of(file, given.pop("send", {}), given.pop("mail", {}))
    if unknown := sorted(set(given) - set(SETTINGS)):
        can = (*SETTINGS, "backup", "console", "mail", "places", "returns", "send", "sources", "towns")
        raise Mistake(f"{file} 里有不认识的设置：{'、'.join(unknown)}；可以写的有：{'、'.join(can)}")
    if wrong := sorted(key for key, value in given.items() if not isinstance(value, str)):
        raise Mistake(f"{file} 里的 {'、'.join(wrong)} 要写成加引号的文字")
    if wrong := sorted(key for key, value in given.items() if len(value) > LONGEST_SETTING or not value.isprintable()):
        raise Mistake(f"{file} 里的 {'、'.join(wrong)} 要写成一行文字，不超过{LONGEST_SETTING}个字")
    if not isinstance(towns, dict):
        raise Mistake(f'{file} 里的 towns 要按乡镇写，如 [towns."水阳镇"]')
    if given.get("name") == "本县":  # as an earlier version's init wrote it: no name
        given["name"] = ""
    return SETTINGS | given, {name: _town(file, text, name, told) for name, told in towns.items()}, _moves(file, places), keep, sources, listening, recipients, mail


def _keep(file: Path, told: object) -> int:
    keep = told.get("keep", KEPT) if isinstance(told, dict) and set(told) <= {"keep"} else None
    if type(keep) is not int or not 1 <= keep <= MOST_KEPT:
        raise Mistake(f"{file} [backup] 里只能写 keep = 1 到 {MOST_KEPT} 的整数，是数据库的备份留几份")
    return keep


def _moves(file: Path, places: object) -> Moves:
    example = '如 "青石镇下河村" = "青石镇两河村"，或 "松岭乡" = { to = "松岭镇", from = "2024-07" }'
    if not isinstance(places, dict):
        raise Mistake(f"{file} 里的 places 要写成一段 [places]，下面一行一个旧名和新名，{example}")
    moves: dict[str, tuple[str, dt.date | None]] = {}
    for old, told in places.items():
        new = {"to": told} if isinstance(told, str) else told
        if not isinstance(new, dict) or set(new) - {"to", "from"} or not isinstance(new.get("to"), str) or not isinstance(new.get("from", ""), str):
            raise Mistake(f"{file} [places] 里的“{old}”看不懂，{example}")
        if not all(name.strip() and len(name) <= LONGEST_PLACE and name.isprintable() for name in (old, new["to"])):
            raise Mistake(f"{file} [places] 里的“{old}”：旧名和新名都要写，一行文字，不超过{LONGEST_PLACE}个字")
        if not _is_a_place(new["to"]):
            raise Mistake(f"{file} [places] 里“{old}”的新名不像地名：不能有 / \\ : = + - @ 这样的符号和号码，请改正")
        moves[old] = (new["to"], parse_month(new["from"]) if "from" in new else None)
    for old in moves:
        way = [old]
        while (now := moves.get(way[-1])) and now[1] is None:
            if now[0] in way:
                raise Mistake(f"{file} [places] 里的“{old}”绕一圈又改回了自己，不知道该用哪个名字；请只留从旧名到新名的那一行")
            way.append(now[0])
    return moves


def _is_a_place(name: str) -> bool:
    """It is held to what a roster's places are: it names files, too."""
    from schemas.fields import TOWN, Unreadable, plain

    with suppress(Unreadable):
        return TOWN.read(plain(name)) is not None and not set("=+-@") & set(plain(name))
    return False


def town_named(name: str, line: int) -> str:
    """How a mistake calls a town's settings."""
    return f'{f"第{line}行的 " if line else ""}[towns."{name}"]'


def _town(file: Path, text: str, name: str, told: object) -> Town:
    lines = text.splitlines()
    at = next((n for n, line in enumerate(lines, 1) if (found := TOWN_HEADING.match(line)) and found["town"] == name), 0)
    where = f"{file} {town_named(name, at)}"
    if not isinstance(told, dict):
        raise Mistake(f'{where} 要写成一段，如 [towns."水阳镇"]，下面写 contact、due_days')
    if unknown := sorted(set(told) - {"contact", "due_days"}):
        raise Mistake(f"{where} 里有不认识的 {'、'.join(unknown)}；可以写的有：contact、due_days（本县的设置要写在各乡镇前面）")
    contact, due_days = told.get("contact", ""), told.get("due_days")
    if not isinstance(contact, str) or len(contact) > LONGEST_CONTACT or not contact.isprintable():
        raise Mistake(f"{where} 的 contact 要写成加引号的一行文字，不超过{LONGEST_CONTACT}个字")
    if due_days is not None and (type(due_days) is not int or not 1 <= due_days <= LONGEST_DUE_DAYS):
        raise Mistake(f"{where} 的 due_days 应为1到{LONGEST_DUE_DAYS}的整数，不加引号")
    return Town(contact.strip(), due_days, at)


def _miswritten(fault: Exception, text: str) -> str:
    """Where, and what most often is wrong there."""
    place = re.search(r"at line (\d+)", str(fault))
    number = int(place[1]) if place else len(text.splitlines())
    return f"第{number}行看不懂，文字两边要用英文的双引号，像 name = \"某某县\" 这样"


def _unquoted_town(text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if (found := TOWN_HEADING.match(line)) and not found["town"].isascii() and '"' not in line and "'" not in line:
            return f'第{number}行的乡镇名要加引号，写成 [towns."{found["town"]}"]'
    return ""
