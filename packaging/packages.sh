#!/usr/bin/env bash
# Proves the packages: builds them in a bare Debian 12 from a clean clone, and tries each where nothing of relapp was.
#
#   packaging/packages.sh [CASE…]         as root; without cases all of them, in the order of `all_cases`
#
#   SCRATCH   where bare systems are kept for the next time, logs, pictures and in dist/ the packages
#
# Needs debootstrap, xvfb, xdotool, x11-utils, openbox, imagemagick, weston, lintian, desktop-file-utils, appstream,
# mandoc, shellcheck, squashfs-tools and strace; flatpak-builder to read the Flatpak's manifest; what is measured beside
# it in `starts`; and for `windows` what that script names. All that is mounted and started ends with this script.
set -euo pipefail

scratch=${SCRATCH:-/var/tmp/relapp-packages}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dist=$scratch/dist
id=org.relapp.Relapp
all_cases=(build same lint deb-bookworm deb-trixie appimage flatpak starts windows)

# shellcheck source=packaging/bare_system.sh
source "$here/bare_system.sh"

# --- building ---

build() {
    fresh_system_with_clone bookworm
    check "Debian 12: built from a clean clone, all gates kept" builds
    rm -rf "$dist"
    cp -a "$root$folder/dist" "$dist"
    tar -C "$dist" --sort=name --mtime="@$(git -C "$repository" log -1 --format=%ct)" -cf "$dist/flatpak.tar" flatpak
    sed -n '/^built folder/,$s/^/    /p' "$scratch/logs/built.log"
    (cd "$dist" && du -h --apparent-size ./*.deb ./*.squashfs) | sed 's/^/    /'
    check "an older version to upgrade from" make_older
}

builds() {
    if [[ -n ${RELAPP_APPIMAGE_RUNTIME:-} ]]; then
        cp "$RELAPP_APPIMAGE_RUNTIME" "$root/tmp/runtime"
        dev_env=(RELAPP_APPIMAGE_RUNTIME=/tmp/runtime)
    fi
    inside root ./dev build deb appimage flatpak | tee "$scratch/logs/built.log"
}

package() { # WHICH
    find "$dist" -maxdepth 1 -name "$1"
}

# The same program under a lower version, with a file that the newer one no longer has.
make_older() {
    local folder=$scratch/older
    rm -rf "$folder"
    dpkg-deb --raw-extract "$(package 'relapp_*.deb')" "$folder"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$folder/DEBIAN/control"
    touch "$folder/usr/lib/relapp/_internal/of-the-older-version"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$folder" "$scratch/older.deb"
}

same() {
    fresh_system_with_clone bookworm
    check "a second build has the same bytes" builds_the_same
}

builds_the_same() {
    local name
    inside root ./dev build --no-trial deb appimage
    diff -r --no-dereference "$dist/relapp" "$root$folder/dist/relapp"
    for name in "$dist"/*.deb "$dist"/*.squashfs; do
        cmp "$name" "$root$folder/dist/$(basename "$name")"
    done
}

lint() {
    local files=$scratch/lint
    rm -rf "$files"
    dpkg-deb --extract "$(package 'relapp_*.deb')" "$files"
    check "lintian finds no error" lintian --fail-on error "$(package 'relapp_*.deb')"
    check "the desktop entry is valid" desktop-file-validate "$files/usr/share/applications/$id.desktop"
    check "the metainfo is valid" appstreamcli validate --no-net "$files/usr/share/metainfo/$id.metainfo.xml"
    check "the manual page is valid" mandoc -T lint -W error "$files/usr/share/man/man1/relapp.1.gz"
    check "icons at every size" has_icons "$files/usr/share/icons/hicolor"
    check "shell scripts are clean" shellcheck -x -P "$here" "$here"/*.sh
}

has_icons() {
    local size
    for size in 16 22 24 32 48 64 128 256 512; do
        [[ $(identify -format '%wx%h' "$1/${size}x$size/apps/$id.png") == "${size}x$size" ]]
    done
    [[ -f $1/scalable/apps/$id.svg ]]
}

# --- the package for Debian ---

deb() { # RELEASE
    local release=$1
    fresh_system "$release"
    cp "$scratch/older.deb" "$(package 'relapp_*.deb')" "$root/tmp/"
    inside root apt-get update -q >"$scratch/logs/update.log"
    check "$release: an older version installs" install_deb older.deb
    check "$release: a shop is made with it" inside shop relapp log "Ada Lovelace: bought 2x wholemeal 6.40"
    check "$release: it becomes the new version" install_deb "$(basename "$(package 'relapp_*.deb')")"
    check "$release: nothing of the older version is left" [ ! -e "$root/usr/lib/relapp/_internal/of-the-older-version" ]
    check "$release: the shop's data was kept" tells "Ada" wholemeal
    check "$release: relapp --version" inside shop relapp --version
    check "$release: relapp --self-test" inside shop relapp --self-test
    check "$release: a window on X11, and a line typed in it" logs_in_a_window "$release"
    check "$release: a second start raises the first window" raises_the_first
    check "$release: a window on Wayland" shows_on_wayland "$release"
    check "$release: a shop's file opens from the file manager" opens_a_file
    check "$release: writes only where it should" wrote_where_it_should
    check "$release: no connection is opened" opens_no_connection
    check "$release: removed and purged without a trace, the shop's data kept" goes_without_a_trace
}

install_deb() { # FILE
    inside root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends --allow-downgrades \
        "/tmp/$1"
}

tells() { # CUSTOMER WORDS
    inside shop relapp show "$1" --json | grep -F "$2"
}

logs_in_a_window() { # RELEASE
    local window='' program wanted
    start_in_window relapp
    wanted=$(sed -n 's/^StartupWMClass=//p' "$root/usr/share/applications/$id.desktop")
    [[ $(xprop -id "$window" WM_CLASS) == *"\"$wanted\"" ]] || complain "its class is not $wanted"
    [[ $(xprop -id "$window" _KDE_NET_WM_DESKTOP_FILE) == *"\"$id\"" ]] || complain "it does not name its entry"
    wait_until "$program" 5 has_an_icon
    xdotool windowfocus "$window" key F2
    sleep 1
    xdotool type --delay 30 "Bo Larsen: asked for spelt"
    sleep 1
    xdotool key Return
    wait_until "$program" 10 tells "Bo" spelt
    import -window "$window" "$scratch/logs/$1-x11.png"
    end_window
}

# The largest that xprop shows.
has_an_icon() {
    [[ $(xprop -id "$window" _NET_WM_ICON) == *"Icon (128 x 128)"* ]]
}

# Start COMMAND as the ordinary user; sets `window` and `program`.
start_in_window() {
    enter shop "$@"
    "${entry[@]}" &
    program=$!
    wait_until "$program" 60 is_mapped
    wait_until "$program" 30 is_painted
}

end_window() {
    wait_until "$program" 20 is_closed_by_its_key
    wait "$program"
}

raises_the_first() {
    local window='' program keeper
    openbox --sm-disable &
    keeper=$!
    start_in_window relapp
    xdotool windowminimize --sync "$window"
    inside shop timeout 20 relapp
    wait_until "$program" 10 is_in_front
    [[ $(xdotool search --onlyvisible --name '^relapp$' | wc -l) == 1 ]] || complain "there is a second window"
    end_window
    kill "$keeper"
    wait "$keeper" || true
}

is_in_front() {
    [[ $(xdotool getactivewindow 2>/dev/null) == "$window" ]]
}

opens_a_file() {
    local window='' program
    inside shop mkdir -p "/home/shop/Läden αβ 店"
    inside shop relapp --data-dir "/home/shop/Läden αβ 店" log "Zoë Fileman: came by"
    start_in_window relapp "/home/shop/Läden αβ 店/shop.relapp"
    end_window
    [[ -e "$root/home/shop/Läden αβ 店/shop.relapp" ]]
}

shows_on_wayland() { # RELEASE
    local runtime=$root/tmp/wayland painter=--renderer=pixman compositor program code=0
    install -d -m 700 "$runtime"
    # Older ones call it so. Without a painter there is nothing to take a picture of.
    weston --help | grep -q -- --renderer || painter=--use-pixman
    XDG_RUNTIME_DIR=$runtime weston --backend=headless-backend.so "$painter" --socket=wayland-9 --width=1280 \
        --height=900 --debug >"$scratch/logs/weston.log" 2>&1 &
    compositor=$!
    wait_until "$compositor" 20 test -S "$runtime/wayland-9"
    chown -R --reference="$root/home/shop" "$runtime"
    dev_env=(DISPLAY= XDG_RUNTIME_DIR=/tmp/wayland WAYLAND_DISPLAY=wayland-9 WAYLAND_DEBUG=1)
    enter shop relapp
    dev_env=()
    "${entry[@]}" >"$scratch/logs/$1-wayland.log" 2>&1 &
    program=$!
    wait_until "$program" 60 grep -q "set_app_id(\"$id\")" "$scratch/logs/$1-wayland.log"
    wait_until "$program" 60 grep -qE 'wl_surface[#@][0-9]+\.commit' "$scratch/logs/$1-wayland.log"
    sleep 4
    (cd "$scratch/logs" && XDG_RUNTIME_DIR=$runtime WAYLAND_DISPLAY=wayland-9 timeout 20 weston-screenshooter)
    mv "$scratch"/logs/wayland-screenshot*.png "$scratch/logs/$1-wayland.png"
    (($(identify -format %k "$scratch/logs/$1-wayland.png") > 100)) || complain "nothing was painted"
    pkill -TERM -u "$(stat -c %u "$root/home/shop")" -x relapp
    wait "$program" || code=$?
    [[ $code == 143 ]] || complain "ended with $code"
    kill "$compositor"
    wait "$compositor" || true
}

# Every file of the person's home is in one of the three folders, or was asked for.
wrote_where_it_should() {
    local found
    cd "$root/home/shop"
    found=$(find . -type f -newer "$scratch/older.deb" |
        grep -vE '^\./(\.local/(share|state)/relapp|\.config/relapp|Läden αβ 店|\.cache/fontconfig)/') || true
    [[ -z $found ]] || complain "$found"
}

opens_no_connection() {
    local window='' program
    enter shop relapp
    strace -f -qq -e trace=socket -o "$scratch/logs/sockets.txt" "${entry[@]}" &
    program=$!
    wait_until "$program" 60 is_mapped
    wait_until "$program" 30 is_painted
    end_window
    if grep -E 'AF_INET|AF_NETLINK' "$scratch/logs/sockets.txt"; then
        complain "it opened a connection"
    fi
}

goes_without_a_trace() {
    inside root dpkg -L relapp >"$scratch/logs/files.txt"
    inside root env DEBIAN_FRONTEND=noninteractive apt-get remove -q -y relapp
    inside root dpkg --purge relapp
    while read -r place; do
        [[ $place != *relapp* || ! -e $root$place ]] || complain "$place is still there"
    done <"$scratch/logs/files.txt"
    [[ -f $root/home/shop/.local/share/relapp/shop.relapp ]] || complain "the shop's data is gone"
}

deb_bookworm() {
    deb bookworm
}

deb_trixie() {
    deb trixie
}

# --- the others ---

appimage() {
    fresh_system bookworm
    check "AppImage: its payload unpacks" unsquashfs -q -n -d "$root/opt/relapp" "$(package '*.squashfs')"
    inside root apt-get update -q >"$scratch/logs/update.log"
    # What every desktop has.
    check "AppImage: a plain desktop's libraries" inside root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends fonts-dejavu-core libegl1 libexpat1 libfontconfig1 libfreetype6 libgl1 libstdc++6 \
        libuuid1 libx11-6 libx11-xcb1 zlib1g
    check "AppImage: --self-test" inside shop /opt/relapp/AppRun --self-test
    check "AppImage: a window" opens_from_appdir
}

opens_from_appdir() {
    local window='' program
    inside shop /opt/relapp/AppRun log "Ada Lovelace: came by"
    start_in_window /opt/relapp/AppRun
    end_window
}

flatpak() {
    # It leaves a folder where it is started.
    check "Flatpak: the manifest can be read" env -C "$scratch" flatpak-builder --show-manifest \
        "$here/linux/$id.flatpak.yml"
    check "Flatpak: what it is made of is there" [ -x "$dist/flatpak/relapp/relapp" ]
}

# --- how long it takes ---

# In an environment made here, of the same lock files, and with the folder that was built on the bare system.
starts() {
    check "starts are measured beside other programs" measures_starts
    sed 's/^/    /' "$scratch/logs/starts.log"
}

measures_starts() {
    (cd "$repository" && ./dev build --measure "$dist/relapp") | tee "$scratch/logs/starts.log"
}

# --- Windows ---

windows() {
    SCRATCH=$scratch/windows "$here/windows_under_wine.sh" || failures=$((failures + 1))
}

run_cases "$@"
