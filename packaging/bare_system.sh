# A bare Debian to try things in: made by debootstrap, entered by chroot, gone without a trace. Read by the scripts here,
# which set `scratch` (a folder that is kept) and `all_cases`, and end with `run_cases "$@"`.
# shellcheck shell=bash disable=SC2154

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# The system that the cases happen in, and the clone in it.
root=
folder=/srv/relapp
failures=0

# --- showing ---

# Run a command; one line tells whether it succeeded, and if not the end of what it said.
check() { # WHAT COMMAND…
    local what=$1 log begun=$SECONDS outcome=ok
    log="$scratch/logs/$(tr -c '[:alnum:]\n' '-' <<<"$what").log"
    shift
    # In the background, because only there bash heeds `set -e` within a function whose success is asked for.
    "$@" >"$log" 2>&1 &
    wait $! || outcome=FAILED
    printf '%s: %s (%d s)\n' "$outcome" "$what" $((SECONDS - begun))
    if [[ $outcome == FAILED ]]; then
        failures=$((failures + 1))
        tail -n 20 "$log" | sed 's/^/    /'
    fi
}

skip() {
    printf 'skipped: %s\n' "$1"
}

complain() {
    printf '%s\n' "$1" >&2
    exit 1
}

# --- a bare system ---

# Make RELEASE's bare system with PACKAGES besides, unless an earlier run did.
bare_system() { # RELEASE PACKAGES
    local place=$scratch/$1${2:+-${2//,/-}}
    [[ -d $place ]] && return
    rm -rf "$place.part"
    debootstrap --variant=minbase ${2:+--include="$2"} "$1" "$place.part"
    mv "$place.part" "$place"
}

# Set `root` to a fresh copy of RELEASE's bare system with PACKAGES besides, and with an ordinary user named shop.
fresh_system() { # RELEASE [PACKAGES]
    check "bare $1" bare_system "$1" "${2:-}"
    leave_system
    root=$(mktemp -d "$scratch/system.XXXX")
    copy_system "$scratch/$1${2:+-${2//,/-}}"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    give_network
    chroot "$root" useradd --create-home --shell /bin/bash shop
    folder=/
}

# The same with git, Python and in `folder` a clone of what is committed; nothing else.
fresh_system_with_clone() { # RELEASE
    fresh_system "$1" git,python3
    git -C "$repository" bundle create -q "$root/tmp/relapp.bundle" HEAD
    folder=/srv/relapp
    clone root
}

# Lay a copy over the system FROM, or really copy it where the disk cannot lay one folder over another.
copy_system() {
    mkdir "$root.changes" "$root.work"
    mount -t overlay -o "lowerdir=$1,upperdir=$root.changes,workdir=$root.work" overlay "$root" 2>/dev/null ||
        cp -a --reflink=auto "$1/." "$root"
}

# What lets this machine reach the network must do so inside too; an ordinary machine has none of it.
give_network() {
    local certificate own=/usr/local/share/ca-certificates
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    if [[ -d $own ]]; then
        mkdir -p "$root$own"
        cp -rT "$own" "$root$own"
    fi
    if [[ -f /etc/pip.conf ]]; then
        cp /etc/pip.conf "$root/etc/pip.conf"
    fi
    for certificate in "${PIP_CERT:-}" "$(sed -n 's/^cert *= *//p' /etc/pip.conf 2>/dev/null)"; do
        if [[ -f $certificate ]]; then
            # Should Debian's package of certificates come, it writes this anew with our own among them.
            install -D -m 644 "$certificate" "$root$certificate"
        fi
    done
}

# Clone what is committed into `folder`, as WHO.
clone() {
    chroot "$root" install -d -o "$1" "$folder"
    inside "$1" git -c advice.detachedHead=false -c init.defaultBranch=main clone -q /tmp/relapp.bundle .
}

leave_system() {
    [[ -n $root ]] || return 0
    findmnt --raw --noheadings --output TARGET | grep "^$root" | tac | xargs --no-run-if-empty umount --lazy
    # What could not be unmounted must not be emptied.
    rm -rf --one-file-system "$root" "$root.changes" "$root.work"
    root=
}

# --- doing something in it ---

# Set `entry` to what starts COMMAND as WHO in `folder`, with the environment of a fresh login and `DEV_ENV` besides.
enter() {
    local who=$1 home=/root
    shift
    [[ $who == root ]] || home=/home/$who
    entry=(env -i --default-signal=INT "HOME=$home" "USER=$who" LANG=C.UTF-8 "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
        "DISPLAY=${DISPLAY:-}" "${network[@]}" "${dev_env[@]}"
        chroot --userspec="$who" "$root" bash -c "cd \"\$0\" && exec \"\$@\"" "$folder" "$@")
}
mapfile -t network < <(env | grep -E '^(https?_proxy|no_proxy|PIP_CERT|PIP_INDEX_URL)=' || true)
dev_env=()

inside() { # WHO COMMAND…
    enter "$@"
    "${entry[@]}"
}

# Run COMMAND, which must end with exit code CODE.
ends_with() { # CODE COMMAND…
    local wanted=$1 code=0
    shift
    "$@" || code=$?
    [[ $code == "$wanted" ]] || complain "ended with $code, not $wanted"
}

# --- a window ---

start_display() {
    local number
    mkdir -p /tmp/.X11-unix
    chmod 1777 /tmp/.X11-unix
    # Else it would begin anew whenever nobody is connected, and turn away who comes just then.
    coproc xvfb { exec Xvfb -displayfd 1 -ac -noreset -nolisten tcp -screen 0 1280x900x24 2>"$scratch/logs/xvfb.log"; }
    read -ru "${xvfb[0]}" number
    export DISPLAY=:$number
}

# Wait until COMMAND succeeds, for at most SECONDS and while process PID lives.
wait_until() { # PID SECONDS COMMAND…
    local end=$((SECONDS + $2)) pid=$1
    shift 2
    until "$@"; do
        if ((SECONDS > end)) || ! kill -0 "$pid"; then
            complain "waited in vain: $*"
        fi
        sleep 0.2
    done
}

is_mapped() {
    window=$(xdotool search --onlyvisible --name relapp 2>/dev/null | tail -n 1)
    [[ -n $window ]]
}

# Right of the frame there is one colour until a page is painted there, and with its letters many.
is_painted() {
    import -window "$window" "$scratch/logs/window.png"
    (($(convert "$scratch/logs/window.png" -crop +300+0 -format %k info:) > 50))
}

is_closed_by_its_key() {
    xdotool windowfocus "$window" key ctrl+q
    sleep 0.5
    ! is_mapped
}

# `./dev run` as WHO maps a window and paints it, and ends well when the window is asked to close.
opens_a_window() {
    local window='' program
    enter "$1" ./dev run --data-dir /tmp/shop-data
    "${entry[@]}" &
    program=$!
    wait_until "$program" 600 is_mapped
    wait_until "$program" 20 is_painted
    wait_until "$program" 20 is_closed_by_its_key
    wait "$program"
}

# --- all of it ---

tidy_up() {
    leave_system
    rm -rf "$scratch"/clone.*
}

# Run the cases that are named, else all, in mounts and processes of their own: whatever happens, the kernel takes them
# away in the end.
run_cases() {
    local case
    if [[ $EUID != 0 ]]; then
        complain "$0 needs root, for chroot and mount"
    elif [[ -z ${RELAPP_APART:-} ]]; then
        RELAPP_APART=1 exec unshare --mount --pid --fork --kill-child "$0" "$@"
    fi
    mkdir -p "$scratch/logs"
    trap tidy_up EXIT
    trap 'exit 130' INT TERM
    mount -t proc proc /proc
    start_display
    for case in "${@:-${all_cases[@]}}"; do
        [[ " ${all_cases[*]} " == *" $case "* ]] || complain "no such case: $case (there are ${all_cases[*]})"
        "${case//-/_}"
    done
    ((failures == 0))
}
