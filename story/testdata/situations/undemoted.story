understudy story 1
title Only the old master returns, and nobody has demoted it
# If a store that claims to be active could be made active like any standby, its old claim would be as good as a new
# one. It blocks the failover (F-117, F-119); to restore it is the documented way out (F-109), and the model's for a
# pool that comes back alone (H-12).

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
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h05m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h05m10s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m10s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 10m expect u1@lab.local full at FE02.lab.local
| 0h05m15s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m20s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m20s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h05m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m55s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m55s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h06m00s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m00s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h06m00s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h06m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h06m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m18.681s  u1@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)

== F-117 FE01 is back without its Backup Service: it learns of its failover, and keeps its claim
break backup service FE01.lab.local
| 0h07m18.681s  FE01.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
heal nic FE01.lab.local
| 0h07m18.681s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 3m expect FE01.lab.local believes failed over
| 0h07m30s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
for 10m expect FE01.lab.local database orphaned

== H-12 FE02 goes down
break power FE02.lab.local
| 0h18m40s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h18m40s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10m
| 0h19m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h19m12s  u1@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h19m12s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h19m12s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h19m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m22.258s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h20m22.258s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h20m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m48.193s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h22m48.193s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h23m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h26m22.356s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h26m22.356s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u1@lab.local out
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h28m40s  HQ  understudy: query: from HQ the database on FE02.lab.local cannot be reached (F-103, L-16)
expect error
FE01.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 0h28m40s  CMS on FE01.lab.local  fail CMS over refused: demoted  The old master is still marked active, which blocks another failover until it is demoted (F-117, H-12)
expect blocked demoted
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h28m40s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h28m40s  CMS on FE01.lab.local  orphaned: restore ordered  A restore begins: the way out when the old claim blocks a failover (H-12, F-109)
expect accepted
within 1m expect HQ finds CMS at FE01.lab.local
| 0h28m50s  CMS on FE02.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h28m50s  CMS on FE01.lab.local  orphaned → active  Restored: its old claim is good again (F-109, H-12)
| 0h28m50s  CMS on FE02.lab.local  loses 2 changes of configuration  The other database is the master now, and had not got this (F-110, H-6)
| 0h28m50s  FE01.lab.local  failed over → active  Written by hand; what the users did on the backup is not brought home (F-57, F-74)
| 0h28m50s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h28m50s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h28m50s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== F-110 What is restored does not know that FE01 was failed over, so it is active again, and there is nothing to fail back
expect FE01.lab.local is active
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -DisasterMode
| 0h28m50s  FE01.lab.local  fail pool back refused: pool-failed-over  Only a pool that was failed over is failed back (F-84)
expect blocked pool-failed-over
within 2m expect FE01.lab.local believes active
within 31m expect u1@lab.local normal at FE01.lab.local
| 0h34m13.114s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
heal backup service FE01.lab.local
| 0h34m13.114s  FE01.lab.local  mended: Backup Service down  The fault is over (H-22)

== F-117 FE02 returns with a claim of its own, which its Backup Service takes back
heal power FE02.lab.local
| 0h34m13.114s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h34m13.114s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h34m13.114s  CMS on FE02.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h34m13.114s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect FE02.lab.local database orphaned
within 3m expect FE02.lab.local database standby
| 0h35m20s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h35m20s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h36m13.114s  CMS on FE02.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h36m13.114s  HQ  ActiveMasterFqdn: FE01.lab.local
| 0h36m13.114s  HQ  ActiveMasterLastHeartbeat: 23s ago
| 0h36m13.114s  HQ  ActiveFileTransferAgents: FE01.lab.local
| 0h36m13.114s  HQ  ActiveFileTransferAgentLastHeartbeats: 23s ago
| 0h36m13.114s  HQ  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 0h36m13.114s  HQ  DeletedReplicas:
| 0h36m13.114s  HQ  UpToDate FE01.lab.local: true
| 0h36m13.114s  HQ  UpToDate FE02.lab.local: true
expect answer ActiveMasterFqdn: FE01.lab.local
expect u1@lab.local normal at FE01.lab.local
