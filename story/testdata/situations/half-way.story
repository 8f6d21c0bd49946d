understudy story 1
title The store stops half way
# If a failover of the store that breaks off put everything back, it could be ordered again blindly. What was done stays
# done: before the source is read only nothing has happened, after it nobody takes writes (F-104, F-123) until the order
# is run again, forced, or taken back with -Restore (F-109).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m

== F-107 The database at the source does not answer: the order waits for it, and gives up before anything is switched
break sql FE01.lab.local
| 0h05m00s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h05m00s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h05m00s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h05m00s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
expect accepted
within 30m expect FE01.lab.local database active
+20m
| 0h10m00s  CMS on FE01.lab.local  active: waited too long  The step waited in vain; the master stays (F-107)
| 0h10m00s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
heal sql FE01.lab.local
| 0h25m00s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h25m00s  FE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h25m00s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h25m00s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
expect HQ finds CMS at FE01.lab.local

== F-104 It goes away after the source is read only: the order stops, and no database takes writes
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h25m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h25m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h25m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
+5s
expect FE01.lab.local database read only
break sql FE01.lab.local
| 0h25m05s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h25m05s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h25m05s  FE01.lab.local to FE02.lab.local  user data non-steady → error  The service is in error and exports nothing (F-133, F-140)
| 0h25m05s  FE01.lab.local to FE02.lab.local  management store non-steady → error  The service is in error and exports nothing (F-133, F-140)
+20m
| 0h30m10s  CMS on FE01.lab.local  read only: waited too long  The step waited in vain half way: no database takes writes (F-104, F-123)
| 0h30m10s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE01.lab.local database read only
expect FE02.lab.local database standby
heal sql FE01.lab.local
| 0h45m05s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h45m05s  FE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h45m05s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h45m05s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
FE01.lab.local> Publish-CsTopology
| 0h45m05s  administrator  publish refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
expect blocked cms-writable
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h45m05s  HQ  ActiveMasterFqdn:
| 0h45m05s  HQ  ActiveMasterLastHeartbeat:
| 0h45m05s  HQ  ActiveFileTransferAgents:
| 0h45m05s  HQ  ActiveFileTransferAgentLastHeartbeats:
| 0h45m05s  HQ  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h45m05s  HQ  DeletedReplicas:
| 0h45m05s  HQ  UpToDate FE01.lab.local: false
| 0h45m05s  HQ  UpToDate FE02.lab.local: false
expect u1@lab.local normal at FE01.lab.local

== F-107 Ordered again it goes through
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h45m05s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h45m05s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h45m05s  CMS on FE01.lab.local  read only: set read only  Read only since an earlier attempt, which is run again (F-107, F-109)
expect accepted
within 1m expect HQ finds CMS at FE02.lab.local
| 0h45m15s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h45m15s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h45m15s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h45m15s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE01.lab.local database standby

== F-109 Half way once more, and taken back
+5m
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h50m15s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h50m15s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h50m15s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
+5s
break sql FE02.lab.local
| 0h50m20s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h50m20s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h50m20s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h50m20s  FE02.lab.local to FE01.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
+20m
| 0h55m25s  CMS on FE02.lab.local  read only: waited too long  The step waited in vain half way: no database takes writes (F-104, F-123)
| 0h55m25s  CMS on FE01.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
heal sql FE02.lab.local
| 1h10m20s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 1h10m20s  FE02.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 1h10m20s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 1h10m20s  FE02.lab.local to FE01.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
expect FE02.lab.local database read only
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 1h10m20s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h10m20s  CMS on FE02.lab.local  read only: restore ordered  A restore begins: the way out of a half-done failover (F-109)
expect accepted
within 1m expect FE02.lab.local database active
| 1h10m30s  CMS on FE02.lab.local  read only → active  Restored: it takes writes again (F-109)
| 1h10m30s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 1h10m30s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== F-108 And half way once more, and forced: the source keeps its claim until its Backup Service takes it back
+5m
FE01.lab.local> Invoke-CsManagementServerFailover
| 1h15m30s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h15m30s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 1h15m30s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
+5s
break sql FE02.lab.local
| 1h15m35s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 1h15m35s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 1h15m35s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 1h15m35s  FE02.lab.local to FE01.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
break backup service FE02.lab.local
| 1h15m35s  FE02.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
+20m
| 1h20m40s  CMS on FE02.lab.local  read only: waited too long  The step waited in vain half way: no database takes writes (F-104, F-123)
| 1h20m40s  CMS on FE01.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE02.lab.local database read only
FE01.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 1h35m35s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h35m35s  CMS on FE01.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect HQ finds CMS at FE01.lab.local
| 1h35m45s  CMS on FE02.lab.local  read only → orphaned  The role has moved without it; its disk still says active (F-117)
| 1h35m45s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 1h35m45s  FE02.lab.local to FE01.lab.local  management store error → not initialized  Without a pair there is no Backup Service, nor its error (F-126)
| 1h35m45s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 1h35m45s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE02.lab.local database orphaned

== F-109 A restore waits for the database, too
heal sql FE02.lab.local
| 1h35m45s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 1h35m45s  FE02.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 1h35m45s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 1h35m45s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h35m45s  CMS on FE02.lab.local  orphaned: restore ordered  A restore begins: the way out when the old claim blocks a failover (H-12, F-109)
expect accepted
break sql FE02.lab.local
| 1h35m45s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 1h35m45s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 1h35m45s  FE02.lab.local to FE01.lab.local  user data non-steady → error  The service is in error and exports nothing (F-133, F-140)
+20m
| 1h40m55s  CMS on FE02.lab.local  orphaned: waited too long  The restore waited in vain; the old claim still blocks (F-117)
| 1h40m55s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE02.lab.local database orphaned
heal sql FE02.lab.local
| 1h55m45s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 1h55m45s  FE02.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 1h55m45s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)

== F-121 Of the one that is active anyway nothing is taken back; the directory names it once more
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 1h55m45s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h55m45s  CMS on FE01.lab.local  active: restore ordered  A restore begins at the one that the management connection points to (F-121)
expect accepted
+1m
| 1h55m55s  CMS on FE01.lab.local  active: restored  Restored: it stays the master and is published anew (F-109, F-121)
| 1h55m55s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 1h55m55s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE01.lab.local database active

== F-153 A claim that nobody can take back goes with its pool, when that leaves the topology for good
FE01.lab.local> clear backup of FE01.lab.local
| 1h56m45s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 1h56m45s  FE01.lab.local and FE02.lab.local  pairing ready → leaving  The pair ends with the next publication, until which both Backup Services run on (F-157)
| 1h56m45s  FE01.lab.local  warning: the copy of its user data on FE02.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
| 1h56m45s  FE02.lab.local  warning: the copy of its user data on FE01.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
FE01.lab.local> remove pool FE02.lab.local
| 1h56m45s  FE02.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 1h56m45s  FE02.lab.local  setup ready → withdrawn  The pool serves until its end is published (H-91)
FE01.lab.local> Publish-CsTopology
| 1h56m45s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h56m45s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 1h56m45s  CMS on FE02.lab.local  orphaned → absent  Its pool is out of the topology for good, and nobody asks for its claim any more (F-153)
| 1h56m45s  FE02.lab.local  setup withdrawn → absent  The pool is no longer in the topology, and its servers serve nobody (H-91)
| 1h56m45s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h56m45s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect accepted
expect FE02.lab.local database absent
