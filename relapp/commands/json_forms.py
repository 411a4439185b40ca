"""The JSON that commands print, shown by examples; stable: keys are added, never renamed or taken away."""

from __future__ import annotations

from collections.abc import Mapping

NOTES = """\
The keys stay as they are; newer versions may add some. Days and moments are ISO 8601, moments with their offset.
An amount of money is in whole minor units (cents) of its currency. null stands for what is not known or not told."""

_IMPORT = """\
{
  "dry_run": false,
  "files": [
    {
      "file": "sales.csv",
      "kind": "sales",
      "format": "text",
      "batch": 3,
      "rows": 1204,
      "new": 1180,
      "changed": 0,
      "same": 20,
      "doubtful": 3,
      "bad": 1,
      "new_customers": 41,
      "cancelled": 0,
      "erased": 0,
      "removed": 0,
      "columns": [{"column": "Date", "field": "moment", "found_by": "header"}],
      "bad_rows": [
        {"line": 17, "code": "row.date", "words": "“31/02” is not a date.", "cells": ["31/02", "Tea", "4.20"]}
      ],
      "seen": {
        "new": [{"line": 2, "who": "Ana Moreira", "what": "Tea", "customer": null, "note": null, "day": null}],
        "changed": [{"line": 3, "who": "Ben Osei", "what": "Tea", "customer": 12, "note": null, "day": null}],
        "same": [{"line": 4, "who": "Ben Osei", "what": "Tea", "customer": 12, "note": null, "day": null}],
        "doubtful": [{"line": 5, "who": "Ana", "what": "Tea", "customer": 12, "note": null, "day": null}]
      }
    }
  ]
}"""

_EXPORT = """\
{
  "path": "/home/ina/Documents/Weir Lane Bakery 2026-03-14",
  "files": 18,
  "entries": 4120,
  "rows": 17152,
  "customers": 121
}"""

_TODAY = """\
{
  "day": "2026-03-14",
  "minutes": 5,
  "suggestions": [
    {
      "customer": {"id": 12, "name": "Ana Moreira", "phone": "0113 496 0101"},
      "kind": "promise",
      "act": {"code": "keep_promise", "words": "Keep the promise to Ana Moreira: “repair the lamp”"},
      "reason": {"code": "promise.late", "words": "Promised on 3 Mar for Thu: 2 days late."},
      "receipts": [{"source": "promise", "id": 7}],
      "channel": "phone",
      "due": "2026-03-12",
      "minutes": 5,
      "words": "Hello Ana, …",
      "why": {"this": ["…"], "now": ["It has stood since 11 Mar."], "earlier": ["…"]}
    }
  ],
  "left_in_peace": [
    {
      "customer": {"id": 40, "name": "Tove Lind"},
      "kind": "slipping",
      "reason": {"code": "asked_for", "words": "Asked to be left in peace until 1 Jun."},
      "until": "2026-06-01",
      "why": null
    }
  ]
}"""

_FIND = """\
{
  "words": "ana",
  "people": [
    {
      "id": 12,
      "name": "Ana Moreira",
      "nickname": "",
      "last": "2026-03-02T10:15:07+00:00",
      "kind": "purchase",
      "words": "Bowl, Spoon",
      "promise": {"words": "repair the lamp", "due": "2026-03-12"}
    }
  ],
  "hits": [
    {"kind": "interaction", "id": 311, "customer": {"id": 12, "name": "Ana Moreira"}, "words": "asked for Ana's lamp"}
  ]
}"""

_ENTRY = """\
    {
      "id": 311,
      "kind": "purchase",
      "at": "2026-03-02T10:15:07+00:00",
      "words": "bought 2x wholemeal 6.40",
      "channel": "counter",
      "direction": "in",
      "outcome": null,
      "staff": "Ina",
      "customers": [12],
      "total": {"amount": 640, "currency": "EUR"},
      "lines": [{"product": "wholemeal", "quantity": "2", "amount": {"amount": 640, "currency": "EUR"}}],
      "imported": false,
      "edited": false
    }"""

_SHOW = (
    """\
{
  "customer": {
    "id": 12,
    "name": "Ana Moreira",
    "nickname": "",
    "reference": "MOR-1",
    "note": "",
    "added": "2024-05-02",
    "leave_until": null
  },
  "contacts": [{"kind": "phone", "value": "0113 496 0101", "label": "work"}],
  "spend": {"amount": 81450, "currency": "EUR"},
  "first": "2024-05-02T09:30:00+01:00",
  "last": "2026-03-02T10:15:07+00:00",
  "next": "2026-03-24T09:00:00+00:00",
  "rhythm": {"state": "in_rhythm", "visits": 31, "gap_days": 21.5, "silent_days": 12},
  "brief": [
    {
      "kind": "avoid",
      "words": "nuts (told, 2 May 2024)",
      "check": false,
      "receipts": [{"source": "fact", "id": 5}]
    }
  ],
  "usual": [{"product": "wholemeal", "quantity": "2", "bought": 8}],
  "facts": [
    {
      "id": 5,
      "kind": "allergy",
      "value": "nuts",
      "about": "",
      "certainty": "told",
      "month": null,
      "day": null,
      "year": null,
      "learned": "2024-05-02",
      "confirmed": null,
      "entry": 214
    }
  ],
  "promises": [
    {
      "id": 7,
      "words": "repair the lamp",
      "by": "shop",
      "state": "open",
      "late": true,
      "made": "2026-03-03",
      "due": "2026-03-12",
      "closed": null,
      "explanation": ""
    }
  ],
  "wishes": [{"id": 2, "words": "spelt", "state": "open", "made": "2026-02-27"}],
  "entries": 212,
  "timeline": [
"""
    + _ENTRY
    + """
  ],
  "relationship": [
    {
      "aspect": "mutual",
      "holds": false,
      "code": "mutual.ours",
      "words": "Ana came, rang or wrote 31 times in the last 12 months, and we never rang or wrote to Ana.",
      "would_change": "One call or message of ours that Ana answers would change it.",
      "rule": "Holds where …",
      "receipts": [{"source": "interaction", "id": 311}]
    }
  ]
}"""
)

_LOG = (
    """\
{
  "entry":
"""
    + _ENTRY
    + """,
  "customers": [{"id": 12, "name": "Ana Moreira", "new": false}],
  "remembered": [{"kind": "promise", "words": "We promise: repair the lamp · Thu 12 Mar"}],
  "offered": [{"kind": "fact", "words": "Likes: rye"}]
}"""
)

_DUPLICATES = """\
{
  "found": 1,
  "pairs": [
    {
      "one": {"id": 12, "name": "Ana Moreira"},
      "other": {"id": 61, "name": "MOREIRA, Ána"},
      "sure": 0.98,
      "shared": "phone",
      "value": "0113 496 0101",
      "names": "same"
    }
  ]
}"""

FORMS: Mapping[str, str] = {
    "import": _IMPORT,
    "duplicates": _DUPLICATES,
    "today": _TODAY,
    "find": _FIND,
    "show": _SHOW,
    "log": _LOG,
    "export": _EXPORT,
}
"""An example of what each command prints with ``--json``, with every key it ever has."""
