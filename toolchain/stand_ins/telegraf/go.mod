// Telegraf, pinned: its stand-in is built from here where its image cannot be pulled.
module groundwork/stand-ins/telegraf

go 1.25.5

require github.com/influxdata/telegraf v1.37.2
