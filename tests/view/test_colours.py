"""The nine colours of each scheme: apart for everybody, readable, rising in lightness."""

import itertools
import math
import re
from pathlib import Path

import pytest

from view import colours

TOKENS = Path(__file__).resolve().parents[2] / "site_src/assets/css/tokens.css"
# Machado, Oliveira and Fernandes (2009), severity 1, for linear light.
BLINDNESS = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Ottosson (2020), OKLab.
TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)

Vector = tuple[float, ...]


def light(colour: str) -> Vector:
    """Linear light, red green blue, from `#rrggbb`."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def times(matrix: tuple[Vector, ...], vector: Vector) -> Vector:
    return tuple(sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)


def lab(rgb: Vector) -> Vector:
    return times(TO_LAB, tuple(math.copysign(abs(x) ** (1 / 3), x) for x in times(TO_LMS, rgb)))


def contrast(one: str, other: str) -> float:
    a, b = (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (light(one), light(other)))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


SCALES = {
    "default": (colours.LIGHT, colours.LIGHT_TEXT, colours.ON_LIGHT, colours.PAPER),
    "slate": (colours.DARK, colours.DARK_TEXT, colours.ON_DARK, colours.NIGHT),
}
scheme = pytest.mark.parametrize("scheme", SCALES)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of one scheme in the style sheet, by name."""
    css = TOKENS.read_text(encoding="utf-8")
    block = css.split(f'[data-md-color-scheme="{scheme}"] {{', 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--btt-([a-z0-9-]+): (#[0-9a-f]{6});", block))


def nearest(seen: list[Vector]) -> float:
    return min(math.dist(a, b) for a, b in itertools.combinations(seen, 2))


@scheme
def test_every_line_stands_out_three_to_one_from_its_papers(scheme):
    lines, _, _, paper = SCALES[scheme]
    grounds = (paper, tokens(scheme)["paper-raised"])

    assert min(contrast(colour, ground) for colour in lines for ground in grounds) >= 3


@scheme
def test_names_and_what_is_written_on_chips_can_be_read(scheme):
    _, texts, on, paper = SCALES[scheme]
    grounds = (paper, tokens(scheme)["paper-raised"], on)

    assert min(contrast(colour, ground) for colour in texts for ground in grounds) >= 4.5


@scheme
def test_no_step_is_half_as_large_again_as_another(scheme):
    lines = SCALES[scheme][0]
    steps = [math.dist(lab(light(a)), lab(light(b))) for a, b in itertools.pairwise(lines)]

    assert max(steps) / min(steps) < 1.5


@scheme
def test_no_two_lines_meet_for_full_sight(scheme):
    assert nearest([lab(light(colour)) for colour in SCALES[scheme][0]]) > 0.05


@scheme
@pytest.mark.parametrize("kind", BLINDNESS)
def test_no_two_lines_meet_for_a_colour_blind_reader(scheme, kind):
    seen = [lab(times(BLINDNESS[kind], light(colour))) for colour in SCALES[scheme][0]]

    assert nearest(seen) > 0.035  # just noticeable is about 0.02


@scheme
def test_lightness_rises_so_that_the_order_survives_in_grey(scheme):
    lightness = [lab(light(colour))[0] for colour in SCALES[scheme][0]]

    assert lightness == sorted(lightness)


@scheme
def test_the_style_sheet_holds_the_same_colours(scheme):
    lines, texts, on, paper = SCALES[scheme]
    token = tokens(scheme)

    assert tuple(token[f"approach-{n}"] for n in range(1, 10)) == lines
    assert tuple(token[f"approach-{n}-text"] for n in range(1, 10)) == texts
    assert (token["on-approach"], token["paper"]) == (on, paper)


TEXT_PAIRS = [
    (ink, ground)
    for ink in ("ink", "ink-soft", "accent", "wrong", "good")
    for ground in ("paper", "paper-raised", "paper-sunk", "accent-wash")
] + [("ink", "warn-wash"), ("ink", "wrong-wash"), ("wrong", "wrong-wash"), ("accent-ink", "accent")]


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_every_ground_of_its_scheme(scheme, ink, ground):
    token = tokens(scheme)

    assert contrast(token[ink], token[ground]) >= 4.5
