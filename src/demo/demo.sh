#!/bin/sh
# The main job, shown on this very machine and on a shipped example. Run it after: mvn package
# Ends with status 0 when both went as they should. Leaves nothing behind.
set -eu
cd "$(dirname "$0")/../.."
agent=target/sbom-agent/bin/sbom-agent
example=test-fixtures/scenarios/debian12-drifted

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bold= plain=
[ ! -t 1 ] || { bold=$(printf '\033[1m') plain=$(printf '\033[0m'); }
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
run() { printf '$ %s\n' "$*" | sed "s,$work,\$work,g"; "$@"; }

# expect STATUS COMMAND...
expect() {
  wanted=$1 status=0
  shift
  run "$@" || status=$?
  [ "$status" = "$wanted" ] || { echo "demo: status $status, wanted $wanted" >&2; exit 1; }
}

[ -x "$agent" ] || { echo "demo: no $agent; run mvn package first" >&2; exit 1; }

say "1. A golden of this very machine, as an image would be baked, and a throw-away key to sign it"
expect 0 $agent baseline -o "$work/golden.cdx.json"
export COSIGN_PASSWORD=worthless
expect 0 $agent keygen --output-key-prefix "$work/demo"
expect 0 $agent sign "$work/golden.cdx.json" --key "$work/demo.key"

say "2. Is this machine what its golden says? Packages and the content of every file it names"
expect 0 $agent check --files --golden "$work/golden.cdx.json" --key "$work/demo.pub"

say "3. The shipped example: a Debian 12, its golden by real syft, signed by real cosign; then apt and somebody changed it"
mkdir "$work/root"
tar -C "$work/root" -xJf "$example/root.tar.xz"
expect 2 $agent check --files --root "$work/root" --golden "$example/golden.cdx.json" --key "$example/golden.pub"

say "Both as they should be: the first in sync (exit status 0), the second drifted (exit status 2)"
