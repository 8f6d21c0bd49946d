understudy story 1
title The old master returns while its role is being taken
# If a store were what it says on its own disk, there would be two as soon as FE01 is back. There is one pointer, and it
# names FE02 (F-95): what FE01 claims meanwhile is seen by nobody, but blocks every further failover of the store until
# its own Backup Service has taken the claim back, which begins anew whenever it is interrupted (F-117).

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
break nic FE01.lab.local
| 0h05m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
+1m
| 0h05m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)

== F-108 FE01 is back before the switch: a forced failover asks nobody
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h06m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h06m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
+5s
| 0h06m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal nic FE01.lab.local
| 0h06m05s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h06m05s  HQ  ActiveMasterFqdn: FE01.lab.local
| 0h06m05s  HQ  ActiveMasterLastHeartbeat: 5s ago
| 0h06m05s  HQ  ActiveFileTransferAgents: FE01.lab.local
| 0h06m05s  HQ  ActiveFileTransferAgentLastHeartbeats: 5s ago
| 0h06m05s  HQ  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h06m05s  HQ  DeletedReplicas:
| 0h06m05s  HQ  UpToDate FE01.lab.local: true
| 0h06m05s  HQ  UpToDate FE02.lab.local: true
expect answer ActiveMasterFqdn: FE01.lab.local
within 10s expect HQ finds CMS at FE02.lab.local
| 0h06m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h06m10s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h06m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h06m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h06m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE01.lab.local database orphaned
expect FE02.lab.local database active

== F-117 Its claim blocks what is ordered too soon
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h06m10s  CMS on FE01.lab.local  fail CMS over refused: demoted  The old master is still marked active, which blocks another failover until it is demoted (F-117, H-12)
expect blocked demoted
+1m
| 0h06m30s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h06m30s  FE02.lab.local sees FE01.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h06m46.681s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect FE01.lab.local database orphaned
FE01.lab.local> Invoke-CsManagementServerFailover -WhatIf
| 0h07m10s  what if  the Central Management Store is on FE02.lab.local
| 0h07m10s  what if  blocked: demoted  The old master is still marked active, which blocks another failover until it is demoted (F-117, H-12)
| 0h07m10s  what if  by itself this changes at 0h08m10s
expect blocked demoted

== F-117 It goes away once more, and its demotion begins anew
break nic FE01.lab.local
| 0h07m10s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
| 0h07m10s  CMS on FE01.lab.local  orphaned: gone  Its Backup Service does not run, so the old claim stands (F-117)
+5m
| 0h07m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h07m42s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h07m42s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m14s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h08m52.258s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m24.258s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h09m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect FE01.lab.local database orphaned
heal nic FE01.lab.local
| 0h12m10s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
| 0h12m10s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
within 2m1s expect FE01.lab.local database standby
| 0h12m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h12m35s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h12m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h12m35s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h14m10s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h14m10s  HQ  ActiveMasterFqdn: FE02.lab.local
| 0h14m10s  HQ  ActiveMasterLastHeartbeat: 0s ago
| 0h14m10s  HQ  ActiveFileTransferAgents: FE02.lab.local
| 0h14m10s  HQ  ActiveFileTransferAgentLastHeartbeats: 0s ago
| 0h14m10s  HQ  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h14m10s  HQ  DeletedReplicas:
| 0h14m10s  HQ  UpToDate FE01.lab.local: true
| 0h14m10s  HQ  UpToDate FE02.lab.local: true
expect answer ActiveMasterFqdn: FE02.lab.local

== F-107 Demoted, it is as good a target as any
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h14m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h14m10s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h14m10s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
within 5m expect HQ finds CMS at FE01.lab.local
| 0h14m20s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h14m20s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h14m20s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h14m20s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE02.lab.local database standby

== F-117 Without its Backup Service nobody demotes it, however long it is up
break nic FE01.lab.local
| 0h14m20s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h14m20s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h14m20s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h14m30s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h14m30s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h14m30s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h14m30s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
break backup service FE01.lab.local
| 0h14m30s  FE01.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
heal nic FE01.lab.local
| 0h14m30s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
for 1h expect FE01.lab.local database orphaned
| 0h22m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
FE01.lab.local> Uninstall-CsDatabase -CentralManagementDatabase
| 1h14m30s  FE01.lab.local  remove standby database refused: standby-unmarked  A database that is marked active has to be demoted or restored first (F-117, F-121)
expect blocked standby-unmarked
FE01.lab.local> Invoke-CsManagementServerFailover
| 1h14m30s  CMS on FE01.lab.local  fail CMS over refused: demoted  The old master is still marked active, which blocks another failover until it is demoted (F-117, H-12)
expect blocked demoted
heal backup service FE01.lab.local
| 1h14m30s  FE01.lab.local  mended: Backup Service down  The fault is over (H-22)
| 1h14m30s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
within 2m1s expect FE01.lab.local database standby
| 1h16m30s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
