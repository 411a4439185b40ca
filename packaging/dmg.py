"""The disk image for macOS: the bundle beside a link to Applications; signed and notarised when there is a key."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from relapp import __version__

HERE = Path(__file__).resolve().parent
IDENTITY = "RELAPP_MAC_IDENTITY"
"""Names the certificate in the keychain that the bundle is signed with; without it, it is signed for here only."""
NOTARY = "RELAPP_MAC_NOTARY_PROFILE"
"""Names the profile of notarytool in the keychain; without it nothing is sent to be notarised."""


def make_dmg(work: Path, dist: Path) -> Path:
    """Pack ``dist/relapp.app``. Returns the image.

    :raises subprocess.CalledProcessError: one of Apple's tools refused.
    """
    bundle = dist / "relapp.app"
    identity = os.environ.get(IDENTITY, "-")
    options = ["--options", "runtime", "--timestamp"] if identity != "-" else []
    entitled = ["--entitlements", str(HERE / "macos" / "entitlements.plist")]
    _run("codesign", "--force", "--deep", *options, *entitled, "--sign", identity, str(bundle))
    _run("codesign", "--verify", "--deep", "--strict", str(bundle))
    folder = work / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run("ditto", str(bundle), str(folder / bundle.name))
    (folder / "Applications").symlink_to("/Applications")
    image = dist / f"relapp-{__version__}.dmg"
    image.unlink(missing_ok=True)
    _run("hdiutil", "create", "-volname", "relapp", "-srcfolder", str(folder), "-format", "ULFO", str(image))
    if identity != "-":
        _run("codesign", "--sign", identity, "--timestamp", str(image))
    if profile := os.environ.get(NOTARY):
        _run("xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait")
        _run("xcrun", "stapler", "staple", str(image))
    return image


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
