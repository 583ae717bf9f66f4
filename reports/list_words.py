"""Words of a town's list by which what comes back is understood; they import nothing, so that anybody may use them."""

WHO = frozenset({"户主", "证件号码"})  # columns that say which household a row is
WHOLE_VILLAGE = "（全村）"
