"""`build.py refresh`, with packages that were made up: what moves, what is written, what is not."""

import json
import shutil
from datetime import date
from pathlib import Path

import genai_prices
import pytest
import yaml

from builder.content.load import Content, load_content
from builder.problems import StepError
from builder.refresh import grids, prices
from builder.refresh.packages import Packages, fetched, read_packages
from builder.refresh.refresh import changes, not_listed, write
from builder.refresh.results import moved
from builder.refresh.text import file_text
from calculator.compare import Outcome
from tests.built import ROOT, content

TODAY = date(2026, 11, 25)
DATA = """
import datetime
from decimal import Decimal
from .types import *
providers: list[Provider] = [
    Provider(id="openai", name="OpenAI", api_pattern="x", models=[
        ModelInfo(id="small", match=ClauseEquals(equals="small"), name="Small", context_window=8000,
            price_comments="Prices verified against the pricing page on 2026-11-20.",
            prices=[
                ConditionalPrice(prices=ModelPrice(input_mtok=Decimal("2"))),
                ConditionalPrice(
                    constraint=StartDateConstraint(start_date=datetime.date(2026, 11, 15)),
                    prices=ModelPrice(input_mtok=Decimal("1.5"))),
            ]),
        ModelInfo(id="large", match=ClauseEquals(equals="large"), name="Large: the 2nd",
            prices=ModelPrice(
                input_mtok=TieredPrices(
                    base=Decimal("4"), tiers=[Tier(start=1000, price=Decimal("8"))]),
                output_mtok=Decimal("16"))),
        ModelInfo(id="free", match=ClauseEquals(equals="free"), prices=ModelPrice()),
    ]),
    Provider(id="a-reseller", name="Reseller", api_pattern="y", models=[
        ModelInfo(id="small", match=ClauseEquals(equals="small"), name="Small",
            prices=ModelPrice(input_mtok=Decimal("9"))),
    ]),
]
"""
MIX = {
    "DEU": {"country_name": "Germany", "year": 2024, "carbon_intensity": 190.46, "total_TWh": 300},
    "FRA": {"country_name": "France", "year": 2023, "carbon_intensity": 50.0, "total_TWh": 100},
}
KEPT = {
    "id": "openai/small", "name": "Small", "provider": "OpenAI", "kind": "chat",
    "context_tokens": 8000, "checked": "2026-11-03", "values": [{"input_usd_per_mtok": 2}],
}  # fmt: skip
GONE = {**KEPT, "id": "openai/gone", "name": "Gone"}
GRID = """\
# yaml-language-server: $schema=../schemas/assumption.json
id: grid-germany
label: "Carbon intensity of electricity, Germany"
unit: g CO2e per kWh
group: energy
values:
  - as_of: 2023-12-31  # kept as it is
    value: 380.9
    low: 266.6
    high: 495.2
    basis: "Yearly mean of 2023; hours and regions differ, so the range is 30 % either way."
    sources: [cost-codecarbon-mix]
"""
SOURCE = """\
# yaml-language-server: $schema=../schemas/source.json
id: {}
title: "{} 0.0.1, data"
published: 2026-11-03
kind: dataset
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Packages with three models of one maker, a reseller, and two countries."""
    made = tmp_path_factory.mktemp("packages")
    shutil.copytree(
        Path(genai_prices.__file__).parent, made / "genai_prices",
        ignore=shutil.ignore_patterns("data.py", "__pycache__"),
    )  # fmt: skip
    (made / "genai_prices" / "data.py").write_text(DATA)
    mix = made / "codecarbon" / "data" / "private_infra"
    mix.mkdir(parents=True)
    (mix / "global_energy_mix.json").write_text(json.dumps(MIX))
    (made / "codecarbon-9.8.7.dist-info").mkdir()
    return made


@pytest.fixture(scope="module")
def packages(folder) -> Packages:
    return read_packages(folder)


@pytest.fixture
def project(tmp_path) -> Path:
    """A project with two hosted models, one grid and the two sources."""
    for name, text in {
        "prices/openai.yaml": file_text([GONE, KEPT]),
        "assumptions/grid-germany.yaml": GRID,
        "sources/cost-genai-prices.yaml": SOURCE.format("cost-genai-prices", "genai-prices"),
        "sources/cost-codecarbon-mix.yaml": SOURCE.format("cost-codecarbon-mix", "codecarbon"),
    }.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def read(project: Path) -> Content:
    found = load_content(project / "content")
    assert found.problems == []
    return found


