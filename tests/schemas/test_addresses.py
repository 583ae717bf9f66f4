"""Town, village and group out of what stands under 住址."""

import pytest

from schemas.addresses import places_in


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("广东省河源市和平县阳明镇梅埔村村民委员会", ("阳明镇", "梅埔村", "")), ("和平县阳明镇新塘村三组", ("阳明镇", "新塘村", "三组")), ("阳明镇/新塘村/第五村民小组", ("阳明镇", "新塘村", "第五村民小组")),
        ("大坝镇超田村", ("大坝镇", "超田村", "")), ("阳明镇城东社区居民委员会", ("阳明镇", "城东社区", "")), ("城关街道办事处东门社区", ("城关街道办事处", "东门社区", "")),
        ("内蒙古自治区通辽市科左中旗保康镇东嘎查", ("保康镇", "东嘎查", "")), ("新塘村", ("", "新塘村", "")), ("", ("", "", "")), ("安徽省宣城市宣州区水阳镇 大桥村 西庄组", ("水阳镇", "大桥村", "西庄组")),
        ("镇雄县乌峰街道南台社区", ("乌峰街道", "南台社区", "")), ("东乡县河滩镇祁杨村", ("河滩镇", "祁杨村", "")),
    ],
)  # fmt: skip
def test_addresses(path, found):
    places = places_in(path)
    assert (places["town"], places["village"], places["group"]) == found
