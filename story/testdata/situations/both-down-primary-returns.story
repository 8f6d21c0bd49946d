understudy story 1
title Both pools go down, and only the one that was failed over returns
# If a pool that is failed over served whoever comes, it would serve them without what they did on the backup. It
# refuses its own users, its own restart notwithstanding (F-188, F-56, H-12). The way out is the store, forced to it,
# and a failback in disaster mode; what the users did on FE02 is lost (F-84).

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

== FE01 fails, is failed over, and has learnt of it
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
heal nic FE01.lab.local
| 0h07m18.681s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
| 0h07m18.681s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
within 5m expect FE01.lab.local database standby
| 0h07m30s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h09m18.681s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
expect FE01.lab.local believes failed over
u1@lab.local edits contacts
expect accepted
+5m

== H-12 Both go down, FE01 returns alone
break power FE01.lab.local
| 0h14m18.681s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h14m18.681s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
break power FE02.lab.local
| 0h14m18.681s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h14m18.681s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10m
| 0h14m50.681s  u1@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h14m50.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h15m22.681s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h16m32.939s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h17m04.939s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h19m30.874s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h20m02.874s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h23m37.037s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h24m09.037s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u1@lab.local out
heal power FE01.lab.local
| 0h24m18.681s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h24m18.681s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
expect FE01.lab.local believes failed over
for 1h expect u1@lab.local out
| 0h29m23.681s  FE01.lab.local sees FE02.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 0h31m59.795s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h31m59.795s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h41m34.425s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h41m34.425s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h06m36.302s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h06m36.302s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
u1@lab.local signs in -WhatIf
| 1h24m18.681s  what if  blocked: FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h24m18.681s  what if  blocked: FE02.lab.local  The client gets no answer from it (H-22)
| 1h24m18.681s  what if  this does not change by itself within 1h

== H-8 Without a store nothing can be ordered
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -DisasterMode
| 1h24m18.681s  FE01.lab.local  fail pool back refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
expect blocked cms-writable
FE01.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 1h24m18.681s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h24m18.681s  CMS on FE01.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect HQ finds CMS at FE01.lab.local
| 1h24m28.681s  CMS on FE02.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 1h24m28.681s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 1h24m28.681s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 1h24m28.681s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 1h24m28.681s  FE01.lab.local  fail pool back refused: backup-reached  The backup pool cannot be reached; without disaster mode it has to be (F-84, H-8)
expect blocked backup-reached

== F-84 Disaster mode goes without the backup
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -DisasterMode
| 1h24m28.681s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h24m28.681s  FE01.lab.local  failed over: disaster failback  A failback that leaves out what needs the backup pool begins (F-84)
expect accepted
within 10m expect FE01.lab.local is active
| 1h24m58.681s  FE01.lab.local  disaster failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h24m58.681s  FE01.lab.local sees FE02.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
| 1h25m28.681s  FE01.lab.local  disaster failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h28m28.681s  FE01.lab.local  disaster failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h29m28.681s  FE01.lab.local  disaster failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h29m28.681s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h29m33.681s  FE01.lab.local  disaster failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h29m33.681s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h29m33.681s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h30m29.976s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h30m29.976s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h32m23.681s  FE01.lab.local  disaster failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h32m23.681s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h32m28.681s  FE01.lab.local  disaster failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h32m28.681s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h32m28.681s  FE01.lab.local  disaster failback finished  The last step has done its work (F-58, F-83)
within 31m expect u1@lab.local normal at FE01.lab.local
| 1h34m33.681s  FE01.lab.local sees FE02.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 1h50m03.653s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect FE02.lab.local down
