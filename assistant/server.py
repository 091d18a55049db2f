"""The server of the Model Context Protocol: tools and pages, over standard input and output."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.resources import TextResource
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from assistant.answers import Desk, Told
from assistant.pages import Library, Page, load_pages
from calculator.knowledge import Knowledge
from calculator.packed import packed_text
from calculator.request_text import InputError

_INSTRUCTIONS = """Where should a model come from: call a hosted one, run an open one, use it as a
feature extractor, fine-tune it, train from scratch, combine, or do without? Call `decide` with what
is known of the project; what is left out counts as unknown, and the answer names the question whose
answer is worth most. Every number has a range, a date and sources: quote them with it. These are
estimates, not quotes. The tools read no network and keep nothing."""
_READS_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve(knowledge: Knowledge, today: date, version: str) -> None:
    """Answer on standard input and output until the other side hangs up.

    Raises:
        FileNotFoundError: the pages or schemas are missing, in a checkout that was not built.
    """
    made_server(knowledge, today, version, load_pages()).run("stdio")


def made_server(
    knowledge: Knowledge, today: date, version: str, pages: Sequence[Page]
) -> MCPServer[Any]:
    """A server with all tools, and each page as a resource.

    Args:
        knowledge: what content brings.
        today: the day whose prices and assumptions count.
        version: of the program.
        pages: the pages that can be read and searched.
    """
    desk = Desk(knowledge, today, Library(pages))
    return MCPServer(
        "borrow-tune-or-train",
        title="Borrow, Tune or Train",
        instructions=_INSTRUCTIONS,
        version=version,
        tools=tools_of(desk),
        resources=[_resource(page) for page in pages],
        log_level="WARNING",
    )


def tools_of(desk: Desk) -> list[Tool]:
    """The tools; those that take a request show its JSON Schema."""
    request, asked = (_schema(name) for name in ("request", "fit-request"))
    inputs, assumptions = (request["properties"][name] for name in ("inputs", "assumptions"))

    def decide(inputs: dict[str, Any], assumptions: dict[str, Any] | None = None) -> CallToolResult:
        """Recommend where a model should come from, with the cost of nine approaches in USD, time,
        plan, what would change the answer, and the next question worth asking.
        """
        return _result(lambda: desk.decide({"inputs": inputs, "assumptions": assumptions or {}}))

    def prices(search: str) -> CallToolResult:
        """Rents of accelerators and prices of hosted models with all these words in their name,
        dated, in USD; for example "h100" or "gpt mini".
        """
        return _result(lambda: desk.prices(search))

    def fit(request: dict[str, Any]) -> CallToolResult:
        """Whether a model fits on some chips: memory by part, speed or tuning time, the largest
        batch and context, and the cheapest chip that does.
        """
        return _result(lambda: desk.fit(request))

    def explain(name: str, inputs: dict[str, Any] | None = None) -> CallToolResult:
        """What a rule, an assumption, an input or a line of the bill is, by the id that an answer
        named; with `inputs`, lines are those of that scenario.
        """
        return _result(lambda: desk.explain(name, {"inputs": inputs or {}}))

    def search(query: str) -> CallToolResult:
        """Find pages on approaches, problems, mistakes, terms, prices and evidence; each is a
        resource that can be read whole.
        """
        return _result(lambda: desk.search(query))

    schemas: Mapping[Callable[..., CallToolResult], Mapping[str, Any]] = {
        decide: {"inputs": inputs, "assumptions": assumptions}, prices: {},
        fit: {"request": asked}, explain: {"inputs": inputs}, search: {},
    }  # fmt: skip
    return [_tool(answer, shown) for answer, shown in schemas.items()]


def _tool(answer: Callable[..., CallToolResult], shown: Mapping[str, Any]) -> Tool:
    """A tool whose arguments are described as closely as the calculator knows them."""
    tool = Tool.from_function(answer, annotations=_READS_ONLY, structured_output=False)
    properties = {**tool.parameters["properties"], **shown}
    return tool.model_copy(update={"parameters": {**tool.parameters, "properties": properties}})


def _schema(name: str) -> dict[str, Any]:
    """A schema without what names it: inside another one it would be a second root."""
    found: dict[str, Any] = json.loads(packed_text(f"schemas/{name}.schema.json"))
    return {key: value for key, value in found.items() if not key.startswith("$")}


def _result(answer: Callable[[], Told]) -> CallToolResult:
    try:
        told = answer()
    except InputError as error:
        raise ToolError("\n".join(map(str, error.args))) from None
    content = TextContent(type="text", text=told.words)
    return CallToolResult(content=[content], structured_content=dict(told.record))


def _resource(page: Page) -> TextResource:
    return TextResource(
        uri=page.uri, name=page.address, title=page.title, description=page.description,
        mime_type="text/markdown", text=page.words,
    )  # fmt: skip
