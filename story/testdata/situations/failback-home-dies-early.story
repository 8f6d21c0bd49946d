understudy story 1
title The home pool dies on the way back, before the backup lets go
# If the failback took its users to a pool that is down, nobody would serve them. Those whom FE01 still has stay there;
# those who had gone home, and new ones, are out (H-20). The way out is the failback again when the pool is back, or a
# failover in disaster mode before that.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  user u3@lab.local home FE02.lab.local
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
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== F-58 FE02 is failed over for maintenance
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 6m expect FE02.lab.local is failed over
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u3@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u3@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m30s  u3@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h09m20s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
+10m
| 0h09m50s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h09m50s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h10m30s  u3@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
u3@lab.local signs out
| 0h19m20s  u3@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== H-20 It dies when the failback has been marked, before the users are let go
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h19m20s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h19m20s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 12m expect FE02.lab.local is failing back
| 0h19m50s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m20s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h23m20s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m20s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h26m20s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h26m20s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h26m20s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h26m25s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h26m25s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
within 3m expect u2@lab.local limited at FE01.lab.local
| 0h27m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
u3@lab.local signs in
| 0h27m30s  u3@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
within 1m expect u3@lab.local limited at FE02.lab.local
break power FE02.lab.local
| 0h27m30s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h27m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 33s expect u3@lab.local out
| 0h28m02s  u3@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h28m02s  u3@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u2@lab.local limited at FE01.lab.local
+20m
| 0h28m34s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h29m05.129s  u3@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m37.129s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h30m39.036s  u3@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m11.036s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h33m25s  FE02.lab.local  failing back: step failed  Nothing rolls back: the pool stays as it is marked (F-86, F-174)
| 0h33m25s  FE02.lab.local  failback stopped: export backup to final  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
| 0h34m04.127s  u3@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h34m36.127s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h40m29.425s  u3@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h41m01.425s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
expect FE02.lab.local is failing back
expect u2@lab.local limited at FE01.lab.local
expect u3@lab.local out

== H-20 Failed over once more
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h48m02s  FE02.lab.local  fail pool back refused: home-back  The home pool cannot be reached, so nobody can be sent back to it (F-83, H-8)
expect blocked home-back
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 0h48m02s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h48m02s  FE02.lab.local  failing back: disaster failover  The home pool has died again on the way back and is failed over once more (H-20)
expect accepted
within 2m expect FE02.lab.local is failed over
| 0h48m07s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h48m12s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h48m12s  FE02.lab.local  failing back → failing over  Failed over once more, in the middle of a failback (H-20)
| 0h48m47s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h48m47s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h48m52s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h48m52s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h48m52s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local full at FE01.lab.local
| 0h49m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
within 31m expect u3@lab.local full at FE01.lab.local
| 0h55m07.698s  u3@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h55m39.698s  u3@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)

== F-83 The pool is back, and so is everybody
heal power FE02.lab.local
| 0h55m39.698s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h55m39.698s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h55m39.698s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 1h00m39.698s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h00m39.698s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE02.lab.local is active
| 1h01m09.698s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h01m09.698s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h01m39.698s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h04m39.698s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h06m39.698s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h07m39.698s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h07m39.698s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h07m39.698s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h07m44.698s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h07m44.698s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h08m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h08m30s  u3@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h09m44.698s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h09m44.698s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h09m44.698s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h09m44.698s  u3@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h09m44.698s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h09m44.698s  u3@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h12m34.698s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h12m34.698s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h12m39.698s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h12m39.698s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h12m39.698s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local normal at FE02.lab.local
| 1h13m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 1h13m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h13m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 1h13m30s  u3@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 1m expect u3@lab.local normal at FE02.lab.local
expect u1@lab.local normal at FE01.lab.local
