"""The picture of the architecture is that of the imports, and none of its arrows leads back."""

from tools.draw_architecture import BEGIN, END, PAGE, circles, picture


def test_the_picture_is_the_one_that_the_imports_draw():
    drawn = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]

    assert drawn == picture(), "run .venv/bin/python tools/draw_architecture.py"


def test_no_arrow_leads_back():
    assert circles() == []
