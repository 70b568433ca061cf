#!/bin/sh
# Makes the dpkg hosts in this folder with the real dpkg, as root, on Debian 12:
#   sh make-dpkg.sh
# Every package is made here and holds a few bytes. expected.txt is what dpkg-query says.
set -eu
cd "$(dirname "$0")"
debs=$(mktemp -d)
trap 'rm -rf "$debs"' EXIT
export SOURCE_DATE_EPOCH=1700000000 DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# deb NAME VERSION ARCH [control line]...: a package with one file, one configuration file, and the
# maintainer scripts that lie in $debs/NAME.scripts
deb() {
  name=$1 version=$2 arch=$3
  shift 3
  tree=$debs/$name.tree
  rm -rf "$tree"
  case $arch in amd64) triplet=x86_64-linux-gnu ;; i386) triplet=i386-linux-gnu ;; *) triplet=all ;; esac
  mkdir -p "$tree/DEBIAN" "$tree/usr/lib/$triplet" "$tree/etc/$name.d"
  echo "$name $version $arch" > "$tree/usr/lib/$triplet/$name.so"
  echo "setting of $name" > "$tree/etc/$name.d/$arch.conf"
  {
    echo "Package: $name"
    echo "Version: $version"
    echo "Architecture: $arch"
    echo "Maintainer: Nobody <nobody@example.invalid>"
    for line; do echo "$line"; done
    echo "Description: fixture $name"
    echo " With a second line"
  } > "$tree/DEBIAN/control"
  echo "/etc/$name.d/$arch.conf" > "$tree/DEBIAN/conffiles"
  (cd "$tree" && find usr -type f | sort | xargs md5sum) > "$tree/DEBIAN/md5sums"
  if [ -d "$debs/$name.scripts" ]; then
    cp "$debs/$name.scripts"/* "$tree/DEBIAN/"
    for script in preinst postinst prerm postrm; do
      [ ! -f "$tree/DEBIAN/$script" ] || chmod 755 "$tree/DEBIAN/$script"
    done
  fi
  dpkg-deb -Zgzip --build "$tree" "$debs/${name}_$arch.deb" > /dev/null
}

# script NAME WHICH: its maintainer script, from standard input
script() {
  mkdir -p "$debs/$1.scripts"
  cat > "$debs/$1.scripts/$2"
}

# host NAME: an empty machine
host() {
  root=$PWD/$1/root
  rm -rf "$1"
  mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/etc" "$root/usr/lib"
  : > "$root/var/lib/dpkg/status"
  printf 'ID=debian\nVERSION_ID="12"\nVERSION="12 (fixture)"\n' > "$root/etc/os-release"
  echo 12.15 > "$root/etc/debian_version"
  echo amd64 > "$root/var/lib/dpkg/arch"
  echo i386 >> "$root/var/lib/dpkg/arch"
}

run() {
  dpkg --root="$root" --force-script-chrootless --force-architecture --log=/dev/null "$@" > /dev/null 2>&1
}

# finish NAME: what dpkg says of it, without the files that hold nothing
finish() {
  dpkg-query --admindir="$root/var/lib/dpkg" -W \
    -f '${db:Status-Status} ${Package} ${Architecture} ${Version}\n' | LC_ALL=C sort > "$1/expected.txt"
  for spare in available lock lock-frontend status-old diversions-old statoverride-old \
      triggers alternatives parts tmp.ci; do
    rm -rf "$root/var/lib/dpkg/$spare"
  done
  find "$root" -type d -empty -delete
}

# every state a package can be in
host dpkg-states
for name in installed held purged deselected removed unpacked; do
  deb $name 1:2.0~rc1-3+b1 amd64 "Source: fixture-$name (2.0~rc1-3)"
done
run -i "$debs"/installed_amd64.deb "$debs"/held_amd64.deb "$debs"/purged_amd64.deb \
  "$debs"/deselected_amd64.deb "$debs"/removed_amd64.deb
run --unpack "$debs"/unpacked_amd64.deb
run -r removed
printf 'held hold\npurged purge\ndeselected deinstall\n' | dpkg --root="$root" --set-selections
printf '#!/bin/sh\nexit 1\n' | script half-configured postinst
deb half-configured 1.0 all
run -i "$debs"/half-configured_all.deb || true
printf '#!/bin/sh\nexit 1\n' | script half-installed preinst
printf '#!/bin/sh\nexit 1\n' | script half-installed postrm
deb half-installed 1.0 amd64
run -i "$debs"/half-installed_amd64.deb || true
echo 'interest-await fixture' | script triggers-pending triggers
printf '#!/bin/sh\nexit 0\n' | script triggers-pending postinst
echo 'activate-await fixture' | script triggers-awaited triggers
deb triggers-pending 1.0 all
deb triggers-awaited 1.0 all
run -i "$debs"/triggers-pending_all.deb
run --no-triggers -i "$debs"/triggers-awaited_all.deb
printf 'Package: known\nArchitecture: all\nVersion: 1\nMaintainer: n\nDescription: n\n' > "$debs/avail"
dpkg --root="$root" --merge-avail "$debs/avail" > /dev/null
echo 'known install' | dpkg --root="$root" --set-selections
finish dpkg-states

# a dpkg killed in the middle: its journal knows what the status does not
host dpkg-killed
deb upgraded 1.0-1 amd64
deb crossed 1.0-1 amd64
deb gone 1.0-1 amd64
run -i "$debs"/upgraded_amd64.deb "$debs"/crossed_amd64.deb "$debs"/gone_amd64.deb
deb upgraded 2.0-1 amd64
deb crossed 2.0-1 all
deb new 1.0-1 amd64
printf '#!/bin/sh\nkill -9 $PPID\n' | script last preinst
deb last 1.0-1 amd64
run --unpack "$debs"/upgraded_amd64.deb "$debs"/crossed_all.deb "$debs"/new_amd64.deb \
  "$debs"/last_amd64.deb || true
finish dpkg-killed

# one package in two architectures, links for the merged /usr, a diversion
host dpkg-multiarch
ln -s usr/lib "$root/lib"
for arch in amd64 i386; do
  deb libtwice 1.0-1 $arch 'Multi-Arch: same'
  sed -i 's|usr/lib|lib|' "$debs/libtwice.tree/DEBIAN/md5sums"
  dpkg-deb -Zgzip --build "$debs/libtwice.tree" "$debs/libtwice_$arch.deb" > /dev/null
done
deb dpkg 1.21.22 amd64
deb data 3 all
deb diverted 1 amd64
run -i "$debs"/libtwice_amd64.deb "$debs"/libtwice_i386.deb "$debs"/dpkg_amd64.deb \
  "$debs"/data_all.deb
dpkg-divert --root="$root" --package data --no-rename --add \
  --divert /usr/lib/x86_64-linux-gnu/diverted.so.real \
  /usr/lib/x86_64-linux-gnu/diverted.so > /dev/null
run -i "$debs"/diverted_amd64.deb
finish dpkg-multiarch

# distroless: one file per package, no status
host dpkg-distroless
for name in base tz; do
  deb $name 2024a-0+deb12u1 amd64
  mkdir -p "$root/var/lib/dpkg/status.d"
  cp "$debs/$name.tree/DEBIAN/control" "$root/var/lib/dpkg/status.d/$name"
  cp "$debs/$name.tree/DEBIAN/md5sums" "$root/var/lib/dpkg/status.d/$name.md5sums"
done
printf '#!/bin/sh\n' > "$root/var/lib/dpkg/status.d/base.preinst"
mv "$root/var/lib/dpkg/status.d/tz" "$root/var/lib/dpkg/status.d/dHo="
rm "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/arch"
printf 'installed base amd64 2024a-0+deb12u1\ninstalled tz amd64 2024a-0+deb12u1\n' \
  > dpkg-distroless/expected.txt
find "$root" -type d -empty -delete
