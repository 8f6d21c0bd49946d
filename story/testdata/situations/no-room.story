understudy story 1
title A registrar without room
# If a place at a registrar were kept for whoever had it before a restart, these refreshes would succeed. A registrar that
# restarts has forgotten who was there (H-10); when another endpoint takes the last place first, the refresh is answered
# with 503 (C-121, H-38), and the same registrar is not asked again at once (C-103, C-104).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set endpoints 1

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)

== H-38 There is room for one, so the next one stays out
u2@lab.local signs in
| 0h00m00s  u2@lab.local  told by FE01.lab.local to come again later  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 0h00m00s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect u2@lab.local waiting
u2@lab.local signs in -WhatIf
| 0h00m00s  what if  blocked: FE01.lab.local  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 0h00m00s  what if  blocked: FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  what if  this does not change by itself within 1h
u2@lab.local signs out

== C-104 A restart, and the place is taken before the refresh
+1m
break power FE01.lab.local
| 0h01m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h01m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10s
heal power FE01.lab.local
| 0h01m10s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h01m10s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m10s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h01m10s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h01m10s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u2@lab.local normal at FE01.lab.local
within 10m expect u1@lab.local waiting
| 0h01m30s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h09m30s  u1@lab.local  told by FE01.lab.local to come again later  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 0h09m30s  u1@lab.local  signed out of FE01.lab.local  Its refresh failed; the same registrar is not asked again at once (C-103, C-104)

== C-104 The same in limited service at home
+1m
| 0h10m12.681s  u1@lab.local  told by FE01.lab.local to come again later  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 0h10m12.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
u1@lab.local signs out
break sql FE01.lab.local
| 0h10m30s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h10m30s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h10m30s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h10m30s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
within 31m expect u2@lab.local limited at FE01.lab.local
| 0h40m30s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h40m30s  u2@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
+1m
break power FE01.lab.local
| 0h41m30s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h41m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10s
heal power FE01.lab.local
| 0h41m40s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h41m40s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h41m40s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u1@lab.local signs in
| 0h41m40s  u1@lab.local  signed in at FE01.lab.local, limited at home  The back end has been out of reach for longer than its threshold (F-51)
expect u1@lab.local limited at FE01.lab.local
within 10m expect u2@lab.local waiting
| 0h42m00s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h48m40s  u2@lab.local  told by FE01.lab.local to come again later  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 0h48m40s  u2@lab.local  signed out of FE01.lab.local  Its refresh failed; the same registrar is not asked again at once (C-103, C-104)
u2@lab.local signs out
u1@lab.local signs out
| 0h48m40s  u1@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
heal sql FE01.lab.local
| 0h48m40s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h48m40s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h48m40s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h48m40s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)

== C-104 And on the backup, limited
u1@lab.local signs in
| 0h48m40s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1m
break nic FE01.lab.local
| 0h49m40s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 31m expect u1@lab.local limited at FE02.lab.local
| 0h50m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h50m12s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h50m12s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h50m15s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h50m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h50m44s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h50m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h51m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h51m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h51m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h51m40.968s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h51m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h52m12.968s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
break power FE02.lab.local
| 0h52m12.968s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h52m12.968s  FE02.lab.local sees FE01.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
+10s
| 0h52m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal power FE02.lab.local
| 0h52m22.968s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h52m22.968s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
+2m
| 0h52m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h53m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h53m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h53m57.968s  FE02.lab.local sees FE01.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 0h54m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
u2@lab.local signs in
| 0h54m22.968s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 2m expect u2@lab.local limited at FE02.lab.local
| 0h54m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h54m45s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h54m54.968s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 10m expect u1@lab.local out
| 1h01m42.968s  u1@lab.local  told by FE02.lab.local to come again later  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 1h01m42.968s  u1@lab.local  signed out of FE02.lab.local  Its refresh failed; the same registrar is not asked again at once (C-103, C-104)
+30s
expect u1@lab.local out

== C-104 And in full, once the pool is failed over
u1@lab.local signs out
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 1h02m12.968s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h02m12.968s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect HQ finds CMS at FE02.lab.local
| 1h02m22.968s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 1h02m22.968s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 1h02m22.968s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 1h02m22.968s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 1h02m22.968s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 1h02m22.968s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u2@lab.local full at FE02.lab.local
| 1h02m27.968s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 1h02m32.968s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 1h02m32.968s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 1h03m07.968s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h03m07.968s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h03m12.968s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 1h03m12.968s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 1h03m12.968s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 1h03m52.968s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
+1m
break power FE02.lab.local
| 1h04m52.968s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h04m52.968s  FE02.lab.local sees FE01.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
+10s
heal power FE02.lab.local
| 1h05m02.968s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 1h05m02.968s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
u1@lab.local signs in
| 1h05m02.968s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 2m expect u1@lab.local full at FE02.lab.local
| 1h05m34.968s  u1@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
within 12m expect u2@lab.local out
| 1h06m37.968s  FE02.lab.local sees FE01.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 1h13m54.968s  u2@lab.local  told by FE02.lab.local to come again later  The registrar holds as many endpoints as it may; those that are bound stay (C-121, H-38)
| 1h13m54.968s  u2@lab.local  signed out of FE02.lab.local  Its refresh failed; the same registrar is not asked again at once (C-103, C-104)
+30s
expect u2@lab.local out
