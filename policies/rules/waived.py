"""Why Groundwork's own stacks leave a rule off until a configuration switches it on."""

FIREWALL = "a firewall is paid for by the month: it stands where the application asks for one (`firewall` in app.yaml)"
FIREWALL_RULES = "a firewall holds the rules that the application asks for and pays for: `firewall`, or its rate limits"
EDGE_LOGS = "standard logs need a bucket with ACLs, which ST-07 switches off; a delivery is paid for by the request"
SECOND_ORIGIN = "a second origin is a second copy of everything, in another region"
EDGE_LOGS_ALICLOUD = "a real-time delivery is paid for by the request"
CALLS_PLAIN_HTTP = "CloudMonitor calls plain HTTP only: a function of the stack passes its alarms on, over HTTPS"
PROTECTED_PARTS = "a protected store would keep its part from leaving the stack"
