understudy story 1
title The server dies on which it was ordered
# If an order went on without the server on which it was given, it would not matter where an administrator sits. A cmdlet
# runs where it was started and ends with that server, however far it has come (F-74, H-85); nothing rolls back.

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

== H-85 A failover of a pool, ordered on its partner
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 5m expect FE02.lab.local is failing over
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
break power FE01.lab.local
| 0h07m10s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h07m10s  FE02.lab.local  failing over: step failed  Nothing rolls back: the pool stays as it is marked (F-74, F-75)
| 0h07m10s  FE02.lab.local  planned failover stopped: export to final  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
| 0h07m10s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
expect FE02.lab.local is failing over
+5m
| 0h07m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h07m42s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h07m42s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m14s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h08m56.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m28.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
heal power FE01.lab.local
| 0h12m10s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h12m10s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h12m10s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
| 0h12m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h12m35s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h12m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h12m35s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h13m40s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h13m40s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h13m40s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
expect FE02.lab.local is failing over
expect u2@lab.local limited at FE01.lab.local
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h17m10s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h17m10s  FE02.lab.local  failing over → active  The way out of a failover that is stuck, written by hand (F-74)
within 2m expect u2@lab.local normal at FE02.lab.local
| 0h18m40s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h18m40s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h18m40s  u2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h18m40s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m40s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+10m

== H-85 A failover of the store, before the source is read only
break sql FE01.lab.local
| 0h28m40s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h28m40s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h28m40s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h28m40s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h28m40s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h28m40s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
+10s
break power FE02.lab.local
| 0h28m50s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h28m50s  CMS on FE01.lab.local  active: step failed  A step failed before anything was switched; the master stays (F-119)
| 0h28m50s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
| 0h28m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
heal power FE02.lab.local
| 0h28m50s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h28m50s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h28m50s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
heal sql FE01.lab.local
| 0h28m50s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h28m50s  FE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h28m50s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h28m50s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
expect FE01.lab.local database active

== H-85 And after that
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h28m50s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h28m50s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h28m50s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
+5s
break power FE02.lab.local
| 0h28m55s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h28m55s  CMS on FE01.lab.local  read only: step failed  A step failed half way: no database takes writes (F-104, F-123)
| 0h28m55s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
| 0h28m55s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
heal power FE02.lab.local
| 0h28m55s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h28m55s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h28m55s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+1m
| 0h29m10s  FE01.lab.local sees FE02.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
expect FE01.lab.local database read only
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h29m55s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h29m55s  CMS on FE01.lab.local  read only: restore ordered  A restore begins: the way out of a half-done failover (F-109)
within 1m expect FE01.lab.local database active
| 0h30m05s  CMS on FE01.lab.local  read only → active  Restored: it takes writes again (F-109)
| 0h30m05s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h30m05s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== H-85 A restore of the old master, whose claim goes on to block
break power FE01.lab.local
| 0h30m05s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h30m05s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h30m05s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h30m05s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h30m15s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h30m15s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h30m15s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h30m15s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
heal power FE01.lab.local
| 0h30m15s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h30m15s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h30m15s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h30m15s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
FE01.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h30m15s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h30m15s  CMS on FE01.lab.local  orphaned: restore ordered  A restore begins: the way out when the old claim blocks a failover (H-12, F-109)
+5s
break power FE01.lab.local
| 0h30m20s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h30m20s  CMS on FE01.lab.local  orphaned: step failed  The restore failed; the old claim still blocks (F-117)
| 0h30m20s  CMS on FE01.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
| 0h30m20s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h30m20s  CMS on FE01.lab.local  orphaned: gone  Its Backup Service does not run, so the old claim stands (F-117)
expect FE01.lab.local database orphaned
heal power FE01.lab.local
| 0h30m20s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h30m20s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h30m20s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h30m20s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 3m expect FE01.lab.local database standby
| 0h30m25s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h31m35s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 0h31m35s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h32m20s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
