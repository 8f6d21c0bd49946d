understudy story 1
title What the backup's own users see meanwhile
# If the backup gave up anything for its guests, its own users would pay for a failover that is none of their business.
# They have everything all the time (H-16). What they lack is a backup: theirs cannot be failed over before the other is
# back (F-71), and what they write is exported to a pool whose users are away.

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

== F-58 FE02 is failed over to FE01, whose own user works on
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
for 6m expect u1@lab.local normal at FE01.lab.local
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h09m20s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h09m50s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h09m50s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
expect FE02.lab.local is failed over
within 2m expect u2@lab.local full at FE01.lab.local
u1@lab.local edits contacts
expect accepted

== F-71 FE01 cannot be failed over now, nor can the pair be taken apart
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -WhatIf
| 0h11m00s  what if  blocked: partner-active  Of a pair at most one pool is not active, and the backup is not (F-71)
| 0h11m00s  what if  blocked: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
| 0h11m00s  what if  blocked: backup-up  The backup pool cannot be reached or its service does not run (H-8)
| 0h11m00s  what if  this does not change by itself within 1h
expect blocked partner-active, cms-first, backup-up
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h11m00s  FE01.lab.local  fail pool over refused: partner-active  Of a pair at most one pool is not active, and the backup is not (F-71)
| 0h11m00s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
| 0h11m00s  FE01.lab.local  fail pool over refused: backup-up  The backup pool cannot be reached or its service does not run (H-8)
expect blocked partner-active, cms-first, backup-up
FE01.lab.local> clear backup of FE01.lab.local
| 0h11m00s  FE01.lab.local  clear backup refused: both-active  A pair is not taken apart while one of its pools is not active and has users (F-158, F-153, Q-8)
expect blocked both-active

== H-16 With FE02 down nothing is exported: unprotected for as long as that takes
break power FE02.lab.local
| 0h11m00s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
+10m
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
u1@lab.local edits contacts
expect accepted
+10m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 0h31m00s  FE01.lab.local  user data: export non-steady, import normal
| 0h31m00s  FE01.lab.local  conference content: export final, import normal
| 0h31m00s  FE01.lab.local  management store: export steady, import normal
expect answer user data: export non-steady
for 1h expect u1@lab.local normal at FE01.lab.local
heal power FE02.lab.local
| 1h31m00s  FE02.lab.local  mended: power off  The fault is over (H-22)
+10m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h41m00s  FE01.lab.local  user data: export final, import normal
| 1h41m00s  FE01.lab.local  conference content: export final, import normal
| 1h41m00s  FE01.lab.local  management store: export final, import normal
expect answer user data: export final

== F-89 The failback does not touch them either
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 1h41m00s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h41m00s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
for 16m expect u1@lab.local normal at FE01.lab.local
| 1h41m30s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h42m00s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h45m00s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h47m00s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h48m00s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h48m00s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h48m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h48m05s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h48m05s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h49m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h50m05s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h50m05s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h50m05s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h50m05s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h52m55s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h52m55s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h53m00s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h53m00s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h53m00s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
| 1h53m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 1h53m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h53m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect FE02.lab.local is active
within 2m expect u2@lab.local normal at FE02.lab.local
