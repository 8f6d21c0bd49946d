understudy story 1
title As exported in pair.json
# Exported 2026-03-02 09:30 UTC
# Get-CsRegistrarConfiguration[1].PoolState of Service:Registrar:fe-n.example.com was "FailedOver" and not Active: the topology begins with all pools active
# Get-CsUser tells no RegistrarPool of 12 users, who are left out
# The cmdlets do not tell what the servers run on: host and os are for you to write.

topology
  domain example.com
  domain example.net
  site North
  site South
  pool fe-n.example.com site North edition standard homed 1800 cms automatic detect 300s failback 600s
  pool fe-s.example.com site South edition standard homed 650 detect 120s failback 3600s
  pair fe-n.example.com fe-s.example.com
  edge edge-n.example.com site North next-hop fe-n.example.com federation
  srv _sipinternaltls._tcp.example.com priority 0 weight 0 port 5061 target fe-n.example.com
  srv _sipinternaltls._tcp.example.com priority 10 weight 10 port 5061 target fe-s.example.com
  srv _sipinternaltls._tcp.example.net priority 0 weight 0 port 5061 target fe-n.example.com
  address lyncdiscoverinternal.example.com target fe-n.example.com
  address sip.example.com target fe-n.example.com
  set replication.interval 5m
  set back-end.threshold 20m
  set endpoints 8000
  seed 1

story
