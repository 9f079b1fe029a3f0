#!/bin/sh
# splice.sh DOCGEN FILE : writes anew every section of FILE that a table of the program makes.
#
# A section stands between two lines, and `DOCGEN section NAME` prints what belongs there:
#   <!-- docgen:NAME -->
#   <!-- docgen:end -->
# FILE is replaced only if something changed. With --check instead nothing is written: the
# difference is printed, and the exit status tells.
set -eu

check=false
if [ "$1" = --check ]; then check=true; shift; fi
docgen=$1 file=$2
fresh=$(mktemp)
trap 'rm -f "$fresh" "$fresh.part"' EXIT

inside=false
while IFS= read -r line; do
    case $line in
    '<!-- docgen:end -->') inside=false ;;
    '<!-- docgen:'*' -->')
        printf '%s\n' "$line"
        name=${line#<!-- docgen:}
        "$docgen" section "${name% -->}" >"$fresh.part"
        cat "$fresh.part"
        inside=true
        continue
        ;;
    esac
    $inside || printf '%s\n' "$line"
done <"$file" >"$fresh"
if $inside; then echo "$file: a section without its end" >&2; exit 1; fi

if $check; then
    diff -u "$file" "$fresh"
elif ! cmp -s "$file" "$fresh"; then
    cat "$fresh" >"$file"
    echo "$file: sections written anew"
fi
