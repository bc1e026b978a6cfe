# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# Every script of the repository.

shellcheck_is_content() {
  need shellcheck
  git ls-files -z '*.sh' .ci/run packaging/deb/postinst packaging/deb/prerm packaging/deb/postrm | xargs -0 shellcheck -S warning -e SC1090
}

every_script_says_how_it_is_used() { # SCRIPT
  ask "$1" --help
  same 0 "$status"
  grep -qi '^usage:' <<<"$answer"
}

wrong_usage_is_status_two() { # SCRIPT
  ask "$1" --no-such-option
  same 2 "$status"
  grep -qi '^usage:' <<<"$answer"
}

test_that 'Shellcheck has nothing to say' shellcheck_is_content
for script in build-universal deb formula install-launchd publish; do
  test_that "$script.sh --help says how it is used" every_script_says_how_it_is_used "scripts/$script.sh"
  test_that "$script.sh ends with 2 after wrong usage" wrong_usage_is_status_two "scripts/$script.sh"
done
