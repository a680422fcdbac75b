//go:build tools

// Package telegraf pins the agent that a stand-in for its image is built from.
package telegraf

import _ "github.com/influxdata/telegraf/cmd/telegraf"
