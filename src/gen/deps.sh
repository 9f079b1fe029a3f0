#!/bin/sh
# deps.sh GROUP... : installs what the groups of deps.tsv need and this machine lacks.
#
# Where nothing is missing it only looks at files and says nothing: the package manager is not
# called. Where something is missing it says what and why before it installs. Leaves the choice of
# packages to deps.tsv.
set -eu

table=$(dirname "$0")/deps.tsv
tab=$(printf '\t')

has_program() {
    command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || [ -x "/usr/local/sbin/$1" ]
}

# NAME FOLDER...: whether one of the folders holds it.
holds() {
    name=$1
    shift
    for folder in "$@"; do
        [ ! -e "$folder/$name" ] || return 0
    done
    return 1
}

has_header() {
    holds "$1" /usr/include /usr/local/include /usr/include/*-linux-*
}

has_library() {
    holds "$1" /usr/lib /usr/local/lib /usr/lib64 /usr/lib/*-linux-*
}

# A flag that links more than clang itself brings.
links() {
    echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' |
        clang "$1" -x c - -o /dev/null 2>/dev/null
}

is_there() {
    case $1 in
    clang:*) links "${1#clang:}" ;;
    program:*) has_program "${1#program:}" ;;
    header:*) has_header "${1#header:}" ;;
    library:*) has_library "${1#library:}" ;;
    file:*) [ -e "${1#file:}" ] ;;
    *) echo "deps.tsv: unknown proof '$1'" >&2; exit 2 ;;
    esac
}

# Prints the packages of the groups in "$@" whose proof is missing.
missing_packages() {
    wanted=" $* "
    while IFS=$tab read -r group proof package; do
        case $group in '#'* | '') continue ;; esac
        case $wanted in *" $group "*) is_there "$proof" || printf '%s ' "$package" ;; esac
    done <"$table"
}

missing=$(missing_packages "$@")
[ -n "$missing" ] || exit 0

echo "Missing on this machine: $missing"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "There is no apt-get here: please install what these Debian packages bring, then try again." >&2
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Please install them as root: apt-get install $missing" >&2
        exit 1
    fi
    as_root=sudo
fi
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
echo "Installing them with apt-get${as_root:+ through sudo} ..."
$apt update </dev/null >/dev/null || echo "apt-get update failed; trying with the old lists" >&2
# shellcheck disable=SC2086  # a list of words is wanted
$apt install -y --no-install-recommends $missing </dev/null >/dev/null

still=$(missing_packages "$@")
if [ -n "$still" ]; then
    echo "Installed, yet not found where they should be: $still" >&2
    exit 1
fi
echo "Installed: $missing"
