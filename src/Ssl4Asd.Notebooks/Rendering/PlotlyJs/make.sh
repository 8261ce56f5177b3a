#!/usr/bin/env bash
# Makes plotly-cartesian.min.js.br anew from the npm package; needs npm, node and sha256sum.
set -euo pipefail
cd "$(dirname "$0")"
package=plotly.js-cartesian-dist-min@4.1.1
sha256=79542150855a52c567260e3137095dbe2b744e6d702a5cabe67da246942fba7a
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm pack --silent --pack-destination "$work" "$package" > /dev/null
tar -xzf "$work"/*.tgz -C "$work"
echo "$sha256  $work/package/plotly-cartesian.min.js" | sha256sum --check --quiet
cp "$work/package/LICENSE" LICENSE
node - "$work/package/plotly-cartesian.min.js" plotly-cartesian.min.js.br <<'EOF'
const fs = require('fs'), zlib = require('zlib'), [source, target] = process.argv.slice(2);
const script = fs.readFileSync(source);
if (/<\/script|<!--/i.test(script)) throw new Error(`${source} cannot stand in a script element as it is`);
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = zlib.constants;
fs.writeFileSync(target, zlib.brotliCompressSync(script, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } }));
EOF
echo "$(stat -c %s plotly-cartesian.min.js.br) bytes"
