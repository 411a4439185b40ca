# What can go wrong, each made to happen: one clear sentence, and the next ordinary run mends itself. Read by from_source.sh.
# shellcheck shell=bash disable=SC2034,SC2154

# --- how misfortunes are told ---

# COMMAND fails and says, apart from what it is about to do, one sentence with WORDS in it.
fails_with() { # WORDS COMMAND…
    local words=$1 said=$scratch/logs/said.txt code=0
    shift
    "$@" >"$said" 2>&1 || code=$?
    cat "$said"
    ((code != 0)) || complain "did not fail"
    sed -i -E '/^dev: (installing|making|waiting for) /d' "$said"
    [[ $(wc -l <"$said") == 1 && $(<"$said") == "dev: "*"$words"* ]] || complain "no single sentence with: $words"
}

# An ordinary run, whatever was before.
mends() {
    inside root ./dev run --version
}

# COMMAND fails with WORDS, and then an ordinary run succeeds.
is_told_and_mended() { # WORDS COMMAND…
    fails_with "$@"
    mends
}

another_clone() {
    folder=$1
    clone root
}

# --- the Python ---

# Python 2 cannot read the file; the line at which it stops is all it can be made to say.
refuses() { # PYTHON
    local python here needed="relapp needs a 64-bit Python from 3.11 to 3.13"
    python=$(command -v "$1")
    here=$(clone_here)
    if "$python" -c "import sys; sys.exit(sys.version_info < (3,))"; then
        fails_with "$needed, and only " env PATH=/nowhere "$python" "$here/dev" test
    else
        ends_with 1 env PATH=/nowhere "$python" "$here/dev" test 2>&1 | grep "$needed"
    fi
    rm -rf "$here"
}

unfit() {
    local python
    for python in "${unfit_pythons[@]}"; do
        if "$python" -c "" 2>/dev/null; then
            check "$("$python" --version 2>&1): one sentence" refuses "$python"
        else
            skip "$python is not there"
        fi
    done
}

# --- the network ---

without_network() {
    enter root "$@"
    unshare --net "${entry[@]}"
}

# A network in which nobody answers: the name server listens and is silent.
with_a_silent_network() {
    local silence="import socket, time; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 53)); time.sleep(600)"
    trap give_network EXIT
    echo "nameserver 127.0.0.1" >"$root/etc/resolv.conf"
    enter root "$@"
    # shellcheck disable=SC2016
    unshare --net bash -c 'ip link set lo up; python3 -c "$0" & "$@"; code=$?; kill $!; exit $code' "$silence" "${entry[@]}"
}

# --- an environment that is not whole ---

# Start `./dev setup` in a process group of its own, and wait until packages are being installed.
start_installing() {
    rm -rf "$root$folder/.venv"
    enter root ./dev setup
    setsid "${entry[@]}" &
    installing=$!
    wait_until "$installing" 60 packages_are_coming
}

packages_are_coming() {
    compgen -G "$root$folder/.venv/bin/pip" && pgrep -P "$installing" && sleep 2
}

is_killed_and_mended() {
    local installing
    start_installing
    kill -KILL "$installing"
    mends
}

is_interrupted_and_mended() {
    local installing said=$scratch/logs/interrupted.txt
    start_installing 2>"$said"
    kill -INT -- "-$installing"
    ends_with 130 wait "$installing"
    cat "$said"
    [[ $(grep -vc "^dev: making" "$said") == 1 ]] || complain "said more or less than one line"
    mends
}

# Two at once: both end well, and one tells that it waits.
two_at_once() {
    local first installing
    start_installing
    first=$installing
    inside root ./dev run --version 2>&1 | tee "$scratch/logs/second.txt"
    wait "$first"
    grep -q "waiting for another" "$scratch/logs/second.txt"
}

# Break .venv by COMMAND, run in it.
is_mended_after() { # COMMAND…
    (cd "$root$folder/.venv" && "$@")
    mends
}

moved_and_renamed() {
    mv "$root$folder" "$root$folder renamed"
    folder="$folder renamed"
    mends
    inside root ./dev test tests/domain/test_customers.py
}

# --- the disk ---

