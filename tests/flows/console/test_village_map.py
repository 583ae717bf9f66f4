"""The month's page draws the county where its outlines lie in the workspace."""

from __future__ import annotations

import json

import pytest

from flows.console.village_map import FILE


def square(x: float, y: float, **told: object) -> dict:
    ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def outlines(county, *features: dict) -> None:
    (county.home / FILE).write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False), "utf-8")


def test_villages_are_drawn_in_the_shade_of_their_leads_and_lead_to_them(opened, county):
    outlines(
        county, square(118, 30, XZQMC="大桥村民委员会", XZ="水阳镇"), square(119, 30, name="裘公村"), square(118, 31, town="狸桥镇", village="东云村"),
        square(119, 31, name="不知道村"), square(120, 31, name='"><script>alert(1)</script>'),
    )
    page = opened["bureau"].get("/month").text
    assert page.count("<path") == 5 and '<path class="shade' in page and "<script>alert" not in page
    assert "/leads?town=%E6%B0%B4%E9%98%B3%E9%95%87&amp;village=%E8%A3%98%E5%85%AC%E6%9D%91" in page
    assert "对不上" in page and "不知道村" in page


def test_a_village_with_leads_that_has_no_shape_is_listed_beside(opened, county):
    outlines(county, square(118, 30, name="大桥村"))
    assert "图上没有的村" in opened["bureau"].get("/month").text


def test_a_town_sees_its_own_alone(opened, county):
    outlines(county, square(118, 30, name="大桥村"), square(119, 30, name="东云村"))
    page = opened["town"].get("/month").text
    assert "大桥村：" not in page and "水阳镇" not in page


@pytest.mark.parametrize(
    "text",
    [
        "{}", "[", '{"features": [{"geometry": null, "properties": {}}]}', '{"features": []}', "[" * 100_000,
        '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[5e6, 3e6], [5e6, 3e6], [5e6, 3e6]]]}}]}',
    ],
)
def test_what_cannot_be_drawn_is_a_sentence_and_the_page_stays(opened, county, text):
    (county.home / FILE).write_text(text, "utf-8")
    shown = opened["bureau"].get("/month")
    assert shown.status_code == 200 and FILE in shown.text and "在哪里" in shown.text


def test_without_the_file_there_is_the_table_alone(opened):
    page = opened["bureau"].get("/month").text
    assert "<svg class=\"map\"" not in page and FILE not in page