def test_a_package_is_read_where_it_lies_with_the_day_of_its_last_look(packages):
    assert packages.prices["checked"] == "2026-11-20"
    assert packages.mix_version == "9.8.7"
    assert packages.prices["models"] == {
        "openai/large": {
            "name": "Large: the 2nd", "provider": "OpenAI", "kind": "chat",
            "values": [{
                "input_usd_per_mtok": 4.0, "output_usd_per_mtok": 16.0,
                "tiers": [{"input_usd_per_mtok": 8.0, "above_tokens": 1000}],
            }],
        },
        "openai/small": {
            "name": "Small", "provider": "OpenAI", "kind": "chat", "context_tokens": 8000,
            "values": [
                {"since": "2026-11-15", "input_usd_per_mtok": 1.5}, {"input_usd_per_mtok": 2.0},
            ],
        },
    }  # fmt: skip


def test_what_moved_is_written_on_top_and_what_was_published_stays(project, packages):
    found = changes(project, read(project), packages, TODAY)
    write(project, found.texts)

    after = read(project)
    assert [
        (entry.since, entry.input_usd_per_mtok)
        for entry in after.records("price")["openai/small"].values
    ] == [(date(2026, 11, 15), 1.5), (None, 2.0)]
    assert after.records("price")["openai/large"].values[0].output_usd_per_mtok == 16
    text = (project / "content/assumptions/grid-germany.yaml").read_text()
    assert text.endswith(GRID.partition("values:\n")[2])  # to the letter
    newest = after.records("assumption")["grid-germany"].values[0]
    # 190.46 is printed with one digit: half of 380.9, so half of its range as well
    assert (newest.value, newest.low, newest.high) == (190.5, 133.3, 247.7)
    assert (newest.as_of, newest.basis[:20]) == (date(2024, 12, 31), "Yearly mean of 2024;")
    assert "codecarbon 9.8.7" in after.records("source")["cost-codecarbon-mix"].title
    assert found.said == (
        "openai/large: new, input $4.00, output $16.00, above 1,000 tokens input $8.00",
        "openai/small: input $2.00 → $1.50 from 2026-11-15",
        "grid-germany: 380.9 → 190.5 g CO2e per kWh, as of 2024-12-31",
    )


def test_a_second_time_nothing_moves(project, packages):
    write(project, changes(project, read(project), packages, TODAY).texts)

    again = changes(project, read(project), packages, TODAY)
    assert (again.texts, again.said) == ({}, ())


def test_a_model_that_is_no_longer_listed_keeps_its_price_and_its_day(project, packages):
    before = read(project).records("price")["openai/gone"]
    assert not_listed(read(project), packages) == 1

    write(project, changes(project, read(project), packages, TODAY).texts)
    assert read(project).records("price")["openai/gone"] == before


def test_a_price_without_a_day_holds_from_the_day_on_which_it_was_seen():
    seen = {**KEPT, "values": [{"input_usd_per_mtok": 1}]}
    looked_at_again = prices.renewed(KEPT, seen, "2026-11-20", "2026-11-25")
    not_looked_at = prices.renewed(KEPT, seen, "2026-11-03", "2026-11-25")

    assert looked_at_again["values"][0] == {"since": "2026-11-20", "input_usd_per_mtok": 1}
    assert not_looked_at["values"][0] == {"since": "2026-11-25", "input_usd_per_mtok": 1}
    assert not_looked_at["checked"] == "2026-11-25"
    assert looked_at_again["values"][1:] == not_looked_at["values"][1:] == KEPT["values"]


def test_a_past_that_the_package_tells_otherwise_is_not_written_over():
    values = [{"since": "2026-06-01", "input_usd_per_mtok": 2}, {"input_usd_per_mtok": 3}]
    kept = {**KEPT, "values": values}
    seen = {**KEPT, "values": [values[0], {"input_usd_per_mtok": 5}]}

    assert prices.renewed(kept, seen, "2026-11-20", "2026-11-25")["values"] == values


