"""Characters that are not seen, or look like others: what copying from chats, web pages and PDFs leaves in names and places."""

import re

# Default_Ignorable_Code_Point of Unicode 16, DerivedCoreProperties.txt, with the marks of direction.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# Radicals of the CJK Radicals Supplement and the characters that they stand for: EquivalentUnifiedIdeograph.txt of Unicode 16. Those of
# the Kangxi block NFKC knows, but of ⼾ it makes the traditional 戶.
RADICALS = {ord("⼾"): "户"} | {ord(pair[0]): pair[1] for pair in ["⺁厂", "⺄乙", "⺆冂", "⺇几", "⺈刀", "⺊卜", "⺌小", "⺍小", "⺎兀", "⺒巳", "⺓幺", "⺔彑", "⺕彐", "⺖忄", "⺗心", "⺘扌", "⺙攵", "⺛旡", "⺜日", "⺝月", "⺞歺", "⺠民", "⺡氵", "⺢氺", "⺣灬", "⺤爫", "⺥爫", "⺦丬", "⺧牛", "⺨犭", "⺩王", "⺪疋", "⺫目", "⺬示", "⺭礻", "⺮竹", "⺯糹", "⺰纟", "⺱罓", "⺲罒", "⺶羊", "⺷羊", "⺹耂", "⺺肀", "⺻聿", "⺼肉", "⺽臼", "⺾艹", "⺿艹", "⻀艹", "⻁虎", "⻂衤", "⻃覀", "⻄西", "⻅见", "⻆角", "⻈讠", "⻉贝", "⻊足", "⻋车", "⻌辶", "⻍辶", "⻎辶", "⻏邑", "⻐钅", "⻑長", "⻒镸", "⻓长", "⻔门", "⻖阜", "⻗雨", "⻘青", "⻙韦", "⻚页", "⻛风", "⻜飞", "⻝食", "⻟飠", "⻠饣", "⻢马", "⻣骨", "⻤鬼", "⻥鱼", "⻦鸟", "⻧卤", "⻨麦", "⻩黄", "⻪黾", "⻫斉", "⻬齐", "⻭歯", "⻮齿", "⻯竜", "⻰龙", "⻱龜", "⻲亀", "⻳龟"]}
