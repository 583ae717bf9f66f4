"""county.geojson of the workspace, if there is one, as a drawing: a shape a village, a plain projection, nothing from outside."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchers.identity.places import Gazetteer, Place
from schemas.mistakes import Mistake

FILE = "county.geojson"
LARGEST = 20_000_000  # bytes
WIDTH = 760  # of the drawing, in its own unit


@dataclass(frozen=True)
class Shape:
    """A village's outline as the path of an SVG, and where in it its name goes; `count` of its leads, `shade` of 0 (none) to 4."""

    town: str
    village: str
    path: str
    count: int
    shade: int
    at: tuple[str, str]


@dataclass(frozen=True)
class Map:
    """`unmatched` are names in the file that no village of the roster bears, `unseen` (town, village, leads) that have no shape."""

    shapes: tuple[Shape, ...]
    height: int
    unmatched: tuple[str, ...]
    unseen: tuple[tuple[str, str, int], ...]
    width: int = WIDTH


def village_map(home: Path, villages: list[Place], leads: Mapping[Place, tuple[int, int]]) -> Map | None:
    """None where the workspace has no such file; a `Mistake` where it cannot be drawn. `villages` are (town, village) of the roster, `leads` the
    count and the shade of those that have any.
    """
    file = home / FILE
    if not file.is_file():
        return None
    outlines = list(_outlines(file))
    draw, height = _projection([point for _, rings in outlines for ring in rings for point in ring])
    known, places = set(villages), Gazetteer.of(villages, [])
    shapes, unmatched = [], []
    for names, rings in outlines:
        place = next((found for name in names if (found := places.split(name)) in known or (found := places.place("", name)) in known), None)
        if place is None:
            unmatched.append(names[0] if names else "（没有名字）")
        town, village = place or ("", names[0] if names else "")
        count, shade = leads.get((town, village), (0, 0))
        shapes.append(Shape(town, village, "".join(f"M{'L'.join(' '.join(draw(point)) for point in ring)}Z" for ring in rings), count, shade, draw(_middle(rings))))
    drawn = {(shape.town, shape.village) for shape in shapes}
    unseen = tuple((*place, count) for place, (count, _) in sorted(leads.items()) if place not in drawn)
    return Map(tuple(shapes), height, tuple(sorted(set(unmatched))), unseen)


def _outlines(file: Path) -> Iterator[tuple[list[str], list[list[tuple[float, float]]]]]:
    """Of each feature what it may be called, with its town before it where that is told, and its rings as (longitude, latitude)."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError
        for feature in json.loads(file.read_text("utf-8-sig"))["features"]:
            shape, told = feature["geometry"], feature.get("properties") or {}
            if shape["type"] not in ("Polygon", "MultiPolygon"):
                raise ValueError
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            rings = [[_point(each) for each in ring] for polygon in polygons for ring in polygon if len(ring) > 2]
            if rings:
                yield _names(told), rings
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise Mistake(f"{FILE} 画不出来：要是 GeoJSON，每个村一个多边形（Polygon 或 MultiPolygon），经纬度坐标，不超过{LARGEST // 1_000_000}MB") from None


def _names(told: Mapping[str, Any]) -> list[str]:
    """The likeliest first: two texts together (town and village, in whichever order), then each."""
    texts = [text.strip() for text in told.values() if isinstance(text, str) and text.strip()]
    return [*(f"{one}{other}" for one in texts for other in texts if one != other), *texts]


def _point(each: Any) -> tuple[float, float]:
    x, y = float(each[0]), float(each[1])
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        raise ValueError
    return x, y


def _middle(rings: list[list[tuple[float, float]]]) -> tuple[float, float]:
    """Of its longest ring the middle of what that spans."""
    ring = max(rings, key=len)
    return (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2, (min(y for _, y in ring) + max(y for _, y in ring)) / 2


def _projection(points: list[tuple[float, float]]) -> tuple[Callable[[tuple[float, float]], tuple[str, str]], int]:
    """How a point is written in the drawing, and how high that is: a degree of longitude is as long as it is in the middle of the county."""
    if not points:
        raise Mistake(f"{FILE} 里没有村的边界")
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((low + high) / 2))
    times = WIDTH / max((right - left) * shrink, 1e-9)

    def draw(point: tuple[float, float]) -> tuple[str, str]:
        return f"{(point[0] - left) * shrink * times:.1f}", f"{(high - point[1]) * times:.1f}"

    return draw, max(math.ceil((high - low) * times), 1)
