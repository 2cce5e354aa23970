"""Reading the YAML files of this product with the parser written in C, ten times as fast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_yaml_file(path: Path) -> Any:
    """What a file of this product holds."""
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)
