"""Writes the golden reports anew: `python -m tests.golden.update`."""

from __future__ import annotations

import json

from tests.golden import documents, golden


def main() -> None:
    for file in documents():
        text = json.dumps(golden(file), ensure_ascii=False, indent=1)
        file.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        print(file.with_suffix(".json").name)


if __name__ == "__main__":
    main()
