#!/bin/sh
# The nightly check: screens, holds the result against the last good night, keeps it by its date, and removes reports
# whose last day has passed. It says nothing when there is nothing to tell, so that cron mails only when there is.
#
#   nightly.sh            the day is that of this machine
#   nightly.sh DATE       another day, as 2026-06-01: what came later takes no part
#
# SAMENZIEN is the program (usual: samenzien) and NIGHTS the folder of the reports (usual: nights, beside this file).
# Ends with 0: nothing new; 1: something new; 2: the check failed; 3: rows were set aside, or a report could not be
# removed. What cron mails holds counts, and names of files and columns; nothing of a case.

set -u
umask 077 # reports are personal data: they are for this account alone

complain() {
    echo "$1" >&2
    exit 2
}

cd "$(dirname "$0")" || exit 2
program=${SAMENZIEN:-samenzien}
nights=${NIGHTS:-nights}
case $nights in -*) nights=./$nights ;; esac
today=${1:-$(date +%Y-%m-%d)}
case $today in
[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
*) complain "Geen datum als 2026-06-01 (no such date): $today" ;;
esac

mkdir -p "$nights" || exit 2
new=$nights/new.$$
mkdir "$new" || exit 2
trap 'rm -rf "$new"' EXIT
trap 'exit 130' HUP INT TERM

# The last good night before this one. The first night has none.
number() {
    echo "$1" | tr -d -
}
last=
for report in "$nights"/[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].json; do
    day=$(basename "$report" .json)
    if [ -f "$report" ] && [ "$(number "$day")" -lt "$(number "$today")" ]; then
        last=$report # they come in the order of their names
    fi
done

options=--profile=nightly
[ $# -eq 0 ] || options="$options --as-of=$today"
# A report is whole or not there at all, and takes its place only when the run went well.
set -- -o "$new/$today.json" -o "$new/$today.html"
[ -z "$last" ] || set -- "$@" --baseline "$last"
# shellcheck disable=SC2086 # two words, without blanks in them
"$program" screen $options "$@" 2>"$new/said"
code=$?

case $code in
0) ;;
1) echo "Er is iets nieuws (there is something new): $nights/$today.html" ;;
3) echo "Niet alle rijen zijn gelezen (not all rows were read): $nights/$today.incomplete.html" ;;
*) echo "De controle is niet gelukt (the check failed), code $code. Het laatste goede verslag (the last good report): ${last:-geen (none)}" ;;
esac
# What was said, but for files that do not stay where they were written.
[ $code -eq 0 ] || grep -vF "$new/" "$new/said"

case $code in
0 | 1)
    # The json comes last: it is what the next night is held against.
    mv -f "$new/$today.html" "$new/$today.json" "$nights/" || exit 2
    rm -f "$nights/$today.incomplete.html"
    ;;
3)
    # To look into, and nothing to hold the next night against.
    mv -f "$new/$today.html" "$nights/$today.incomplete.html" || exit 2
    exit 3
    ;;
130) exit 130 ;;
*) exit 2 ;;
esac

removed=$("$program" purge "$nights" 2>"$new/said")
purged=$?
[ -z "$removed" ] || echo "$removed" >>"$nights/removed.txt"
if [ $purged -ne 0 ]; then
    echo "Niet alles is opgeruimd (not all could be removed):"
    echo "$removed"
    cat "$new/said"
fi >&2
[ $code -ne 0 ] || exit $purged
exit $code
