"""The one command of the project: build, serve, check, package, knowledge."""

import argparse
import sys
from pathlib import Path

from builder import steps
from builder.problems import ContentError

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 1 means that content or a step failed, and why was printed."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except ContentError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' * (count != 1)} in content; nothing was written", file=sys.stderr)
    except steps.StepError as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="content → site/")
    build.set_defaults(run=lambda options: steps.build(ROOT))
    check = commands.add_parser("check", help="check the content, write nothing")
    check.add_argument("--inventory", type=Path, help="also list which of its entries no record covers")
    check.set_defaults(run=lambda options: steps.check(ROOT, options.inventory))
    serve = commands.add_parser("serve", help="build, serve, and build again on change")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=lambda options: steps.serve(ROOT, options.port))
    package = commands.add_parser("package", help="wheel and offline zip → dist/")
    package.set_defaults(run=lambda options: steps.package(ROOT))
    knowledge = commands.add_parser("knowledge", help="content → calculator/knowledge.json")
    knowledge.set_defaults(run=lambda options: steps.write_knowledge_file(ROOT))
    return parser


if __name__ == "__main__":
    sys.exit(main())
