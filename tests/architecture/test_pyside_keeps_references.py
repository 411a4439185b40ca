"""A tripwire: some PySide6 wheels lose a reference to None, True or False in every call, until the process aborts."""

import subprocess
import sys

# A process of its own, because where references are lost it may not live long.
EMIT = """
import sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal(object)

sender = Sender()
sender.sent.connect(lambda value: value)
values = (None, True, False)
before = [sys.getrefcount(value) for value in values]
for number in range(10_000):
    sender.sent.emit(values[number % 3])
print(max(abs(sys.getrefcount(value) - count) for value, count in zip(values, before)))
"""


def test_ten_thousand_signals_lose_no_reference() -> None:
    run = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < 100
