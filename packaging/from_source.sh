#!/usr/bin/env bash
# Proves the README's "From source": on a bare Debian with git and Python, `./dev run` alone reaches a painted window and
# `./dev test` alone a green run; and what can go wrong on the way is one clear sentence.
#
#   packaging/from_source.sh [CASE…]      as root; without cases all of them, in the order of `all_cases`
#
#   SCRATCH   where the bare systems are kept for the next time, and the logs
#   TESTS     what `./dev test` is given in the test cases; nothing for the whole
#   PYTHONS   interpreters of this machine that must pass the tests
#   UNFIT     interpreters of this machine that must be refused in one sentence
#
# Needs debootstrap, xvfb, xdotool and imagemagick. All that is mounted and started ends with this script.
set -euo pipefail

scratch=${SCRATCH:-/var/tmp/relapp-from-source}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
read -ra tests <<<"${TESTS:-}"
read -ra pythons <<<"${PYTHONS:-python3.12 python3.13}"
read -ra unfit_pythons <<<"${UNFIT:-python2.7 python3.6 python3.8 python3.9 python3.10}"
all_cases=(unfit run-root run-user run-trixie misfortunes test-root test-user pythons)

# shellcheck source=packaging/bare_system.sh
source "$here/bare_system.sh"
# shellcheck source=packaging/from_source_misfortunes.sh
source "$here/from_source_misfortunes.sh"

run_root() {
    fresh_system_with_clone bookworm
    check "root: ./dev run opens a window" opens_a_window root
}

run_trixie() {
    fresh_system_with_clone trixie
    check "root, Debian 13: ./dev run opens a window" opens_a_window root
}

test_root() {
    fresh_system_with_clone bookworm
    check "root: ./dev test ${tests[*]}" inside root ./dev test "${tests[@]}"
}

# `./dev …` as an ordinary user stops with one line to run, which then is run as root.
asks_for_one_line() {
    local line
    ends_with 1 inside shop ./dev "$@" 2>"$scratch/logs/asked.txt"
    cat "$scratch/logs/asked.txt"
    (($(wc -l <"$scratch/logs/asked.txt") == 2)) || complain "said more or less than a sentence and the line"
    line=$(sed -n 's/^  sudo /sudo /p' "$scratch/logs/asked.txt")
    inside root env DEBIAN_FRONTEND=noninteractive sh -c "${line//sudo /}"
}

user_clone() {
    folder=/home/shop/relapp
    clone shop
}

run_user() {
    fresh_system_with_clone bookworm
    user_clone
    check "user: ./dev run asks for one line, which is enough" asks_for_one_line run
    check "user: ./dev run opens a window" opens_a_window shop
}

test_user() {
    fresh_system_with_clone bookworm
    user_clone
    check "user: ./dev test asks for one line, which is enough" asks_for_one_line test
    check "user: ./dev test ${tests[*]}" inside shop ./dev test "${tests[@]}"
}

# Clone what is committed beside the systems, and tell where.
clone_here() {
    local here
    here=$(mktemp -d "$scratch/clone.XXXX")
    git clone -q "$repository" "$here"
    echo "$here"
}

# The tests pass on another Python, on this machine itself.
passes_with() { # PYTHON
    local here
    here=$(clone_here)
    (cd "$here" && "$1" dev test "${tests[@]}")
    rm -rf "$here"
}

pythons() {
    local python
    for python in "${pythons[@]}"; do
        check "$python: dev test ${tests[*]}" passes_with "$python"
    done
}

run_cases "$@"
