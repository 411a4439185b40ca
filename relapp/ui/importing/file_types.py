"""What the dialog that asks for a file offers."""

from __future__ import annotations

from relapp.ui.wording import tr


def file_types() -> str:
    """What the dialog that asks for a file offers."""
    tables = "*.csv *.tsv *.txt *.tab *.gz *.xlsx *.xlsm *.xls *.ods"
    every = f"{tables} *.vcf *.vcard *.ics *.eml *.mbox *.json *.jsonl *.zip"
    return ";;".join(
        (
            tr("Import", "Everything that can be imported ({types})").format(types=every),
            tr("Import", "Tables ({types})").format(types=tables),
            tr("Import", "Address cards ({types})").format(types="*.vcf *.vcard"),
            tr("Import", "Calendars ({types})").format(types="*.ics"),
            tr("Import", "Mail ({types})").format(types="*.eml *.mbox"),
            tr("Import", "Chats ({types})").format(types="*.txt *.json *.zip"),
            tr("Import", "An export of relapp ({types})").format(types="*.zip *.jsonl *.json"),
            tr("Import", "All files ({types})").format(types="*"),
        )
    )
