"""A browser that tests have in common leaves nothing of one for the next."""

import pytest

from tests.browser.conftest import Shared

pytestmark = pytest.mark.browser


def test_what_a_test_kept_is_gone_for_the_next(shared: Shared, base_url: str):
    page = shared.page()
    page.goto(f"{base_url}glossary/index.html")
    page.evaluate("localStorage.setItem('left', 'behind')")
    assert page.evaluate("localStorage.length") == 1

    shared.forget()

    assert page.evaluate("localStorage.length") == 0
