"""Where each screen of a shop is made, and the order in which they are made while nobody waits."""

from __future__ import annotations

from importlib import import_module

_SCREENS = {
    "session": "relapp.ui.main_window.session",
    "customers": "relapp.ui.customers.view",
    "log": "relapp.ui.quick_log.overlay",
    "palette": "relapp.ui.palette.palette",
    "promises": "relapp.ui.promises.view",
    "insights": "relapp.ui.main_window.insights",
    "settings": "relapp.ui.settings.view",
    "keys": "relapp.ui.keys.card",
    "staff_menu": "relapp.ui.main_window.staff_menu",
    "import": "relapp.ui.main_window.bringing",
    "arrival": "relapp.ui.arrivals.sheet",
    "duplicates": "relapp.ui.duplicates.sheet",
    "export": "relapp.ui.exporting.acts",
}
WARM = ("customers", "log", "palette")
"""Screens that people want soon: made in idle time."""


def load(*screens: str) -> None:
    """Import the modules of these screens (all of them if none is named); meant for the worker."""
    for name in screens or _SCREENS:
        if name in _SCREENS:
            import_module(_SCREENS[name])
