#!/usr/bin/env bash
# Makes plotly.json, what plotly.js itself says of the figures in plotly.html; needs chromium, node and the repository.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node -e 'process.stdout.write(require("zlib").brotliDecompressSync(require("fs").readFileSync(process.argv[1])))' \
    ../../../src/Ssl4Asd.Notebooks/Rendering/PlotlyJs/plotly-cartesian.min.js.br > "$work/plotly.js"
cp plotly.html "$work"
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --virtual-time-budget=20000 \
    --dump-dom "file://$work/plotly.html" > "$work/page" 2> "$work/errors" || { cat "$work/errors" >&2; exit 1; }
node -e '
const page = require("fs").readFileSync(process.argv[1], "utf8"), json = page.match(/<pre>([^]*)<\/pre>/)[1];
const plain = json.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const cases = Object.entries(JSON.parse(plain)).map(([name, truth]) => JSON.stringify(name) + ": " + JSON.stringify(truth));
require("fs").writeFileSync("plotly.json", "{\n" + cases.join(",\n") + "\n}\n");' "$work/page"
wc -c plotly.json
