//go:build tools

// Package versitygw pins the S3 gateway that a stand-in for its image is built from.
package versitygw

import _ "github.com/versity/versitygw/cmd/versitygw"
