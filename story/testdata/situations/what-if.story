understudy story 1
title What an order would do
# If -WhatIf said no more than yes or no, nobody could tell ten minutes from an hour before the order is given. It says what
# stands against the order, which steps it would take, how long they take at least, and where the store is (F-67, F-105).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard homed 2000 automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local

story
+1m
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -WhatIf
| 0h01m00s  what if  accepted
| 0h01m00s  what if  read configuration: 5s
| 0h01m00s  what if  drain changes: 1m
| 0h01m00s  what if  replicate configuration: 1m
| 0h01m00s  what if  mark failing over: 5s
| 0h01m00s  what if  export to final: 1m
| 0h01m00s  what if  hydrate backup: 1m31s
| 0h01m00s  what if  mark failed over: 5s
| 0h01m00s  what if  stop services: 30s
| 0h01m00s  what if  all of it: 5m16s
expect accepted
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode -WhatIf
| 0h01m00s  what if  accepted
| 0h01m00s  what if  read configuration: 5s
| 0h01m00s  what if  mark failing over: 5s
| 0h01m00s  what if  hydrate backup: 1m31s
| 0h01m00s  what if  mark failed over: 5s
| 0h01m00s  what if  all of it: 1m46s
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local -WhatIf
| 0h01m00s  what if  blocked: pool-failed-over  Only a pool that was failed over is failed back (F-84)
| 0h01m00s  what if  this does not change by itself within 1h
expect blocked pool-failed-over

== F-105 Tried at the partner, it says where the store is
FE02.lab.local> Invoke-CsManagementServerFailover -WhatIf
| 0h01m00s  what if  the Central Management Store is on FE01.lab.local
| 0h01m00s  what if  accepted
| 0h01m00s  what if  wait for replication: 0s
| 0h01m00s  what if  set the source read only: 0s
| 0h01m00s  what if  switch: 10s
| 0h01m00s  what if  all of it: 10s
expect accepted
FE01.lab.local> Invoke-CsManagementServerFailover -WhatIf
| 0h01m00s  what if  the Central Management Store is on FE01.lab.local
| 0h01m00s  what if  blocked: target-standby  That database is not in standby: it is active, in error or missing (F-119, L-24, Q-3)
| 0h01m00s  what if  this does not change by itself within 1h
expect blocked target-standby
FE01.lab.local> Invoke-CsManagementServerFailover -Restore -WhatIf
| 0h01m00s  what if  the Central Management Store is on FE01.lab.local
| 0h01m00s  what if  accepted
| 0h01m00s  what if  restore: 10s
expect accepted
run setup on FE02.lab.local -WhatIf
| 0h01m00s  what if  accepted
| 0h01m00s  what if  run setup: 2m
expect accepted

== F-1 A pair that nobody has planned is refused, with its reason
FE01.lab.local> name backup of FE03.lab.local
| 0h01m00s  FE03.lab.local  name backup refused: pair-known  The topology has no such pair (F-1)
expect blocked pair-known
FE01.lab.local> clear backup of FE03.lab.local
| 0h01m00s  FE03.lab.local  clear backup refused: has-pair  There is no backup pool to clear (F-157)
expect blocked has-pair

== Nothing has happened
expect FE02.lab.local is active
expect HQ finds CMS at FE01.lab.local
