"""A page of Chromium that nobody watches but for what is asked of it.

Playwright has Chromium record what every page of its own fetches, and hands a chosen file over as
text in a message. The page's process then holds Python's 14 MB twice more and the file thrice: some
60 to 100 MB that no reader's browser has. This page is driven by the same protocol, without either.
"""

import itertools
import json
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

_POLL_SECONDS = 0.1


class UnrecordedPage:
    """A page outside Playwright's contexts, so that Playwright lets it alone."""

    def __init__(self, browser: Browser, url: str, width: int, height: int) -> None:
        self._session = browser.new_browser_cdp_session()
        self._session.on("Target.receivedMessageFromTarget", self._received)
        self._answers: dict[int, dict[str, Any]] = {}
        self._numbers = itertools.count(1)
        size = {"width": width, "height": height}
        target = self._session.send("Target.createTarget", {"url": url, **size})["targetId"]
        asked = {"targetId": target, "flatten": False}
        self._target = self._session.send("Target.attachToTarget", asked)["sessionId"]

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        result = self._send("Runtime.evaluate", expression=expression, returnByValue=True)
        return result["result"].get("value")

    def wait(self, selector: str, seconds: float) -> None:
        """Until something is there.

        Raises:
            TimeoutError: it does not come.
        """
        end = time.perf_counter() + seconds
        while not self.evaluate(f"!!document.querySelector({json.dumps(selector)})"):
            if time.perf_counter() > end:
                raise TimeoutError(selector)
            time.sleep(_POLL_SECONDS)

    def click(self, selector: str) -> None:
        """Click what is there."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def choose(self, selector: str, file: Path) -> None:
        """Choose a file from the disk, as a reader does."""
        root = self._send("DOM.getDocument")["root"]["nodeId"]
        node = self._send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._send("DOM.setFileInputFiles", nodeId=node, files=[str(file)])

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = json.dumps({"id": number, "method": method, "params": params})
        asked = {"sessionId": self._target, "message": message}
        self._session.send("Target.sendMessageToTarget", asked)
        while number not in self._answers:  # any other request lets answers come in
            self._session.send("Target.getTargets")
        answer = self._answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])

    def _received(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if event["sessionId"] == self._target and "id" in message:
            self._answers[message["id"]] = message
