understudy story 1
title A planned failover leaves both databases of the store marked active
# If a second failover could be tried on top of one that has gone wrong, the databases would be marked at random. Both are
# marked here, none takes writes, nothing replicates, and the users notice nothing (F-122, F-177). The way out is a restore
# where the directory points, the configuration imported locally, a forced replication, and another try (F-121).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard release 2015 cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard release 2015 automatic detect 300s failback 600s
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
+1m

== F-122 The switch goes wrong behind the back of the administrator
break switch leaves both FE02.lab.local
| 0h01m00s  FE02.lab.local  switch leaves both databases active  A planned failover of the store to it will go wrong (F-122)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h01m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h01m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h01m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
within 1m expect FE02.lab.local database unverified
| 0h01m10s  CMS on FE01.lab.local  read only: left marked  The switch failed to take its mark: both are marked active, and none takes writes (F-122)
| 0h01m10s  CMS on FE02.lab.local  standby → unverified  Marked active beside the old master, so its verification fails (F-122, F-177)
| 0h01m10s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE01.lab.local database read only
expect u1@lab.local normal at FE01.lab.local

== F-102, D-8 The database answers, and the fields are blank
FE02.lab.local> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h01m10s  FE02.lab.local  ActiveMasterFqdn:
| 0h01m10s  FE02.lab.local  ActiveMasterLastHeartbeat:
| 0h01m10s  FE02.lab.local  ActiveFileTransferAgents:
| 0h01m10s  FE02.lab.local  ActiveFileTransferAgentLastHeartbeats:
| 0h01m10s  FE02.lab.local  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h01m10s  FE02.lab.local  DeletedReplicas:
| 0h01m10s  FE02.lab.local  UpToDate FE01.lab.local: false
| 0h01m10s  FE02.lab.local  UpToDate FE02.lab.local: false
expect answer UpToDate FE01.lab.local: false

== F-119, F-72 Nothing more can be moved before it is repaired
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h01m10s  CMS on FE02.lab.local  fail CMS over refused: target-standby  That database is not in standby: it is active, in error or missing (F-119, L-24, Q-3)
| 0h01m10s  CMS on FE02.lab.local  fail CMS over refused: store-whole  An earlier failover has left both databases marked active, or neither; one has to be restored first (F-119, F-121)
expect blocked target-standby, store-whole
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h01m10s  CMS on FE01.lab.local  fail CMS over refused: target-standby  That database is not in standby: it is active, in error or missing (F-119, L-24, Q-3)
| 0h01m10s  CMS on FE01.lab.local  fail CMS over refused: store-whole  An earlier failover has left both databases marked active, or neither; one has to be restored first (F-119, F-121)
expect blocked target-standby, store-whole
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h01m10s  FE02.lab.local  fail pool over refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
expect blocked cms-writable
FE01.lab.local> Invoke-CsManagementStoreReplication
| 0h01m10s  administrator  force CMS replication refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
expect blocked cms-writable

== F-121 Restored where the directory points
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h01m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h01m10s  CMS on FE01.lab.local  read only: restore ordered  A restore begins: the way out of a half-done failover (F-109)
expect accepted
within 30s expect FE01.lab.local database active
| 0h01m20s  CMS on FE02.lab.local  unverified → orphaned  The other one was restored; its own mark has still to be taken back (F-117, F-122)
| 0h01m20s  CMS on FE02.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h01m20s  CMS on FE01.lab.local  read only → active  Restored: it takes writes again (F-109)
| 0h01m20s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h01m20s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
within 3m expect FE02.lab.local database standby
| 0h03m20s  CMS on FE02.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
FE02.lab.local> Import-CsConfiguration -LocalStore
| 0h03m20s  FE02.lab.local  import configuration  What the store has goes into the local stores at once (F-121)
expect accepted
+1m
FE01.lab.local> Invoke-CsManagementStoreReplication
| 0h04m20s  administrator  force CMS replication  Every replica is sent a full copy, which takes minutes to start (F-97)
expect accepted
+4m
expect FE02.lab.local current

== F-121 And tried again
heal switch leaves both FE02.lab.local
| 0h08m20s  FE02.lab.local  mended: switch leaves both databases active  The fault is over (H-22)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h08m20s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h08m20s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h08m20s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect FE02.lab.local database active
| 0h08m30s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h08m30s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h08m30s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h08m30s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h08m30s  FE02.lab.local  ActiveMasterFqdn: FE02.lab.local
| 0h08m30s  FE02.lab.local  ActiveMasterLastHeartbeat: 0s ago
| 0h08m30s  FE02.lab.local  ActiveFileTransferAgents: FE02.lab.local
| 0h08m30s  FE02.lab.local  ActiveFileTransferAgentLastHeartbeats: 0s ago
| 0h08m30s  FE02.lab.local  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h08m30s  FE02.lab.local  DeletedReplicas:
| 0h08m30s  FE02.lab.local  UpToDate FE01.lab.local: true
| 0h08m30s  FE02.lab.local  UpToDate FE02.lab.local: true
expect answer ActiveMasterFqdn: FE02.lab.local
