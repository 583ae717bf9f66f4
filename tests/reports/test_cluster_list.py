"""What the bureau reads of clusters: where, how many against how many, how sure; and the households behind."""

import datetime as dt

from openpyxl import load_workbook

from matchers.records.clusters import Clusters, PlaceCount
from reports.cluster_list import summary, write_clusters

FOUND = Clusters(dt.date(2024, 6, 1), (
    PlaceCount("就业", "水阳镇", "雁翅村", 212, 31, 1.2, 21.1, 44.0, 1e-12, 12, True, ("34180210000012", "34180210000047")),
    PlaceCount("灾害", "狸桥镇", "", 1820, 64, 0.4, 49.3, 81.7, 1e-30, 12, True, ("34180220000001",)),
    PlaceCount("产业", "水阳镇", "大桥村", 41, 3, 0.9, 0.62, 8.77, 0.0631, 9, False, ("34180210000099",)),
), 96)


def test_places_and_households(tmp_path):
    path = tmp_path / "a.xlsx"
    write_clusters(path, "宣州区", FOUND)
    book = load_workbook(path)
    rows = [row for row in book["成片预警"].iter_rows(values_only=True) if row[0] in ("成片", "在波动范围内")]
    assert [(row[0], row[3], row[5], row[7], row[8], row[9]) for row in rows] == [
        ("成片", "雁翅村", 31, "1.2", "21–44", "不到万分之一"), ("成片", "（全镇）", 64, "0.4", "49–82", "不到万分之一"), ("在波动范围内", "大桥村", 3, "0.9", "0.6–8.8", "6.31%"),
    ]
    assert "只有41户" in rows[2][11] and not rows[0][11]
    assert not book["成片预警"].print_area, "every column comes onto the paper"
    assert [row[3] for row in book["涉及的户"].iter_rows(min_row=3, values_only=True)] == ["34180210000012", "34180210000047", "34180220000001"]


def test_a_line_a_cluster():
    assert summary(FOUND)[0] == "疑似规模性返贫（就业）：水阳镇雁翅村 本月新增31户，往常约1.2户，见“疑似规模性返贫线索”"
    assert len(summary(FOUND)) == 2
