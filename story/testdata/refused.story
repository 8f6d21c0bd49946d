understudy story 1
title What is refused while the home pool is down
# If orders were carried out whatever stood against them, FE01 would be failed over while nobody could write its new state
# (L-18), or without anybody having said that it is lost (L-21). All that stands against an order is named at once.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
break nic FE01.lab.local
| 0h00m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -WhatIf
| 0h00m00s  what if  blocked: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
| 0h00m00s  what if  blocked: home-up  The pool cannot be reached; without disaster mode it has to be up (F-62, F-63)
| 0h00m00s  what if  this does not change by itself within 1h
expect blocked cms-first, home-up
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h00m00s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
| 0h00m00s  FE01.lab.local  fail pool over refused: home-up  The pool cannot be reached; without disaster mode it has to be up (F-62, F-63)
expect blocked cms-first, home-up
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h00m00s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
expect blocked cms-first
FE02.lab.local> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h00m00s  FE02.lab.local  understudy: query: from FE02.lab.local the database on FE01.lab.local cannot be reached (F-103, L-16)
expect error

== L-19, L-20: in this order it goes
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h00m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h00m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect HQ finds CMS at FE02.lab.local
| 0h00m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h00m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h00m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h00m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h00m10s  FE01.lab.local  fail pool over refused: home-up  The pool cannot be reached; without disaster mode it has to be up (F-62, F-63)
expect blocked home-up
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h00m10s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h00m10s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 2m expect FE01.lab.local is failed over
| 0h00m15s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h00m20s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h00m20s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h00m55s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h00m55s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h01m00s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h01m00s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h01m00s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
