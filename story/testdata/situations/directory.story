understudy story 1
title What each site's directory says
# If the directory were one thing, the store would be found at the same instant everywhere. Each site sees the change that
# is written beside it at once, and what another site has written when directory replication has brought it (F-119); a
# later word overtakes an earlier one, and a site that is cut off goes on with what it heard last, or said itself (F-118, H-7).

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local

story
+5m
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)

== F-95 The store goes West, and the East hears it a quarter of an hour later
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h05m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect West finds CMS at FE02.lab.local
| 0h05m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in East  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h05m10s  directory in West  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect East finds no CMS
within 16m expect East finds CMS at FE02.lab.local
| 0h20m10s  directory in East  converging → settled  The view names the database that was published last (F-95)

== F-118 Back again, and once more over: what is written here is later than what is on its way
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h20m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h20m10s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h20m10s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect East finds CMS at FE01.lab.local
| 0h20m20s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h20m20s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h20m20s  directory in East  settled: written  What is written here is seen here at once (F-95)
| 0h20m20s  directory in West  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h20m20s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h20m20s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h20m20s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h20m20s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect West finds CMS at FE02.lab.local
| 0h20m30s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h20m30s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h20m30s  directory in East  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h20m30s  directory in West  converging → settled  What is written here is later than what is on its way, and wins (F-118)
| 0h20m30s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
+20m
| 0h35m30s  directory in East  converging → settled  The view names the database that was published last (F-95)
expect East finds CMS at FE02.lab.local
expect West finds CMS at FE02.lab.local

== H-7 Cut off while a word is on its way: it waits
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h40m30s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h40m30s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h40m30s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect East finds CMS at FE01.lab.local
| 0h40m40s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h40m40s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h40m40s  directory in East  settled: written  What is written here is seen here at once (F-95)
| 0h40m40s  directory in West  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h40m40s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
break directory West
| 0h40m40s  West  directory replication cut  Directory replication to the site stands still (F-118, F-119)
| 0h40m40s  directory in West  converging → cut off  What was on its way has to wait (H-7)
+1h
expect West finds no CMS
heal directory West
| 1h40m40s  West  mended: directory replication cut  The fault is over (H-22)
| 1h40m40s  directory in West  cut off → converging  Whole again; what has waited is on its way (H-7)
within 16m expect West finds CMS at FE01.lab.local
| 1h55m40s  directory in West  converging → settled  The view names the database that was published last (F-95)

== H-7 Cut off, and nothing is said meanwhile
break directory East
| 1h55m40s  East  directory replication cut  Directory replication to the site stands still (F-118, F-119)
| 1h55m40s  directory in East  settled → cut off  Nothing reaches this view until it is healed (H-7)
+1h
heal directory East
| 2h55m40s  East  mended: directory replication cut  The fault is over (H-22)
| 2h55m40s  directory in East  cut off → settled  Whole again, and nothing has waited (H-7)
expect East finds CMS at FE01.lab.local
