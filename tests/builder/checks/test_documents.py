"""A document stands once among the sources, whatever names it was given."""

from builder.checks.beside import check_once, documents
from tests.built import content


def test_every_document_of_the_content_stands_once():
    assert list(check_once(documents(content().kinds["source"].values()))) == []


def test_the_same_address_and_title_are_one_document():
    known = content().kinds["source"]
    first, other = known["ev-error-bars-2024"], known["ev-gepa-2025"]
    again = type(first)(
        other.record.model_copy(
            update={"url": first.record.url + "/", "title": "Adding error bars to Evals."}
        ),
        other.document,
        other.steps,
    )
    (problem,) = check_once(documents([first, again]))

    assert problem.path == "content/sources/ev-gepa-2025.yaml"
    assert problem.message.endswith("('ev-error-bars-2024')")


def test_two_documents_of_one_repository_are_two():
    known = content().kinds["source"]

    assert known["pub-smollm3"].record.url == known["pub-bloom-inference"].record.url
    assert list(check_once(documents([known["pub-smollm3"], known["pub-bloom-inference"]]))) == []
