"""What an assistant gets: answers that carry their data, its ranges and its sources."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant.pages import Library, Page, load_pages
from assistant.server import made_server
from calculator import evaluate, load_knowledge

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load_knowledge()
PAGES = [
    Page("guides/labels.md", "How many labels do I need?", "Count them.", "Start with a pilot."),
    Page("glossary/i.md", "Glossary: I", "Terms.", "How many do labels need? I do not know."),
    Page("data/chips.md", "Accelerators", "Rents.", "An H100 rents by the hour."),
]
SERVER = made_server(KNOWLEDGE, KNOWLEDGE.as_of, "1", PAGES)


def asked(ask: Callable[[Client], Any], server: Any = None) -> Any:
    """What a client of the SDK gets from a server in this process, or from another."""

    async def talk() -> Any:
        async with Client(server or SERVER) as client:
            return await ask(client)

    return asyncio.run(talk())


def called(tool: str, arguments: Mapping[str, Any]) -> Any:
    return asked(lambda client: client.call_tool(tool, dict(arguments)))


def test_the_tools_are_named_and_described_and_change_nothing():
    tools = asked(lambda client: client.list_tools()).tools

    assert [each.name for each in tools] == ["decide", "prices", "fit", "explain", "search"]
    assert all(each.description and each.annotations.read_only_hint for each in tools)


def test_an_assistant_sees_each_input_with_what_it_accepts():
    tools = {each.name: each for each in asked(lambda client: client.list_tools()).tools}
    inputs = tools["decide"].input_schema["properties"]["inputs"]["properties"]

    assert set(inputs) == set(KNOWLEDGE.inputs)
    assert "text" in inputs["modality"]["enum"]
    fit = tools["fit"].input_schema["properties"]["request"]["properties"]
    assert {"model", "chip"} <= set(fit)


ARGUMENTS = {
    "decide": {"inputs": {"modality": "text", "requests_per_month": 100_000}},
    "prices": {"search": "h100"},
    "fit": {"request": {"model": "llama 3.3 70b", "chip": "h100", "chips": 2}},
    "explain": {"name": "ml-engineer-day"},
    "search": {"query": "labels"},
}


@pytest.mark.parametrize("tool", ARGUMENTS)
def test_every_answer_names_the_state_of_the_data_in_words_and_as_values(tool):
    told = called(tool, ARGUMENTS[tool])
    words, record = told.content[0].text, told.structured_content

    assert not told.is_error
    assert record["data_version"] == KNOWLEDGE.data_version
    assert record["as_of"] == KNOWLEDGE.as_of.isoformat()
    assert f"Data {KNOWLEDGE.data_version}, numbers in force on" in words
    for source in record["sources"]:
        assert source["title"] in words


def test_a_decision_is_the_calculators_with_ranges_and_sources():
    request = ARGUMENTS["decide"]
    record = called("decide", request).structured_content
    here = evaluate(request, KNOWLEDGE)
    first = record["approaches"][0]

    assert record["recommended"] == first["approach"] == here.recommended
    assert first["usd"] == here.priced.approaches[here.recommended].total.value
    assert first["usd_low"] < first["usd"] < first["usd_high"]
    assert record["sources"]
    assert record["ask_next"]["input"] == here.ask_next.input


def test_a_number_set_by_hand_counts():
    days = {"ml-engineer-day": [1, 1, 1]}
    dear, free = (
        called("decide", {**ARGUMENTS["decide"], "assumptions": each}).structured_content
        for each in ({}, days)
    )

    assert free["approaches"][0]["usd"] < dear["approaches"][0]["usd"]


def test_a_fit_names_the_sources_of_its_rents_and_the_page_that_holds_it_to_figures():
    record = called("fit", ARGUMENTS["fit"]).structured_content
    rents = KNOWLEDGE.accelerators[record["cheapest"][0]["id"]].rent_on(KNOWLEDGE.as_of)

    assert set(rents.sources) <= {each["id"] for each in record["sources"]}
    assert record["validation"] == "pages://site/data/validation.md"


def test_a_line_of_the_bill_names_the_sources_of_its_numbers():
    result = evaluate(ARGUMENTS["decide"], KNOWLEDGE, search=False)
    line = result.priced.approaches["api"].lines[0]
    asked_for = {"name": line.id, **ARGUMENTS["decide"]}
    named = {each["id"] for each in called("explain", asked_for).structured_content["sources"]}
    sourced = [result.priced.numbers.get(each.ref or "") for each in line.given]

    assert named >= {source for each in sourced if each for source in each.sources}
    assert named


def test_prices_have_range_day_and_source():
    chips = called("prices", {"search": "h100 sxm"}).structured_content["accelerators"]

    assert chips
    for chip in chips:
        rent = chip["usd_per_hour"]
        assert 0 < rent["low"] <= rent["value"] <= rent["high"]
        assert chip["as_of"]
        assert chip["sources"]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("decide", {"inputs": {"modality": "texxt"}}, "modality must be one of text"),
        ("decide", {"inputs": {"modallity": "text"}}, "modallity"),
        ("decide", {"inputs": []}, "inputs"),
        ("decide", {}, "inputs"),
        ("fit", {"request": {"model": "no such model"}}, "'no such model' is not listed"),
        ("fit", {"request": {"modell": "llama"}}, "modell"),
        ("explain", {"name": "nothing"}, "'nothing' is no rule, number, input or line"),
        ("prices", {}, "search"),
        ("no_such_tool", {}, "no_such_tool"),
    ],
)
def test_a_wrong_question_gets_a_sentence_that_names_the_place(tool, arguments, message):
    told = called(tool, arguments)

    assert told.is_error
    assert message in told.content[0].text
    assert "Traceback" not in told.content[0].text


def test_nothing_found_is_said():
    assert "nothing with a price has 'zzz'" in called("prices", {"search": "zzz"}).content[0].text
    assert "no page has a word of 'zzz'" in called("search", {"query": "zzz"}).content[0].text


def test_pages_are_resources():
    pages = asked(lambda client: client.list_resources()).resources
    read = asked(lambda client: client.read_resource("pages://site/data/chips.md"))

    assert [each.title for each in pages] == [page.title for page in PAGES]
    assert read.contents[0].text == "An H100 rents by the hour."
    assert read.contents[0].mime_type == "text/markdown"


def test_a_page_with_all_words_comes_before_pages_with_some():
    found = Library(PAGES).find("how many labels do I need?", 3)

    assert [each["address"] for each in found] == ["guides/labels.md", "glossary/i.md"]


HOSTILE = ['"', "NEAR(a, b)", "* OR", "title:labels", "a\x00b", "--", "'", "é" * 999]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_a_command_to_the_index(query):
    assert isinstance(Library(PAGES).find(query, 3), list)


@pytest.mark.browser  # it needs the built site
def test_the_built_pages_are_there_and_found():
    pages = load_pages()
    best = Library(pages).find("how many labels do I need", 3)

    addresses = {page.address for page in pages}

    assert len(pages) == len(addresses) > 100
    assert "data/validation.md" in addresses  # which `fit` names
    assert best[0]["address"] == "guides/how-many-labels.md"


@pytest.mark.browser  # it needs the built site
def test_the_command_answers_on_standard_input(tmp_path):
    program = StdioServerParameters(
        command=sys.executable, args=["-m", "calculator", "mcp"], env=dict(os.environ), cwd=ROOT
    )
    ask = {"name": "modality"}
    told = asked(lambda client: client.call_tool("explain", ask), stdio_client(program))

    assert "What kind of data" in told.content[0].text


def test_without_the_library_the_command_says_what_to_install(tmp_path):
    (tmp_path / "mcp.py").write_text("raise ModuleNotFoundError('no mcp', name='mcp')")
    done = subprocess.run(
        [sys.executable, "-m", "calculator", "mcp"], cwd=ROOT, check=False, input="",
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr == "mcp needs its library: pip install 'borrow-tune-or-train[mcp]'\n"