def test_an_announced_price_waits_above_the_one_in_force():
    coming = {"since": "2027-01-01", "input_usd_per_mtok": 7}
    seen = {**KEPT, "values": [coming, {"input_usd_per_mtok": 1}]}

    values = prices.renewed(KEPT, seen, "2026-11-20", "2026-11-25")["values"]
    assert [entry.get("since") for entry in values] == ["2027-01-01", "2026-11-20", None]
    assert prices.in_force(values, "2026-11-25")["input_usd_per_mtok"] == 1


def test_what_is_written_is_read_back_as_it_was():
    odd = {
        **KEPT, "id": "openai/ft:a", "name": 'True: "odd" #1', "context_tokens": 1,
        "values": [{"since": "2026-11-15", "input_usd_per_mtok": 1e-05,
                    "batch": {"input_usd_per_mtok": 0.5, "output_usd_per_mtok": 3},
                    "flex": {"tiers": [{"above_tokens": 9, "input_usd_per_mtok": 1.25}]}}],
    }  # fmt: skip

    text = file_text([odd, {**KEPT, "name": "null"}])
    assert yaml.load(text, yaml.BaseLoader)["prices"][1]["name"] == "null"
    assert '"null"' in text
    found = yaml.load(text, yaml.BaseLoader)["prices"][0]
    assert found["name"] == odd["name"]
    assert float(found["values"][0]["input_usd_per_mtok"]) == 1e-05
    assert found["values"][0]["flex"]["tiers"][0]["input_usd_per_mtok"] == "1.25"


def test_the_files_of_the_project_are_as_this_code_writes_them():
    written = {each.document.path: each.document for each in content().kinds["price"].values()}
    assert len(written) >= 15
    for path, document in written.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        assert text == file_text(document.value["prices"]), path


def test_the_world_is_the_mean_of_its_electricity_in_the_year_of_most_of_it():
    assert grids.seen("Carbon intensity of electricity, world", MIX) == (2024, 155.0)
    # (190.46 × 300 + 50 × 100) / 400 = 155.345
    assert grids.seen("Carbon intensity of electricity, Atlantis", MIX) is None
    assert grids.seen("Carbon intensity of electricity, world", {}) is None


def test_a_mean_that_was_revised_holds_from_the_day_on_which_it_was_seen():
    record = yaml.safe_load(GRID) | {"label": "Carbon intensity of electricity, Germany"}
    record["values"][0]["as_of"] = "2023-12-31"
    mix = {"DEU": {"country_name": "Germany", "year": 2023, "carbon_intensity": 400.0}}

    new = grids.entry(record, mix, "2026-11-25")
    assert new is not None
    assert (new["as_of"], new["value"]) == ("2026-11-25", 400.0)


def test_a_write_that_fails_half_way_leaves_all_as_it_was(project):
    (project / "content/prices/openai.yaml").write_text("old\n")
    texts = {"content/prices/meta.yaml": "new\n", "content/prices/openai.yaml": "new\n"}
    left = []

    def full_on_the_second(source: Path, target: Path) -> None:
        if left:
            raise OSError(28, "No space left on device")
        left.append(source.replace(target))

    with pytest.raises(OSError, match="No space"):
        write(project, texts, full_on_the_second)
    folder = project / "content" / "prices"
    assert [file.name for file in folder.iterdir()] == ["openai.yaml"]
    assert (folder / "openai.yaml").read_text() == "old\n"


def test_a_folder_without_the_packages_is_named(tmp_path):
    with pytest.raises(StepError, match=r"must hold both packages: pip install .*nothing was writ"):
        read_packages(tmp_path)


def test_a_package_of_another_shape_is_refused_with_the_reason(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "other")
    (tmp_path / "other" / "genai_prices" / "data.py").write_text("suppliers = []\n")

    with pytest.raises(StepError, match=r"reading genai-prices failed: .*providers.*nothing was"):
        read_packages(tmp_path / "other")


def test_without_a_network_the_way_around_is_said(monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")

    with pytest.raises(StepError, match=r"failed.*nothing was written.*--packages FOLDER"):
        fetched(None).__enter__()


def test_an_example_is_named_when_its_answer_or_its_total_moves():
    before = {key: Outcome("api", 1000.0) for key in ("same", "dearer", "other")}
    after = {
        "same": Outcome("api", 1000.4), "dearer": Outcome("api", 1100.0),
        "other": Outcome("baseline", 900.0),
    }  # fmt: skip

    assert list(moved(before, after)) == [
        "dearer: api $1,000 → $1,100 (+10.0%)",
        "other: api $1,000 → baseline $900",
    ]
