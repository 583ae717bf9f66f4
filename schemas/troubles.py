"""What troubles a household, as applications and visits name it: listed words are kept, a person's own text is not."""

from schemas.fields import open_choice

TOLD_BY = {
    "因病": "病(?!虫)|医药|医疗|医院|住院|手术|治疗",
    "因学": "学费|上学|入学|就学|升学|读书|大学|教育|学生",
    "因灾": "灾|洪水|内涝|干旱|冰雹|泥石流|滑坡|台风|地震|病虫害",
    "因意外事故": "意外|事故|车祸|工伤|溺水",
    "收入骤减": "收入|失业|务工|下岗|工资|亏损",
    "支出骤增": "支出|开支|花费|费用大|负担重",
    "住房": "房屋|危房|建房|房子|漏雨",
    "饮水": "用水|吃水|缺水|停水|水源|水质",
}
OTHERWISE = "其他"
NOT_THERE = "未发现|没有发现|没发现|没有|不存在|未见|尚无|无"
ABOUT = "任何|明显|新增|新的|返贫|致贫|存在|规模性|相关|其他|风险|问题|异常|困难|隐患|情况|变化|及|和|或|、"
ALL_WELL = "(家庭|生活|生产|情况|一切|基本|各方面|收入|支出|目前|总体|均|都)*(正常|稳定|良好)"
NOTHING_FOUND = f"(目前|暂时|暂)?({NOT_THERE})({ABOUT})*|{ALL_WELL}|否|0个?|零|正常,?({NOT_THERE})({ABOUT})+"

TROUBLE = open_choice(TOLD_BY, OTHERWISE)
TROUBLE_FOUND = open_choice(TOLD_BY, OTHERWISE, nothing=NOTHING_FOUND)
