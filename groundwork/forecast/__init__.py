"""How long an update will take, from what it does and how long each kind of resource takes."""
