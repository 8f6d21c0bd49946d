understudy story 1
title A failback in disaster mode loses what was done on the backup
# If the way home in disaster mode were as good as the planned one, nobody would wait for a dead backup. What the guests
# did there since its last export does not come home (F-84, H-12). And the store that is forced over comes without what
# the other one had not sent yet (F-110).

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
+10m
break nic FE01.lab.local
| 0h10m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h10m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h10m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h10m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h10m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h10m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h10m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h10m10s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h10m10s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 10m expect u1@lab.local full at FE02.lab.local
| 0h10m15s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m20s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m20s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h10m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m55s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m55s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h11m00s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m00s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h11m00s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h11m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h11m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m18.681s  u1@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
heal nic FE01.lab.local
| 0h12m18.681s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
| 0h12m18.681s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
+10m
| 0h12m30s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h12m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h14m18.681s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)

== F-84 Some of it gets home, and some does not
u1@lab.local schedules meetings
+5m
u1@lab.local edits contacts
u1@lab.local uploads content
FE02.lab.local> Set-CsRegistrar -Identity Registrar:FE02.lab.local -EnableAutomaticFailover $false
| 0h27m18.681s  FE02.lab.local  set automatic failover  The registrar's setting goes the way of all configuration (F-40)
+1s
break power FE02.lab.local
| 0h27m19.681s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h27m19.681s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
FE01.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 0h27m19.681s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h27m19.681s  CMS on FE01.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect HQ finds CMS at FE01.lab.local
| 0h27m29.681s  CMS on FE02.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h27m29.681s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h27m29.681s  CMS on FE02.lab.local  loses 1 change of configuration since the copy of 1m11s ago  The other database is the master now, and had not got this (F-110, H-6)
| 0h27m29.681s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h27m29.681s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -DisasterMode
| 0h27m29.681s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h27m29.681s  FE01.lab.local  failed over: disaster failback  A failback that leaves out what needs the backup pool begins (F-84)
within 30m expect u1@lab.local normal at FE01.lab.local
| 0h27m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h27m51.681s  u1@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h27m51.681s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h27m51.681s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h27m59.681s  FE01.lab.local  disaster failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m59.681s  FE01.lab.local sees FE02.lab.local  silent → unknown  An observer that stops holds nothing, the silence included (H-10)
| 0h28m29.681s  FE01.lab.local  disaster failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m01.939s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m27.874s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m29.681s  FE01.lab.local  disaster failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m29.681s  FE01.lab.local  disaster failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m29.681s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h32m34.681s  FE01.lab.local  disaster failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m34.681s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h32m34.681s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h35m02.037s  u1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h35m24.681s  FE01.lab.local  disaster failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h35m24.681s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h35m24.681s  u1@lab.local  loses 1 change of contacts made at FE02.lab.local since the copy of 9m24s ago  The home pool has what it imported last, and the backup had not exported this (F-84, H-12)
| 0h35m24.681s  u1@lab.local  1 upload of meeting content left at FE02.lab.local  Meeting content does not come back by itself: have ConfServices.DataConf synchronised from there (F-85, D-5)
| 0h35m29.681s  FE01.lab.local  disaster failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h35m29.681s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h35m29.681s  FE01.lab.local  disaster failback finished  The last step has done its work (F-58, F-83)
| 0h35m59.681s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)

== F-85 FE02 comes back: what was left there are the files
heal power FE02.lab.local
| 0h35m59.681s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h35m59.681s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h35m59.681s  CMS on FE02.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h35m59.681s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+10m
| 0h36m29.681s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h36m59.681s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h36m59.681s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h37m59.681s  CMS on FE02.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local -BackupModule ConfServices.DataConf
| 0h45m59.681s  FE02.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
expect accepted
+1m
| 0h46m04.681s  u1@lab.local  1 upload of meeting content back at FE01.lab.local  Synchronised from the backup, as was asked for (F-85)
