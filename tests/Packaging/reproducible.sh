# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# Slow: the package of what is committed, built twice from nothing in two places.

two_places_give_the_same() {
  command -v dpkg-deb >/dev/null || skip 'needs dpkg-deb: Debian or Ubuntu'
  local place
  for place in one "another place/further down"; do
    git clone -q . "$here/$place"
    (cd "$here/$place" && scripts/deb.sh)
  done
  (cd "$here/one" && sha256sum artifacts/bin/conductor artifacts/bin/conductorctl artifacts/release/*.deb) >"$here/sums"
  cd "$here/another place/further down"
  sha256sum -c "$here/sums"
}

test_that 'The programs and the package are the same, built in two places' two_places_give_the_same
