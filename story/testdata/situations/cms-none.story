understudy story 1
title A planned failover leaves no database of the store active
# If the store went down with its master, everybody would be signed out. Neither database is marked active here, the
# replicator does not run, no replica counts as up to date, and the users are served all the same (F-123, F-177, F-99).

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
break switch leaves none FE02.lab.local
| 0h01m00s  FE02.lab.local  switch leaves no database active  A planned failover of the store to it will go wrong (F-123)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h01m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h01m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h01m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
within 1m expect FE01.lab.local database standby
| 0h01m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h01m10s  CMS on FE02.lab.local  standby: left unmarked  The switch has not marked it either, so there is no master (F-123, F-177)
| 0h01m10s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE02.lab.local database standby
for 10m expect u1@lab.local normal at FE01.lab.local

== F-104 Blank where the database answers, an error where it does not (D-8)
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h11m10s  HQ  ActiveMasterFqdn:
| 0h11m10s  HQ  ActiveMasterLastHeartbeat:
| 0h11m10s  HQ  ActiveFileTransferAgents:
| 0h11m10s  HQ  ActiveFileTransferAgentLastHeartbeats:
| 0h11m10s  HQ  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h11m10s  HQ  DeletedReplicas:
| 0h11m10s  HQ  UpToDate FE01.lab.local: false
| 0h11m10s  HQ  UpToDate FE02.lab.local: false
expect answer UpToDate FE02.lab.local: false
expect HQ finds no CMS
break nic FE01.lab.local
| 0h11m10s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h11m10s  HQ  understudy: query: from HQ the database on FE01.lab.local cannot be reached (F-103, L-16)
expect error
FE02.lab.local> Import-CsConfiguration -LocalStore
| 0h11m10s  FE02.lab.local  import configuration refused: export-reached  No database of the store can be reached from there, so nothing can be exported (F-121)
expect blocked export-reached
heal nic FE01.lab.local
| 0h11m10s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)

== F-119 Neither can be failed over to; one has to be restored
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h11m10s  CMS on FE02.lab.local  fail CMS over refused: store-whole  An earlier failover has left both databases marked active, or neither; one has to be restored first (F-119, F-121)
expect blocked store-whole
FE01.lab.local> clear backup of FE01.lab.local
| 0h11m10s  FE01.lab.local  clear backup refused: master-stays  The active Central Management Store would go with the pair (F-158, Q-8)
expect blocked master-stays
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h11m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h11m10s  CMS on FE01.lab.local  standby: restore ordered without a master  A restore begins where no database is marked active (F-104, F-121)
expect accepted
within 30s expect FE01.lab.local database active
| 0h11m20s  CMS on FE01.lab.local  standby → active  Restored: there is a master again (F-109, F-123)
| 0h11m20s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h11m20s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE02.lab.local database standby
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h11m20s  HQ  ActiveMasterFqdn: FE01.lab.local
| 0h11m20s  HQ  ActiveMasterLastHeartbeat: 0s ago
| 0h11m20s  HQ  ActiveFileTransferAgents: FE01.lab.local
| 0h11m20s  HQ  ActiveFileTransferAgentLastHeartbeats: 0s ago
| 0h11m20s  HQ  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h11m20s  HQ  DeletedReplicas:
| 0h11m20s  HQ  UpToDate FE01.lab.local: true
| 0h11m20s  HQ  UpToDate FE02.lab.local: true
expect answer ActiveMasterFqdn: FE01.lab.local
