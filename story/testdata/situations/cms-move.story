understudy story 1
title The store of a pool without a partner is moved by force
# If the store could not leave a pool that has no partner, the death of that pool would be the end of all administration.
# A database is installed by hand on another pool and the store moved there; what it says comes from an exported file. A move
# that fails can leave no master, and is cancelled where it began (F-124).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard release 2015 cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard release 2015 automatic detect 300s failback 600s
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1m

== F-106 Without a standby there is nothing to fail over to
break power FE01.lab.local
| 0h01m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h01m00s  FE02.lab.local  fail CMS over refused: standby-exists  The pool has no database of the Central Management Store (F-106)
expect blocked standby-exists
FE02.lab.local> Move-CsManagementServer -Force
| 0h01m00s  FE02.lab.local  move CMS refused: standby-exists  The pool has no database of the Central Management Store (F-106)
expect blocked standby-exists

== F-124 Installed, and moved
FE02.lab.local> Install-CsDatabase -CentralManagementDatabase
| 0h01m00s  FE02.lab.local  install standby database  The standby database is created by hand (F-23)
| 0h01m00s  CMS on FE02.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
expect accepted
FE02.lab.local> Move-CsManagementServer
| 0h01m00s  CMS on FE02.lab.local  move CMS refused: source-up  The active one cannot be reached; it has to be, unless the failover is forced (F-107, H-8)
expect blocked source-up
FE02.lab.local> Move-CsManagementServer -Force
| 0h01m00s  CMS on FE02.lab.local  move CMS  The database is there, and the configuration is brought along (F-124)
| 0h01m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 30s expect HQ finds CMS at FE02.lab.local
| 0h01m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h01m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h01m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h01m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
heal power FE01.lab.local
| 0h01m10s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h01m10s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
within 4m expect FE01.lab.local database standby
| 0h03m10s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)

== F-124 Moved back with both alive, which fails, and is cancelled where it began
break switch leaves none FE01.lab.local
| 0h03m10s  FE01.lab.local  switch leaves no database active  A planned failover of the store to it will go wrong (F-123)
FE01.lab.local> Move-CsManagementServer
| 0h03m10s  CMS on FE01.lab.local  move CMS  The database is there, and the configuration is brought along (F-124)
| 0h03m10s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h03m10s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
+1m
| 0h03m20s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h03m20s  CMS on FE01.lab.local  standby: left unmarked  The switch has not marked it either, so there is no master (F-123, F-177)
| 0h03m20s  CMS on FE01.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect HQ finds no CMS
FE02.lab.local> Move-CsManagementServer
| 0h04m10s  CMS on FE02.lab.local  move CMS  The database is there, and the configuration is brought along (F-124)
| 0h04m10s  CMS on FE02.lab.local  standby: restore ordered without a master  A restore begins where no database is marked active (F-104, F-121)
expect accepted
within 30s expect HQ finds CMS at FE02.lab.local
| 0h04m20s  CMS on FE02.lab.local  standby → active  Restored: there is a master again (F-109, F-123)
| 0h04m20s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h04m20s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
heal switch leaves none FE01.lab.local
| 0h04m20s  FE01.lab.local  mended: switch leaves no database active  The fault is over (H-22)
FE01.lab.local> Move-CsManagementServer
| 0h04m20s  CMS on FE01.lab.local  move CMS  The database is there, and the configuration is brought along (F-124)
| 0h04m20s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h04m20s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect HQ finds CMS at FE01.lab.local
| 0h04m30s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h04m30s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h04m30s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h04m30s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
