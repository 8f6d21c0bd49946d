understudy story 1
title Everything that breaks
# Two sites with latency between client and server, names that cannot be shortened, and one fault after the other. Two
# checks fail on purpose.

topology
  domain lab.local
  site HQ
  site Branch
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site Branch edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  user FE01@lab.local home FE01.lab.local site Branch
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set latency 20ms
  seed 7

story
u1@lab.local signs in
u2@lab.local signs in
FE01@lab.local signs in
for 1m expect u1@lab.local in
within 1s expect FE02.lab.local sees FE01.lab.local up
+10m
u1@lab.local calls u2@lab.local
== A power cut
break power FE01.lab.local
+10m
heal power FE01.lab.local
+10m
== The service stops
break service FE01.lab.local
+10m
heal service FE01.lab.local
+10m
== It hangs
break hung FE01.lab.local
+10m
heal hung FE01.lab.local
+10m
== The database is gone
break sql FE01.lab.local
+60m
heal sql FE01.lab.local
+10m
== One direction fails
break link FE01.lab.local to FE02.lab.local
+10m
heal link FE01.lab.local to FE02.lab.local
== Heartbeats are lost
break heartbeat FE01.lab.local
+10m
heal heartbeat FE01.lab.local
+10m
== A failover that stops half way
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -WhatIf
FE02.lab.local > Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
+1m
break step fails FE01.lab.local step mark failed over
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
+30m
heal step fails FE01.lab.local step mark failed over
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
break power FE02.lab.local
+10m
heal power FE02.lab.local
+1h
expect u1@lab.local normal at FE01.lab.local
expect law double-store broken
expect accepted
# The rest of the day.
+1m
u2@lab.local signs out
+1h
