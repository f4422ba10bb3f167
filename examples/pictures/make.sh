#!/usr/bin/env bash
# Makes the pictures of the documents from the example batch, which is invented. Needs a program that was built
# (target/release/samenzien, or the one that SAMENZIEN names), node, chromium, LibreOffice, pdftoppm, the fonts
# Liberation, DejaVu and Carlito (as wide as the Calibri of a workbook); pngquant, where it is, makes them smaller.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=examples/pictures
export SAMENZIEN=$(realpath "${SAMENZIEN:-target/release/samenzien}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd tests/browser && { [ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error; } && node pictures.js "../../$here")

"$SAMENZIEN" examples/aanvragen.xlsx --lang nl --as-of 2026-11-01 --top 40 --quiet -o "$work/risico.xlsx"
(cd "$work" && soffice --headless "-env:UserInstallation=file://$work/office" --convert-to pdf risico.xlsx >/dev/null)
pdftoppm -r 80 -png -singlefile -f 1 -l 1 "$work/risico.pdf" "$here/workbook"

if command -v pngquant >/dev/null; then
  pngquant --force --skip-if-larger --ext .png --speed 1 64 "$here"/*.png
fi
ls -l "$here"
