"""The shares of lines and of branches of the calculator that the last run of tests went through.

usage: python tools/check_coverage.py [LEAST PER CENT]
"""

import io
import json
import sys
import tempfile
from pathlib import Path

import coverage

LEAST = 95.0


def main() -> int:
    """0 when both shares are high enough."""
    least = float(sys.argv[1]) if len(sys.argv) > 1 else LEAST
    measured = coverage.Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        measured.json_report(outfile=str(report))
        totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"coverage of calculator/: {lines:.1f} % of lines, {branches:.1f} % of branches")
    if min(lines, branches) >= least:
        return 0
    out = io.StringIO()
    measured.report(file=out, show_missing=True, skip_covered=True)
    print(f"{out.getvalue()}at least {least:g} % of each is wanted", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
