understudy story 1
title Failing over without waiting for the data
# If a planned failover always waited for the Backup Service, a pool whose Backup Service is broken could never be emptied
# for maintenance but by disaster mode. Since 2015 -SkipDataVerification leaves out the steps that wait for data, and what
# was not carried is left behind (F-68, D-10).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard release 2015 cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard release 2015 automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
break backup service FE02.lab.local
| 0h05m00s  FE02.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
u2@lab.local edits contacts

== F-58 Without the switch the failover waits for an export that never comes
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
+10m
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m05s  FE02.lab.local to FE01.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h07m10s  FE02.lab.local to FE01.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h13m10s  FE02.lab.local  failing over: step failed  Nothing rolls back: the pool stays as it is marked (F-74, F-75)
| 0h13m10s  FE02.lab.local  planned failover stopped: export to final  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is failing over

== F-68 With it the data are not waited for, on the way out and on the way back
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -SkipDataVerification
| 0h15m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h15m00s  FE02.lab.local  failing over: planned failover  A failover that stopped half way is run again (F-72, F-75)
expect accepted
within 5m expect FE02.lab.local is failed over
| 0h15m05s  FE02.lab.local  planned failover without verification: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m05s  FE02.lab.local  planned failover without verification: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m10s  FE02.lab.local  planned failover without verification: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m10s  FE02.lab.local  failing over: marked failing over  It is marked already, by the run that stopped (F-72)
| 0h16m45s  FE02.lab.local  planned failover without verification: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m45s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h16m45s  u2@lab.local  loses 1 change of contacts made at FE02.lab.local since the copy of 12m45s ago  The backup has what was imported last, and this came after its cut-off (F-64, F-79)
| 0h16m50s  FE02.lab.local  planned failover without verification: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m50s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
within 3m expect u2@lab.local full at FE01.lab.local
| 0h17m20s  FE02.lab.local  planned failover without verification: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m20s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h17m20s  FE02.lab.local  planned failover without verification finished  The last step has done its work (F-58, F-83)
| 0h17m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
+2m
| 0h17m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h18m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h19m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal backup service FE02.lab.local
| 0h19m30s  FE02.lab.local  mended: Backup Service down  The fault is over (H-22)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local -SkipDataVerification
| 0h19m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h19m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 10m expect FE02.lab.local is active
| 0h19m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m00s  FE02.lab.local  failback without verification: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m30s  FE02.lab.local  failback without verification: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h23m30s  FE02.lab.local  failback without verification: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m30s  FE02.lab.local  failback without verification: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h24m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h24m35s  FE02.lab.local  failback without verification: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h24m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h24m35s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h25m30s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h25m30s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h27m25s  FE02.lab.local  failback without verification: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m25s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h27m30s  FE02.lab.local  failback without verification: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m30s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h27m30s  FE02.lab.local  failback without verification finished  The last step has done its work (F-58, F-83)
within 3m expect u2@lab.local normal at FE02.lab.local
| 0h28m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h28m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h28m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
