"""The picture of each approach: its words fit, its arrows lead to neighbours."""

from types import SimpleNamespace as Of

import pytest

from builder.pages.flows import BOX, GAP, PAD, WIDE, ZONE, flow
from builder.problems import StepError
from tests.built import content as project_content

NARROWEST = 288  # pixels of text on a screen of 320
LETTER = 7.6  # pixels of a letter at 13 px, bold, on average; generous
SMALL = 6.4  # the same at 12 px, not bold


def box(key: str) -> Of:
    return Of(id=key, name=key, note="")


def arrow(source: str, target: str) -> Of:
    return Of(source=source, target=target, words="")


def drawn(arrows: list[Of]) -> Of:
    parts = Of(
        yours=[[box("a"), box("b")]], theirs=[[None, box("c")]], arrows=arrows, says="So it is."
    )
    return Of(id="api", flow=parts)


def test_two_rows_are_as_high_as_their_boxes_and_what_lies_between():
    found = flow(drawn([arrow("a", "b"), arrow("b", "c")]))

    assert found.yours_height == ZONE + BOX + PAD
    assert found.height == 2 * (ZONE + BOX + PAD) + GAP
    assert [each.x for each in found.boxes] == [3.0, 56.0, 56.0]


def test_arrows_run_from_edge_to_edge():
    across, down, up = flow(drawn([arrow("a", "b"), arrow("b", "c"), arrow("c", "b")])).arrows

    assert (across.x1, across.x2, across.head) == (3.0 + WIDE, 56.0, "right")
    assert (down.y1, down.head, up.head) == (ZONE + BOX, "down", "up")
    assert down.x1 < up.x1  # side by side, each with its words on its own side
    assert (down.anchor, up.anchor) == ("end", "start")


@pytest.mark.parametrize("wrong", [arrow("a", "c"), arrow("a", "nobody")])
def test_an_arrow_that_leads_to_no_neighbour_is_refused(wrong):
    with pytest.raises(StepError, match="approach 'api'"):
        flow(drawn([wrong]))


def test_every_approach_says_what_leaves_and_its_names_fit_on_a_phone():
    approaches = project_content().records("approach").values()

    for approach in approaches:
        found = flow(approach)
        assert found.says
        assert all(len(each.name) * LETTER <= NARROWEST * WIDE / 100 for each in found.boxes)
        assert any(each.theirs for each in found.boxes)


def test_words_beside_arrows_stay_within_the_picture_on_a_phone():
    for approach in project_content().records("approach").values():
        for each in flow(approach).arrows:
            left, right = each.words_x / 100 * NARROWEST, (1 - each.words_x / 100) * NARROWEST
            room = {"start": right, "end": left, "middle": 2 * min(left, right)}[each.anchor]
            assert len(each.words) * SMALL <= room, f"{approach.id}: {each.words}"
