"""Survey files made on the spot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

Sheet = list[list[Any]]
Make = Callable[..., Path]


@pytest.fixture
def yaml_file(tmp_path: Path) -> Callable[[str], Path]:
    def make(text: str) -> Path:
        path = tmp_path / "buurt.yaml"
        path.write_text(text, "utf-8")
        return path

    return make


@pytest.fixture
def xlsform(tmp_path: Path) -> Make:
    """Makes an `.xlsx` of its sheets: lists of rows, the first one the names of the columns."""

    def make(survey: Sheet, choices: Sheet | None = None, settings: Sheet | None = None) -> Path:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, rows in {"survey": survey, "choices": choices, "settings": settings}.items():
            if rows is not None:
                sheet = workbook.create_sheet(name)
                for row in rows:
                    sheet.append(row)
        path = tmp_path / "form.xlsx"
        workbook.save(path)
        return path

    return make
