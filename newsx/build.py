"""The wheel's build hook: pattern packs from TOML to JSON without their proofs, which loads faster."""

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent.parent


class BuildPatterns(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own type is only for its plugins
    """Put `newsx/patterns/built/PACK.json` into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every pack into the build folder; an editable installation reads the TOML itself."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT))
        from newsx import patterns

        target = Path(self.directory) / "patterns"
        target.mkdir(parents=True, exist_ok=True)
        for pack in patterns.packs(ROOT / "patterns"):
            file = target / f"{pack}.json"
            file.write_text(json.dumps(patterns.bare(ROOT / "patterns", pack), ensure_ascii=False), "utf-8")
            build_data["force_include"][str(file)] = f"newsx/patterns/built/{pack}.json"
