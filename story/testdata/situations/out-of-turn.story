understudy story 1
title Orders out of turn
# If orders were carried out whatever is going on, two runs would work on one pool, or the store would be moved under a
# failover. Each order that comes at the wrong time or from the wrong place is refused, and names what stands against it.

topology
  domain lab.local
  site HQ
  site Branch no-directory
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== F-74 A run is interrupted where it was ordered, if there is one
FE01.lab.local> interrupt FE02.lab.local
| 0h05m00s  FE02.lab.local  interrupt refused: run-on  No failover or failback of the pool is in progress (F-74)
expect blocked run-on
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over refused: run-idle  A failover or failback of the pool is in progress (F-74)
expect blocked run-idle
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h05m00s  FE02.lab.local  set pool state refused: run-idle  A failover or failback of the pool is in progress (F-74)
expect blocked run-idle
HQ> interrupt FE02.lab.local
| 0h05m00s  FE02.lab.local  interrupt refused: given-here  It was ordered at another place (F-74)
expect blocked given-here

== H-18 Neither of the two is moved while the other is
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over refused: pools-idle  It is not moved during the failover or failback of a pool (H-18)
expect blocked pools-idle
FE01.lab.local> interrupt FE02.lab.local
| 0h05m00s  FE02.lab.local  interrupt  Whatever step is on stops half way (F-74)
| 0h05m00s  FE02.lab.local  active: step failed  The run ends before anything was marked, and can be run again (F-72)
| 0h05m00s  FE02.lab.local  planned failover stopped: read configuration  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect accepted
expect FE02.lab.local is active
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h05m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over refused: move-idle  A failover of the Central Management Store is in progress (F-119, F-178)
expect blocked move-idle
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
| 0h05m00s  FE02.lab.local  fail pool over refused: store-idle  The Central Management Store is being moved (F-119, H-18)
expect blocked cms-writable, store-idle
within 1m expect HQ finds CMS at FE02.lab.local
| 0h05m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  directory in Branch  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== F-106 The store is moved on a server of the pool that is to have it, and that has a database
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 0h05m10s  CMS on FE01.lab.local  fail CMS over refused: at-target  It is ordered on a server of the pool that is to become active (F-106)
expect blocked at-target
FE03.lab.local> Invoke-CsManagementServerFailover
| 0h05m10s  FE03.lab.local  fail CMS over refused: standby-exists  The pool has no database of the Central Management Store (F-106)
expect blocked standby-exists
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h05m10s  CMS on FE01.lab.local  fail CMS over refused: restorable  Only a database that is marked active is restored, or one of two that are not (F-109, F-121)
expect blocked restorable
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h05m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m10s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h05m10s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect HQ finds CMS at FE01.lab.local
| 0h05m20s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h05m20s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m20s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h05m20s  directory in Branch  converging: published  A later publication takes the place of the one on its way (F-118)
| 0h05m20s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== F-71, F-25 A state that makes no sense is not written by hand either
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE03.lab.local -PoolState FailedOver
| 0h05m20s  FE03.lab.local  set pool state refused: set-paired  A pool without a backup has nowhere to be failed over to (F-25)
expect blocked set-paired
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingOver
| 0h05m20s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h05m20s  FE02.lab.local  active → failing over  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)
expect accepted
FE02.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE01.lab.local -PoolState FailedOver
| 0h05m20s  FE01.lab.local  set pool state refused: set-partner-active  Of a pair at most one pool is not active, and the other one is not (F-71)
expect blocked set-partner-active
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h05m20s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h05m20s  FE02.lab.local  failing over → active  The way out of a failover that is stuck, written by hand (F-74)
+3m

== Q-9 A user is moved from a pool that is there, to another one, by somebody who reaches the directory
HQ> Move-CsUser -Identity u1@lab.local -Target FE01.lab.local
| 0h08m20s  u1@lab.local  move user refused: moves-somewhere  The user is homed there already (F-149)
expect blocked moves-somewhere
break nic FE02.lab.local
| 0h08m20s  FE02.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
HQ> Move-CsUser -Identity u2@lab.local -Target FE01.lab.local
| 0h08m20s  u2@lab.local  move user refused: source-reached  The user's home pool cannot be reached; without force it has to be (F-150, Q-9)
expect blocked source-reached
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h08m20s  FE02.lab.local  synchronise backup service refused: sync-up  The Backup Service of the pool cannot be reached (F-136)
expect blocked sync-up
heal nic FE02.lab.local
| 0h08m20s  FE02.lab.local  mended: network adapter disabled  The fault is over (H-22)
break link HQ to Branch
| 0h08m20s  HQ  link cut to Branch  Nothing arrives in this direction (Q-5, H-3)
break link Branch to HQ
| 0h08m20s  Branch  link cut to HQ  Nothing arrives in this direction (Q-5, H-3)
Branch> Move-CsUser -Identity u2@lab.local -Target FE01.lab.local
| 0h08m20s  u2@lab.local  move user refused: directory-near  The directory cannot be reached from there (F-95, H-31)
| 0h08m20s  u2@lab.local  move user refused: target-up  The target pool cannot be reached (Q-9)
| 0h08m20s  u2@lab.local  move user refused: source-reached  The user's home pool cannot be reached; without force it has to be (F-150, Q-9)
expect blocked directory-near, target-up, source-reached
