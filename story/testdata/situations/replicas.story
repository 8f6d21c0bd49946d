understudy story 1
title Copies that do not arrive
# If the configuration were one thing that all servers look at, none of this could be seen. It is copied: by a master that
# has to run to do so (F-97), to servers that act on a copy only when they have applied it (F-96), and not before.

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

== F-96 FE02 dies with a copy in its hands, and acts on what it has when it is back
FE01.lab.local> Set-CsRegistrar -Identity Registrar:FE02.lab.local -EnableAutomaticFailover $false
| 0h05m00s  FE02.lab.local  set automatic failover  The registrar's setting goes the way of all configuration (F-40)
within 2m expect FE02.lab.local behind
at 6m10s
break power FE02.lab.local
| 0h06m10s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h06m10s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+1m
| 0h06m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m42s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h06m42s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal power FE02.lab.local
| 0h07m10s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h07m10s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h07m10s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+4m
| 0h07m14s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m30s  FE01.lab.local sees FE02.lab.local  silent → up  It answers again, after a restart inside the window (F-34, H-10)
| 0h07m52.813s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect FE02.lab.local current
FE01.lab.local> Set-CsRegistrar -Identity Registrar:FE02.lab.local -EnableAutomaticFailover $true
| 0h11m10s  FE02.lab.local  set automatic failover  The registrar's setting goes the way of all configuration (F-40)
+5m

== F-97 A forced replication is being prepared when the master's server fails
HQ> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h16m10s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h16m10s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
+1m5s
| 0h16m15s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m15s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
break power FE01.lab.local
| 0h17m15s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h17m15s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10s
heal power FE01.lab.local
| 0h17m25s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h17m25s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h17m25s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 10m expect FE02.lab.local is failed over
| 0h17m40s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h18m15s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m20s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m20s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h18m55s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m55s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h18m55s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h19m00s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 0h19m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h19m20s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m55s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m55s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h20m00s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m00s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
+2m
| 0h20m30s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h20m30s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h20m55s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h21m00s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h21m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
HQ> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h22m00s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h22m00s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 16m expect FE02.lab.local is active
| 0h22m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m30s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h23m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m00s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h23m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h24m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h24m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h25m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h25m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h25m30s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h26m00s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m00s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m00s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m00s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h29m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h29m05s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m05s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h29m55s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h31m05s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h31m05s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h31m05s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h31m05s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h33m55s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h33m55s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h34m00s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h34m00s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h34m00s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
+5m
| 0h34m55s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h34m55s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h34m55s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)

== F-99 And one is ordered where no master runs
HQ> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h39m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h39m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
+30s
| 0h39m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
break sql FE01.lab.local
| 0h39m30s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h39m30s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h39m30s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h39m30s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
+2m
| 0h40m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h40m05s  CMS replicator  force refused while idle  There is no master here that could replicate (F-94, F-99)
| 0h41m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
heal sql FE01.lab.local
| 0h41m30s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h41m30s  FE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h41m30s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h41m30s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
within 10m expect FE02.lab.local is failed over
| 0h41m40s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h41m40s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h43m00s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h43m00s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h43m00s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h43m10s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h43m45s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h43m45s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h43m50s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h43m50s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
