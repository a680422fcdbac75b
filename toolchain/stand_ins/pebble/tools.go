//go:build tools

// Package pebble pins the ACME authority that a stand-in for its image is built from.
package pebble

import _ "github.com/letsencrypt/pebble/v2/cmd/pebble"
