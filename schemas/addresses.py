"""An address, a path or 镇村组 → the town, village and group that it names."""

import re

from schemas.fields import plain

TOWN = re.compile(r"[\u4e00-\u9fff]{1,11}?(?:街道(?:办事处)?|镇|乡)(?!村)")
ABOVE_TOWN = re.compile(r"^.*?(?:省|自治区)|^.{2,9}?(?:市|自治州|地区|盟)|^.{1,9}?(?:县|区|旗|市)")
VILLAGE = re.compile(r"(.{1,14}?(?:村民委员会|居民委员会|村委会|居委会|社区|嘎查|村))(?:村民委员会|居民委员会|村委会|居委会|委员会)?")
GROUP = re.compile(r"(.{0,8}?(?:村民小组|小组|组|屯|队|自然村|[0-9]+号?))")


def places_in(path: str) -> dict[str, str]:
    """Town, village and group out of a path, an address, or 镇村组."""
    text = re.sub(r"[\s/\\>\-—,，]+", "", plain(path))
    for _ in range(3):
        cut = ABOVE_TOWN.match(text)
        if not cut or TOWN.fullmatch(cut[0]) or not TOWN.search(text[cut.end() :]):
            break
        text = text[cut.end() :]
    town = TOWN.match(text)
    rest = text[town.end() :] if town else text
    village = VILLAGE.match(rest)
    found = {"town": town[0] if town else "", "village": village[1] if village else ""}
    group = GROUP.match(rest[village.end() :] if village else "")
    return found | {"group": group[0] if group else ""}
