//go:build tools

// Package toolchain pins the commands that Groundwork builds for itself.
package toolchain

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
