# What a page's commands find in place of what only its reader has.

# An account: the simulated clouds, another time.
pulumi() {
    SIMULATOR_HOME="$ACCOUNT" "$CLONE/.venv/bin/simulate" "$@"
}

# Everything is set up.
make() {
    command make --no-print-directory --old-file=setup --old-file=docker "$@"
}

# A submodule of a repository that is not there: this one.
git() {
    case "$1 $2 $4" in
        "submodule add groundwork") ln -s "$CLONE" groundwork ;;
        *) command git "$@" ;;
    esac
}
