"""When each operation of an update ran."""