read_only() { # COMMAND…
    mount --bind "$root$folder" "$root$folder"
    trap 'umount "$root$folder"' EXIT
    mount -o remount,bind,ro "$root$folder"
    "$@"
}

# With only MEGABYTES left beside the clone.
full_disk() { # MEGABYTES
    folder=/srv/small
    mkdir -p "$root$folder"
    mount -t tmpfs -o size=2G tmpfs "$root$folder"
    trap 'umount "$root$folder"' EXIT
    clone root
    mount -o "remount,size=$(($(du -sm "$root$folder" | cut -f 1) + $1))M" "$root$folder"
    fails_with "the disk is full" inside root ./dev setup
    mount -o remount,size=2G "$root$folder"
    mends
}

# --- other programs, other places ---

# While another program holds apt's lock FILE for some seconds, `./dev setup` waits and then installs.
waits_for_apt() { # FILE
    local hold="import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX); time.sleep(10)"
    inside root apt-get purge -qq libxcb-cursor0
    enter root python3 -c "$hold" "$1"
    "${entry[@]}" &
    sleep 1
    inside root ./dev setup 2>&1 | tee "$scratch/logs/waited.txt"
    grep "waiting for another program" "$scratch/logs/waited.txt"
    inside root dpkg -s libxcb-cursor0
}

with_locale() { # SETTING…
    dev_env=("$@")
    mends
    inside root ./dev test tests/domain/test_customers.py tests/test_paths.py
}

best_of_three() { # COMMAND…
    local begun least=999999999 took
    for _ in 1 2 3; do
        begun=$(date +%s%N)
        "$@" >/dev/null
        took=$((($(date +%s%N) - begun) / 1000000))
        ((took > least)) || least=$took
    done
    echo "$least"
}

costs_next_to_nothing() {
    local by_dev alone
    mends
    by_dev=$(best_of_three inside root ./dev run --version)
    alone=$(best_of_three inside root .venv/bin/python -m relapp --version)
    echo "by dev $by_dev ms, alone $alone ms"
    ((by_dev - alone <= 500))
}

# --- all of them ---

misfortunes() {
    fresh_system_with_clone bookworm
    check "no network for system packages" fails_with "there is no network" without_network ./dev run
    check "another apt reads its lists" waits_for_apt /var/lib/apt/lists/lock
    check "another apt installs" waits_for_apt /var/lib/dpkg/lock-frontend
    rm -rf "$root$folder/.venv"
    check "no network for packages of Python" is_told_and_mended "there is no network" without_network ./dev run
    rm -rf "$root$folder/.venv"
    check "a network that is silent" fails_with "there is no network" with_a_silent_network ./dev run
    check "killed in the middle" is_killed_and_mended
    check "interrupted in the middle" is_interrupted_and_mended
    check "two at once" two_at_once
    environments
    disks
    places
}

environments() {
    check "a later run costs next to nothing" costs_next_to_nothing
    check ".venv without a Python" is_mended_after rm bin/python
    check ".venv whose Python is gone" is_mended_after ln -sfn /opt/gone/bin/python3 bin/python
    check ".venv of an earlier Python" is_mended_after mv lib/python3.11 lib/python3.10
    check ".venv that is empty" is_mended_after find . -mindepth 1 -delete
}

disks() {
    check "read-only, but whole" read_only mends
    rm "$root$folder/.venv/installed-lock.sha256"
    check "read-only, half-made" read_only fails_with "read-only" inside root ./dev run
    rm -rf "$root$folder/.venv"
    check "read-only" read_only fails_with "Read-only file system" inside root ./dev run
    check "somebody else's folder" fails_with "Permission denied" inside shop ./dev run
    check "disk full at once" full_disk 1
    check "disk full in the middle" full_disk 60
}

places() {
    another_clone "/srv/ein Läden αβ 店"
    check "spaces and letters, LC_ALL=C" with_locale LC_ALL=C
    check "spaces and letters, LC_ALL=POSIX" with_locale LC_ALL=POSIX
    check "spaces and letters, no LANG" with_locale LANG=
    check "moved and renamed" moved_and_renamed
}
