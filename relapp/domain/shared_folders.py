"""Folders that a sync service or a network keeps: recognised from the path and what the system tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Keeper(StrEnum):
    """Who keeps a folder besides this computer."""

    ONEDRIVE = "OneDrive"
    DROPBOX = "Dropbox"
    GOOGLE_DRIVE = "Google Drive"
    ICLOUD = "iCloud"
    NEXTCLOUD = "Nextcloud"
    OWNCLOUD = "ownCloud"
    PCLOUD = "pCloud"
    MEGA = "MEGA"
    BOX = "Box"
    SYNCTHING = "Syncthing"
    SMB = "SMB"
    NFS = "NFS"
    SSHFS = "SSHFS"
    WEBDAV = "WebDAV"
    NETWORK = "network"

    @property
    def is_network(self) -> bool:
        """Whether the files lie on another computer: several computers cannot share a write-ahead log there."""
        return self in _NETWORKS


_NETWORKS = frozenset({Keeper.SMB, Keeper.NFS, Keeper.SSHFS, Keeper.WEBDAV, Keeper.NETWORK})


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a file system begins, of which kind it is (as the system calls it), and its label where it has one."""

    point: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the system tells: its variables, what is mounted, and which marks lie in the folder or one above it."""

    environment: Mapping[str, str] = field(default_factory=dict)
    mounts: tuple[Mount, ...] = ()
    marks: frozenset[str] = frozenset()


MARKS: tuple[tuple[str, Keeper], ...] = (
    (r"\.dropbox(\.cache)?", Keeper.DROPBOX),
    (r"\.tmp\.drive(up|down)load", Keeper.GOOGLE_DRIVE),
    (r"\.nextcloudsync\.log", Keeper.NEXTCLOUD),
    (r"\.owncloudsync\.log", Keeper.OWNCLOUD),
    (r"\.?_?\.?sync_[0-9a-f]+\.db", Keeper.NEXTCLOUD),
    (r"\.stfolder", Keeper.SYNCTHING),
    (r"\.megaignore", Keeper.MEGA),
)
"""Names of the files by which sync services know a folder of theirs."""

_VARIABLES = ("onedrive", "onedriveconsumer", "onedrivecommercial")
_PARTS: tuple[tuple[str, Keeper], ...] = (
    (r"onedrive( - .+|-.+)?", Keeper.ONEDRIVE),
    (r"dropbox( \(.+\)|-.+)?", Keeper.DROPBOX),
    (r"google ?drive(-.+)?|my drive", Keeper.GOOGLE_DRIVE),
    (r"icloud ?drive|com~apple~clouddocs|mobile documents", Keeper.ICLOUD),
    (r"nextcloud\d*", Keeper.NEXTCLOUD),
    (r"owncloud\d*", Keeper.OWNCLOUD),
    (r"pcloud ?(drive|sync)(-.+)?", Keeper.PCLOUD),
    (r"megasync|mega cloud", Keeper.MEGA),
    (r"box sync|box-box", Keeper.BOX),
    (r"smb-share:.+", Keeper.SMB),
    (r"sftp:.+", Keeper.SSHFS),
    (r"davs?:.+", Keeper.WEBDAV),
)
_LABELS = {"google drive": Keeper.GOOGLE_DRIVE, "pcloud drive": Keeper.PCLOUD}
_KINDS = {
    **dict.fromkeys(("cifs", "smb", "smb2", "smb3", "smbfs", "afpfs"), Keeper.SMB),
    **dict.fromkeys(("nfs", "nfs3", "nfs4"), Keeper.NFS),
    **dict.fromkeys(("fuse.sshfs", "sshfs"), Keeper.SSHFS),
    **dict.fromkeys(("davfs", "fuse.davfs2", "davfs2", "webdav"), Keeper.WEBDAV),
    **dict.fromkeys(
        ("remote", "9p", "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse", "prl_fs", "virtiofs", "afs", "ncpfs", "ceph",
         "fuse.ceph", "fuse.glusterfs", "glusterfs", "lustre", "ocfs2", "gfs2", "fuse.gvfsd-fuse", "fuse.rclone"),
        Keeper.NETWORK,
    ),
}  # fmt: skip


def keeper_of(folder: str, facts: Facts) -> Keeper | None:
    """Who else keeps ``folder``, an absolute path in the way of any system; ``None`` if it seems to be nobody.

    A network counts first: there also the log that is written ahead is in danger.
    """
    path = _plain(folder)
    parts = [part for part in path.split("/") if part]
    by_parts = _by_parts(parts)
    network = _by_mount(path, facts.mounts) or _by_name(path)
    if network is not None:
        # A file manager's mount names what is behind it.
        return by_parts if network is Keeper.NETWORK and by_parts is not None else network
    return _by_variables(path, facts.environment) or by_parts or _by_marks(facts.marks)


def _plain(path: str) -> str:
    """Lower case, with one kind of slash, without Windows' prefix for long paths."""
    plain = path.replace("\\", "/").lower()
    if plain.startswith("//?/unc/"):
        return "//" + plain[len("//?/unc/") :]
    return plain.removeprefix("//?/").removeprefix("//./")


def _by_name(path: str) -> Keeper | None:
    if not path.startswith("//"):
        return None
    return Keeper.NETWORK if path.startswith(("//wsl$/", "//wsl.localhost/")) else Keeper.SMB


def _by_mount(path: str, mounts: Iterable[Mount]) -> Keeper | None:
    """By the file system that begins nearest above."""
    above = [mount for mount in mounts if _is_below(path, _plain(mount.point))]
    if not above:
        return None
    nearest = max(above, key=lambda mount: len(mount.point))
    return _LABELS.get(nearest.label.lower()) or _KINDS.get(nearest.kind.lower())


def _is_below(path: str, folder: str) -> bool:
    folder = folder.rstrip("/")
    return path == folder or path.startswith(folder + "/")


def _by_variables(path: str, environment: Mapping[str, str]) -> Keeper | None:
    told = [value for name, value in environment.items() if name.lower() in _VARIABLES and value]
    return Keeper.ONEDRIVE if any(_is_below(path, _plain(value)) for value in told) else None


def _by_parts(parts: Iterable[str]) -> Keeper | None:
    for part in parts:
        for pattern, keeper in _PARTS:
            if re.fullmatch(pattern, part):
                return keeper
    return None


def _by_marks(marks: Iterable[str]) -> Keeper | None:
    for mark in sorted(marks):
        for pattern, keeper in MARKS:
            if re.fullmatch(pattern, mark):
                return keeper
    return None
