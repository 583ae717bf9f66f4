"""Banks, finance office: small loans, one row a loan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from schemas.dataset import ID_HEADERS, NAME_HEADERS, WHERE, Column, Dataset
from schemas.fields import CITIZEN_ID, COUNT, NAME, YUAN, YUAN_OR_UNKNOWN, choice
from schemas.models import Field, Model

KIND = choice("脱贫人口小额信贷", "富民贷", "其他", also={"扶贫小额信贷": "脱贫人口小额信贷", "小额信贷": "脱贫人口小额信贷"}, rest="其他")


class Loan(Model):
    loan_no: str = Field(nullable=False)
    kind: str = Field(nullable=False)
    balance: pd.Int64Dtype = Field(nullable=True, ge=0)
    overdue_days: pd.Int64Dtype = Field(nullable=True)
    overdue_amount: np.int64 = Field(ge=0)


DATASET = Dataset(
    name="loan", title="小额信贷", department="金融办", one_row_is="a loan", known_by=("小额信贷", "富民贷", "小额贷款", "扶贫贷款"),
    key=("person", "loan_no"), is_optional=True,
    columns=(
        Column("name", "姓名", NAME, also=(*NAME_HEADERS, "借款人", "借款人姓名"), required=True, personal=True),
        Column("id_number", "证件号码", CITIZEN_ID, also=(*ID_HEADERS, "借款人身份证号"), required=True, personal=True),
        Column("loan_no", "借据编号", also=("合同编号", "借据号"), required=True),
        Column("kind", "贷款类型", KIND, also=("贷款品种", "贷款种类"), required=True),
        Column("balance", "贷款余额", YUAN_OR_UNKNOWN, also=("余额",)),
        Column("overdue_days", "逾期天数", COUNT, also=("逾期日数",), required=True),
        Column("overdue_amount", "逾期金额", YUAN, also=("逾期本金",), required=True),
        *WHERE,
    ),
    rows=Loan, tells=("kind", "balance", "overdue_days", "overdue_amount"), reach=6,
    warnings=(
        ("有逾期天数，逾期金额空着或是0，按没有逾期算，请核对", lambda rows: rows["overdue_days"].gt(0).fillna(False) & rows["overdue_amount"].eq(0)),
        ("有逾期金额，没有写逾期天数，不知道逾期多久，请补上", lambda rows: rows["overdue_days"].isna() & rows["overdue_amount"].gt(0)),
    ),
)
