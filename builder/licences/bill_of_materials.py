"""The bill of materials beside a release: what stands in it, in SPDX 2.3, for audits."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from license_expression import ExpressionError, LicenseExpression, get_spdx_licensing
from spdx_tools.spdx.model import (
    Actor,
    ActorType,
    CreationInfo,
    Document,
    ExternalPackageRef,
    ExternalPackageRefCategory,
    Package,
    Relationship,
    RelationshipType,
    SpdxNoAssertion,
)
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
from spdx_tools.spdx.writer.write_anything import write_file

from builder.licences.shipped import Shipped
from builder.problems import StepError

_DOCUMENT = "SPDXRef-DOCUMENT"
_OURS = "SPDXRef-Ours"
_NAMESPACE = "https://spdx.org/spdxdocs/{name}-{version}-{digest}"


def write_bill(
    target: Path, name: str, version: str, created: datetime, shipped: Sequence[Shipped]
) -> None:
    """Write the bill of one release as JSON; the same works give the same bytes.

    Raises:
        StepError: the standard's own check finds a fault.
    """
    ours = Package(
        _OURS, name, SpdxNoAssertion(), version=version, files_analyzed=False,
        license_declared=get_spdx_licensing().parse("MIT"),
    )  # fmt: skip
    packages = [ours, *(_package(work) for work in shipped)]
    document = Document(_head(name, version, created, shipped), packages=packages)
    document.relationships = list(_relationships(packages))
    faults = validate_full_spdx_document(document)
    if faults:
        raise StepError(f"{target.name}: {faults[0].validation_message}")
    write_file(document, str(target), validate=False)


def _head(name: str, version: str, created: datetime, shipped: Sequence[Shipped]) -> CreationInfo:
    told = "\n".join(f"{work.name} {work.version} {work.licence}" for work in shipped)
    digest = hashlib.sha256(told.encode()).hexdigest()[:12]
    return CreationInfo(
        "SPDX-2.3", _DOCUMENT, f"{name} {version}",
        _NAMESPACE.format(name=name, version=version, digest=digest),
        [Actor(ActorType.TOOL, f"{name}-{version}")], created.replace(tzinfo=None),
    )  # fmt: skip


def _package(work: Shipped) -> Package:
    manager = ExternalPackageRefCategory.PACKAGE_MANAGER
    references = [ExternalPackageRef(manager, "purl", work.package)] if work.package else []
    return Package(
        f"SPDXRef-{_plain(f'{work.name}-{work.version}')}",
        work.name,
        SpdxNoAssertion(),  # where it was fetched from is the business of who installs
        version=work.version or None,
        files_analyzed=False,
        license_declared=_expression(work),
        comment=work.use,
        external_references=references,
    )


def _expression(work: Shipped) -> LicenseExpression:
    try:
        return get_spdx_licensing().parse(work.licence, validate=True)
    except ExpressionError as error:
        raise StepError(f"{work.name}: '{work.licence}' is no SPDX expression: {error}") from None


def _relationships(packages: Sequence[Package]) -> Iterator[Relationship]:
    yield Relationship(_DOCUMENT, RelationshipType.DESCRIBES, _OURS)
    for package in packages[1:]:
        yield Relationship(_OURS, RelationshipType.CONTAINS, package.spdx_id)


def _plain(name: str) -> str:
    """Letters, digits, dots and hyphens: all that an SPDX identifier may hold."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")
