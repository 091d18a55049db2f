"""The one command of the project: build, serve, check, counts, package, refresh, knowledge."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from builder import renewal, steps
from builder.problems import ContentError, StepError
from builder.serve import serve

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 1 means that content or a step failed, and why was printed."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except ContentError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        count = len(error.problems)
        print(
            f"{count} problem{'s' * (count != 1)} in content; nothing was written", file=sys.stderr
        )
    except StepError as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, explanation: str, run: Callable[..., object]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation)
        added.set_defaults(run=run)
        return added

    build = command("build", "content → site/", lambda o: steps.build(ROOT, draft=o.draft))
    build.add_argument("--draft", action="store_true", help="no compressed copies, nothing offline")
    command("package", "site/ → dist/: offline zip and wheel", lambda _: steps.package(ROOT))
    check = command(
        "check", "check, write nothing", lambda o: steps.check(ROOT, o.inventory, o.today)
    )
    check.add_argument("--inventory", type=Path, help="list which of its entries no record covers")
    check.add_argument(
        "--today", type=date.fromisoformat, help="also fail where too many numbers are old on a day"
    )
    counted = command(
        "counts", "how complete and in date the market is", lambda o: steps.count(ROOT, o.today)
    )
    counted.add_argument("--today", type=date.fromisoformat, help="another day than this one")
    draft = partial(main, ["build", "--draft"])
    served = command("serve", "build, serve, rebuild", lambda o: serve(ROOT, o.port, draft))
    served.add_argument("--port", type=int, default=8000)
    new = command("new", "a record to start from", lambda o: steps.new(ROOT, o.kind, o.id))
    new.add_argument("kind", help="such as term or accelerator; a wrong one lists them all")
    new.add_argument("id", help="the name of the file as well, such as time-to-first-token")
    renew = command(
        "refresh",
        "prices and grids from their packages → content/",
        lambda o: renewal.refresh(ROOT, o.packages, write=not o.check),
    )
    renew.add_argument("--check", action="store_true", help="write nothing; 1 if something moves")
    renew.add_argument("--packages", type=Path, help="a folder that holds both packages already")
    command("knowledge", "content → calculator/knowledge.json", lambda _: steps.knowledge(ROOT))
    return parser


if __name__ == "__main__":
    sys.exit(main())
