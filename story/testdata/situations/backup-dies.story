understudy story 1
title The backup dies while it carries both pools
# If FE01 could take FE02 over while it is failed over itself, each would be the other's and nobody would hold the data.
# So the users of both are out until FE01 is failed back in disaster mode (H-13), which needs the store, and loses what
# was done on FE02. Only then is FE01 what it was, and backs FE02 up.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
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

== L-16, L-19, L-20 FE01 fails and is failed over
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
expect accepted
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
within 3m expect FE01.lab.local believes failed over
| 0h07m30s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
within 3m expect FE01.lab.local database standby
| 0h09m18.681s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
expect u1@lab.local full at FE02.lab.local

== H-13 Then FE02 fails
+10m
break power FE02.lab.local
| 0h19m18.681s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h19m18.681s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 33s expect u1@lab.local out
| 0h19m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h19m50.681s  u1@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h19m50.681s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h19m50.681s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h19m50.681s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h19m50.681s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 33s expect u2@lab.local out
within 6m expect FE01.lab.local sees FE02.lab.local down
| 0h20m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m22.681s  u2@lab.local  rejected by FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 0h20m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m00.939s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h21m00.939s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m01.494s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m33.494s  u2@lab.local  rejected by FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 0h21m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m08.609s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h23m26.874s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h23m26.874s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h23m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m40.609s  u2@lab.local  rejected by FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 0h24m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h24m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
for 30m expect u2@lab.local out
| 0h27m01.037s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h27m01.037s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h27m22.764s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h27m54.764s  u2@lab.local  rejected by FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 0h34m28.164s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h34m51.795s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h34m51.795s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h35m00.164s  u2@lab.local  rejected by FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 0h44m26.425s  u1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h44m26.425s  u1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h46m54.529s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h47m26.529s  u2@lab.local  rejected by FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
expect u1@lab.local out
u1@lab.local signs in -WhatIf
| 0h54m05s  what if  blocked: FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h54m05s  what if  blocked: FE02.lab.local  The client gets no answer from it (H-22)
| 0h54m05s  what if  this does not change by itself within 1h
u2@lab.local signs in -WhatIf
| 0h54m05s  what if  blocked: FE02.lab.local  The client gets no answer from it (H-22)
| 0h54m05s  what if  blocked: FE01.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 0h54m05s  what if  this does not change by itself within 1h
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 0h54m05s  FE02.lab.local  fail pool over refused: partner-active  Of a pair at most one pool is not active, and the backup is not (F-71)
| 0h54m05s  FE02.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
expect blocked partner-active, cms-first

== H-12 The way out: the store, then FE01 back in disaster mode
FE01.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 0h54m05s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h54m05s  CMS on FE01.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect HQ finds CMS at FE01.lab.local
| 0h54m15s  CMS on FE02.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h54m15s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h54m15s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h54m15s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 0h54m15s  FE02.lab.local  fail pool over refused: partner-active  Of a pair at most one pool is not active, and the backup is not (F-71)
expect blocked partner-active
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h54m15s  FE01.lab.local  fail pool back refused: backup-reached  The backup pool cannot be reached; without disaster mode it has to be (F-84, H-8)
expect blocked backup-reached
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -DisasterMode
| 0h54m15s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h54m15s  FE01.lab.local  failed over: disaster failback  A failback that leaves out what needs the backup pool begins (F-84)
expect accepted
within 10m expect FE01.lab.local is active
| 0h54m45s  FE01.lab.local  disaster failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h54m45s  FE01.lab.local sees FE02.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
| 0h55m15s  FE01.lab.local  disaster failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h58m15s  FE01.lab.local  disaster failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h59m15s  FE01.lab.local  disaster failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h59m15s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h59m20s  FE01.lab.local  disaster failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h59m20s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h59m20s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h02m10s  FE01.lab.local  disaster failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h02m10s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h02m15s  FE01.lab.local  disaster failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h02m15s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h02m15s  FE01.lab.local  disaster failback finished  The last step has done its work (F-58, F-83)
within 31m expect u1@lab.local normal at FE01.lab.local
| 1h04m20s  FE01.lab.local sees FE02.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 1h05m19.316s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h05m51.316s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 1h09m28.302s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== H-13 Now FE01 backs FE02 up, and FE02 can be failed over
within 31m expect u2@lab.local limited at FE01.lab.local
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 1h09m28.302s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 1h09m28.302s  FE02.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 3m expect u2@lab.local full at FE01.lab.local
| 1h09m33.302s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 1h09m38.302s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 1h09m38.302s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 1h10m13.302s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h10m13.302s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h10m18.302s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 1h10m18.302s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 1h10m18.302s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 1h11m45s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
expect u1@lab.local normal at FE01.lab.local
