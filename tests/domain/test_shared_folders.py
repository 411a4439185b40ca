"""Folders of sync services and networks are recognised on every system, and plain folders are left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp import folders
from relapp.domain.shared_folders import Facts, Keeper, Mount, keeper_of

ONE = {"OneDrive": r"D:\Wolke", "OneDriveCommercial": r"C:\Users\ada\Firma"}
LINUX = (
    Mount("/", "ext4"),
    Mount("/home", "btrfs"),
    Mount("/mnt/nas", "cifs"),
    Mount("/mnt/nas/local disk", "ext4"),
    Mount("/srv/files", "nfs4"),
    Mount("/home/ada/far", "fuse.sshfs"),
    Mount("/home/ada/web", "fuse.davfs2"),
    Mount("/run/user/1000/gvfs", "fuse.gvfsd-fuse"),
    Mount("/media/host", "vboxsf"),
    Mount("/mnt/c", "9p"),
    Mount("/home/ada/remote", "fuse.rclone"),
)
MAC = (Mount("/", "apfs"), Mount("/Volumes/shop", "smbfs"), Mount("/Volumes/old", "afpfs"), Mount("/Network/x", "nfs"))

SHARED: list[tuple[str, Facts, Keeper]] = [
    # Windows
    (r"C:\Users\ada\OneDrive\relapp", Facts(), Keeper.ONEDRIVE),
    (r"C:\Users\ada\OneDrive - Bakery Ltd\Documents\relapp", Facts(), Keeper.ONEDRIVE),
    (r"D:\Wolke\relapp", Facts(ONE), Keeper.ONEDRIVE),
    (r"d:\wolke", Facts(ONE), Keeper.ONEDRIVE),
    (r"C:\Users\ada\Firma\x", Facts(ONE), Keeper.ONEDRIVE),
    (r"\\?\C:\Users\ada\OneDrive\relapp", Facts(), Keeper.ONEDRIVE),
    (r"C:\Users\ada\Dropbox\relapp", Facts(), Keeper.DROPBOX),
    (r"C:\Users\ada\Dropbox (Bakery)\relapp", Facts(), Keeper.DROPBOX),
    (r"E:\Sync\relapp", Facts(marks=frozenset({".dropbox.cache"})), Keeper.DROPBOX),
    (r"C:\Users\ada\Google Drive\relapp", Facts(), Keeper.GOOGLE_DRIVE),
    (r"G:\My Drive\relapp", Facts(mounts=(Mount("G:\\", "", "Google Drive"),)), Keeper.GOOGLE_DRIVE),
    (r"G:\Meine Ablage\relapp", Facts(mounts=(Mount("G:\\", "", "Google Drive"),)), Keeper.GOOGLE_DRIVE),
    (r"D:\mirror\relapp", Facts(marks=frozenset({".tmp.driveupload"})), Keeper.GOOGLE_DRIVE),
    (r"C:\Users\ada\iCloudDrive\relapp", Facts(), Keeper.ICLOUD),
    (r"C:\Users\ada\Nextcloud\relapp", Facts(), Keeper.NEXTCLOUD),
    (r"C:\Users\ada\ownCloud\relapp", Facts(), Keeper.OWNCLOUD),
    (r"P:\relapp", Facts(mounts=(Mount("P:\\", "", "pCloud Drive"),)), Keeper.PCLOUD),
    (r"C:\Users\ada\Documents\MEGAsync\relapp", Facts(), Keeper.MEGA),
    (r"C:\Users\ada\Box Sync\relapp", Facts(), Keeper.BOX),
    (r"\\server\share\relapp", Facts(), Keeper.SMB),
    (r"\\?\UNC\server\share\relapp", Facts(), Keeper.SMB),
    ("//server/share/relapp", Facts(), Keeper.SMB),
    (r"Z:\relapp", Facts(mounts=(Mount("Z:\\", "smb"),)), Keeper.SMB),
    (r"\\wsl.localhost\Debian\home\ada", Facts(), Keeper.NETWORK),
    # macOS
    ("/Users/ada/Library/CloudStorage/OneDrive-Personal/relapp", Facts(mounts=MAC), Keeper.ONEDRIVE),
    ("/Users/ada/Library/CloudStorage/Dropbox/relapp", Facts(mounts=MAC), Keeper.DROPBOX),
    ("/Users/ada/Library/CloudStorage/GoogleDrive-a@example.org/My Drive", Facts(mounts=MAC), Keeper.GOOGLE_DRIVE),
    ("/Users/ada/Library/CloudStorage/Box-Box/relapp", Facts(mounts=MAC), Keeper.BOX),
    ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/relapp", Facts(mounts=MAC), Keeper.ICLOUD),
    ("/Users/ada/pCloud Drive/relapp", Facts(mounts=MAC), Keeper.PCLOUD),
    ("/Volumes/shop/relapp", Facts(mounts=MAC), Keeper.SMB),
    ("/Volumes/old/relapp", Facts(mounts=MAC), Keeper.SMB),
    ("/Network/x/relapp", Facts(mounts=MAC), Keeper.NFS),
    # Linux
    ("/home/ada/Dropbox/relapp", Facts(mounts=LINUX), Keeper.DROPBOX),
    ("/home/ada/work", Facts(mounts=LINUX, marks=frozenset({".dropbox"})), Keeper.DROPBOX),
    ("/home/ada/OneDrive/relapp", Facts(mounts=LINUX), Keeper.ONEDRIVE),
    ("/home/ada/Nextcloud2/relapp", Facts(mounts=LINUX), Keeper.NEXTCLOUD),
    ("/home/ada/cloud", Facts(mounts=LINUX, marks=frozenset({".sync_4f2a.db"})), Keeper.NEXTCLOUD),
    ("/home/ada/cloud", Facts(mounts=LINUX, marks=frozenset({"._sync_4f2a.db"})), Keeper.NEXTCLOUD),
    ("/home/ada/cloud", Facts(mounts=LINUX, marks=frozenset({".owncloudsync.log"})), Keeper.OWNCLOUD),
    ("/home/ada/pCloudDrive/relapp", Facts(mounts=LINUX), Keeper.PCLOUD),
    ("/home/ada/shared", Facts(mounts=LINUX, marks=frozenset({".stfolder"})), Keeper.SYNCTHING),
    ("/mnt/nas/relapp", Facts(mounts=LINUX), Keeper.SMB),
    ("/mnt/nas", Facts(mounts=LINUX), Keeper.SMB),
    ("/mnt/nas/Dropbox/relapp", Facts(mounts=LINUX), Keeper.SMB),
    ("/srv/files/relapp", Facts(mounts=LINUX), Keeper.NFS),
    ("/home/ada/far/relapp", Facts(mounts=LINUX), Keeper.SSHFS),
    ("/home/ada/web/relapp", Facts(mounts=LINUX), Keeper.WEBDAV),
    ("/run/user/1000/gvfs/smb-share:server=nas,share=shop/relapp", Facts(mounts=LINUX), Keeper.SMB),
    ("/run/user/1000/gvfs/sftp:host=nas/relapp", Facts(mounts=LINUX), Keeper.SSHFS),
    ("/run/user/1000/gvfs/google-drive:host=x/relapp", Facts(mounts=LINUX), Keeper.NETWORK),
    ("/media/host/relapp", Facts(mounts=LINUX), Keeper.NETWORK),
    ("/mnt/c/Users/ada/relapp", Facts(mounts=LINUX), Keeper.NETWORK),
    ("/home/ada/remote/relapp", Facts(mounts=LINUX), Keeper.NETWORK),
]

PLAIN: list[tuple[str, Facts]] = [
    (r"C:\Users\ada\AppData\Local\relapp", Facts(ONE)),
    (r"C:\Users\ada\Documents\relapp", Facts(ONE)),
    (r"D:\Wolken\relapp", Facts(ONE)),
    (r"\\?\C:\relapp", Facts()),
    (r"C:\Dropboxes\relapp", Facts()),
    ("/Users/ada/Library/Application Support/relapp", Facts(mounts=MAC)),
    ("/home/ada/.local/share/relapp", Facts(mounts=LINUX)),
    ("/mnt/nas/local disk/relapp", Facts(mounts=LINUX)),
    ("/mnt/nasty/relapp", Facts(mounts=LINUX)),
    ("/home/ada/box/relapp", Facts(mounts=LINUX, marks=frozenset({".git", "sync.db"}))),
    ("/home/ada/x", Facts({"OneDrive": ""}, mounts=(Mount("/", "ext4"),))),
]


@pytest.mark.parametrize(("folder", "facts", "expected"), SHARED, ids=[folder for folder, _, _ in SHARED])
def test_who_else_keeps_a_folder_is_known(folder: str, facts: Facts, expected: Keeper) -> None:
    assert keeper_of(folder, facts) is expected


@pytest.mark.parametrize(("folder", "facts"), PLAIN, ids=[folder for folder, _ in PLAIN])
def test_plain_folders_are_left_in_peace(folder: str, facts: Facts) -> None:
    assert keeper_of(folder, facts) is None


def test_there_are_fixtures_enough() -> None:
    assert len(SHARED) >= 40


def test_networks_are_those_whose_files_lie_elsewhere() -> None:
    networks = {Keeper.SMB, Keeper.NFS, Keeper.SSHFS, Keeper.WEBDAV, Keeper.NETWORK}
    assert {keeper for keeper in Keeper if keeper.is_network} == networks


def test_marks_in_folders_above_are_seen(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert folders.keeper(tmp_path / "not" / "there" / "yet") is Keeper.DROPBOX
    assert folders.keeper(tmp_path.parent) is None


def test_the_tables_of_mounts_are_read() -> None:
    told = "//nas/shop /mnt/a\\040b cifs rw,relatime 0 0\nproc /proc proc rw 0 0\nodd\n"
    assert folders.read_mounts(told) == [Mount("/mnt/a b", "cifs"), Mount("/proc", "proc")]
    told = "//ada@nas/shop on /Volumes/shop (smbfs, nodev)\n/dev/disk1 on / (apfs, local)\nodd\n"
    assert folders.read_mac_mounts(told) == [Mount("/Volumes/shop", "smbfs"), Mount("/", "apfs")]
