"""Whether the tool blames the figure that the team's gold annotations blame: `python -m tests.benchmarks.suspects`.

Of each finding with a suspect that touches an annotated error with a suspect, the suspect's digits are compared with
the annotated ones, and the suggestion's with what the annotation says it should be. Without annotations nothing is
measured.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import audit
from audit import strict_yaml
from tests.support import ROOT

SHARED = ROOT.parent / "shared"
AIM = 0.9
#: lines between a finding's figure and the annotated ones
_SLACK = 4
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def digits(text: object) -> str:
    """The number in a text, without separators and idle zeros; "" for none."""
    match = _NUMBER.search(str(text or ""))
    plain = match.group(0).replace(",", "").replace("，", "") if match else ""
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).lstrip("0") or plain[:1]


def touches(found: dict[str, Any], gold: dict[str, Any]) -> bool:
    lines = [int(line) for line in gold.get("lines") or []]
    figures = {digits(figure) for figure in gold.get("figures") or []}
    return (
        all(
            any(abs((f["line"] or 0) - line) <= _SLACK for line in lines) and digits(f["text"]) in figures
            for f in found["figures"][:1]
        )
        and digits(found["suspect"]["text"]) in figures
    )


def compared(file: Path, gold: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Findings with a suspect, each with the annotation that it touches and that names one."""
    report = audit.audit_file(file).to_dict()
    pairs = []
    for found in report["documents"][0]["findings"]:
        wanted = [g for g in gold if digits(g.get("suspect")) and found["suspect"] and touches(found, g)]
        agreeing = [g for g in wanted if digits(g["suspect"]) == digits(found["suspect"]["text"])]
        if wanted:
            pairs.append((found, (agreeing or wanted)[0]))
    return pairs


def main() -> int:
    blamed = right = mended = mendable = 0
    for file in sorted((SHARED / "gold").glob("*.yaml")):
        gold = strict_yaml.load(file)
        (document,) = sorted((SHARED / "disclosures").glob(f"{file.stem}*.txt"))
        for found, wanted in compared(document, gold["findings"]):
            suspect = found["suspect"]
            blamed += 1
            agrees = digits(suspect["text"]) == digits(wanted["suspect"])
            right += agrees
            should_be = digits(wanted.get("should_be"))
            suggests = digits(suspect["suggestion"]) == should_be
            mendable += bool(agrees and should_be)
            mended += bool(agrees and should_be and suggests)
            if not agrees or (should_be and not suggests):
                print(
                    f"{wanted['id']}: {suspect['text']} → {suspect['suggestion']} ({suspect['confidence']}), annotated:"
                )
                print(f"    {wanted['suspect']} → {wanted.get('should_be')}")
    if not blamed:
        print("no annotations at hand")
        return 0
    print(f"suspect agrees {right}/{blamed}, suggestion agrees {mended}/{mendable}")
    return 0 if right >= AIM * blamed and mended >= AIM * mendable else 1


if __name__ == "__main__":
    sys.exit(main())
