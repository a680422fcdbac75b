"""Gateway on Alibaba Cloud: an application load balancer with modern TLS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import headers
from components.clouds.alicloud import dns, entry_alarms, load_balancer, logs, names, servers
from components.clouds.alicloud.load_balancer import Balancing
from components.clouds.alicloud.route_rules import Action, Condition, answer, insert
from components.gateway.contract import FIRST, HTTP_PORT, HTTPS_PORT, Front, GatewayArgs, GatewayOutputs
from components.present import present

TLS_POLICY = "tls_cipher_policy_1_2_strict_with_1_3"
"""TLS 1.3 and 1.2 with forward secrecy only (ALB API, ListSystemSecurityPolicies)."""

IDLE_SECONDS = 60
REQUEST_SECONDS = 60

LAST = 10000
"""The last of all rules, after those of routes."""

ANSWERS = 9999
"""Place of the rule for answers: no place of a listener is taken twice, whatever its direction."""

EVERYTHING: Condition = {"type": "Path", "path_config": {"values": ["/*"]}}

NOT_FOUND = answer(1, 404, "Not found")
"""What no route leads to."""

TO_HTTPS: Action = {
    "order": 1,
    "type": "Redirect",
    "redirect_config": {"protocol": "HTTPS", "port": str(HTTPS_PORT), "http_code": "301"},
}


def create(name: str, args: GatewayArgs, opts: pulumi.ResourceOptions) -> GatewayOutputs:
    """Create the load balancer, its listeners, host names and alarms."""
    records = logs.store(f"{name}-access", args.platform, opts, entry_alarms.COLUMNS)
    group = args.network.security_group_ids[name]
    wanted = Balancing(part=name, group=group, public=True, logs=records, firewall=args.firewall)
    balancer = load_balancer.create(name, wanted, args, opts)
    make = Listeners(name=name, args=args, balancer=balancer, opts=opts)
    front = make.encrypted(args.host) if args.host else make.plain()
    if args.health is not None:
        make.health(args.health, front)
    entry_alarms.create(name, records, args.platform, opts)
    return GatewayOutputs(
        listener=front.listener,
        address=front.address,
        url=pulumi.Output.concat(front.scheme, "://", front.address),
        metric_name=balancer.id,
        keeps_limits=True,
    )


@dataclass(frozen=True, kw_only=True)
class Listeners:
    """Makes the listeners of one balancer."""

    name: str
    args: GatewayArgs
    balancer: alicloud.alb.LoadBalancer
    opts: pulumi.ResourceOptions

    def encrypted(self, host: str) -> Front:
        """HTTPS for the host names; plain HTTP is sent there."""
        nobody = self._nobody()
        certificate = present(self.args.platform.certificate, "groundwork:alicloud.certificate")
        listener = self._listener("https", HTTPS_PORT, nobody, certificate)
        self._last("https", listener, NOT_FOUND)
        transport = headers.transport(subdomains=self.args.hsts_subdomains)
        self._protect("https", listener, {headers.TRANSPORT: transport, **headers.PROTECTING})
        self._last("http", self._listener("http", HTTP_PORT, nobody, None), TO_HTTPS)
        zone = present(self.args.zone, "zone")
        for number, each in enumerate([host, *self.args.alternative_hosts], start=1):
            suffix = "host" if number == 1 else f"host-{number}"
            dns.lead(f"{self.name}-{suffix}", each, zone, self.balancer.dns_name, self.opts)
        return Front(listener=listener.id, address=pulumi.Output.from_input(host), scheme="https")

    def plain(self) -> Front:
        """HTTP on the cloud's own name, for want of a domain."""
        listener = self._listener("http", HTTP_PORT, self._nobody(), None)
        self._last("http", listener, NOT_FOUND)
        self._protect("http", listener, headers.PROTECTING)
        return Front(listener=listener.id, address=self.balancer.dns_name, scheme="http")

    def health(self, path: str, front: Front) -> None:
        """Its own state, which no server is asked for."""
        asked: Condition = {"type": "Path", "path_config": {"values": [path]}}
        self._rule("health", front.listener, FIRST, [answer(1, 200, "OK")], asked)

    def _listener(
        self, protocol: str, port: int, nobody: alicloud.alb.ServerGroup, certificate: pulumi.Input[str] | None
    ) -> alicloud.alb.Listener:
        streaming, encrypted = self.args.streaming, certificate is not None
        return alicloud.alb.Listener(
            f"{self.name}-{protocol}",
            load_balancer_id=self.balancer.id,
            listener_port=port,
            listener_protocol=protocol.upper(),
            listener_description=f"{self.name} {protocol}",
            certificates={"certificate_id": certificate} if encrypted else None,
            security_policy_id=TLS_POLICY if encrypted else None,
            http2_enabled=True if encrypted else None,
            gzip_enabled=True,
            idle_timeout=load_balancer.LONGEST_SECONDS if streaming else IDLE_SECONDS,
            request_timeout=load_balancer.LONGEST_SECONDS if streaming else REQUEST_SECONDS,
            default_actions=[load_balancer.forward(nobody.id)],
            x_forwarded_for_config={"x_forwarded_for_enabled": True, "x_forwarded_for_proto_enabled": True},
            tags=self.args.platform.tags(self.name),
            opts=self.opts,
        )

    def _nobody(self) -> alicloud.alb.ServerGroup:
        """The last rule always holds."""
        return servers.nobody(f"{self.name}-nobody", self.name, self.args, self.opts)

    def _last(self, protocol: str, listener: alicloud.alb.Listener, action: Action) -> None:
        self._rule(f"{protocol}-last", listener.id, LAST, [action])

    def _protect(self, protocol: str, listener: alicloud.alb.Listener, said: Mapping[str, str]) -> None:
        """Headers on what servers answer; what the balancer answers by itself passes no rule for answers."""
        actions = [insert(order, key, value) for order, (key, value) in enumerate(said.items(), start=1)]
        self._rule(f"{protocol}-headers", listener.id, ANSWERS, actions, direction="Response")

    def _rule(
        self,
        suffix: str,
        listener: pulumi.Input[str],
        priority: int,
        actions: Sequence[Action],
        asked: Condition = EVERYTHING,
        direction: str | None = None,
    ) -> None:
        name = f"{self.name}-{suffix}"
        alicloud.alb.Rule(
            name,
            listener_id=listener,
            rule_name=names.of(name, self.args.platform.args),
            priority=priority,
            direction=direction,
            rule_conditions=[asked],
            rule_actions=actions,
            opts=self.opts,
        )
