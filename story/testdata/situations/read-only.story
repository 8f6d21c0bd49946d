understudy story 1
title Who may not write, and when
# If the export to final did not make anything read only, it would never be final while people work (F-59). A pool is read
# only from the moment it knows that it is failing over; in a failback those it gives back may
# write nothing any more, while the users of the partner work on.

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
u2@lab.local edits contacts
expect accepted

== F-59 Failing over: whoever was in full service is not any more
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 10m expect u2@lab.local limited at FE01.lab.local
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
u2@lab.local edits contacts
| 0h08m30s  u2@lab.local  cannot edit contacts  It would write lasting state, and the client has no full service now (C-69, F-49)
expect denied
u1@lab.local edits contacts
expect accepted
within 10m expect FE02.lab.local is failed over
| 0h08m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h09m20s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
within 2m expect u2@lab.local full at FE01.lab.local
| 0h09m50s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h09m50s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
u2@lab.local edits contacts
expect accepted

== F-89 Failing back: those who go home wait, the partner's own users do not notice
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h10m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h10m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 20m expect u2@lab.local limited at FE01.lab.local
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h16m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h17m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h17m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h18m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
u2@lab.local edits contacts
| 0h18m30s  u2@lab.local  cannot edit contacts  It would write lasting state, and the client has no full service now (C-69, F-49)
expect denied
u1@lab.local edits contacts
expect accepted
within 10m expect FE02.lab.local is active
| 0h19m35s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h19m35s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h19m35s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h22m25s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m25s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h22m30s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h22m30s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
+2m
| 0h23m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h23m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h23m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
u1@lab.local edits contacts
expect accepted
u2@lab.local edits contacts
expect accepted

== F-136 The way to the partner's file store is cut: the changes are not drained, and the failover waits in vain
+10m
break link FE02.lab.local to FE01.lab.local
| 0h34m30s  FE02.lab.local  link cut to FE01.lab.local  Nothing arrives in this direction (Q-5, H-3)
HQ> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h34m30s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h34m30s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
+2m
| 0h34m35s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h34m35s  FE02.lab.local to FE01.lab.local  user data sync blocked refused while final  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h35m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h35m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h35m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m35s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h36m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
HQ> interrupt FE02.lab.local
| 0h36m30s  FE02.lab.local  interrupt  Whatever step is on stops half way (F-74)
| 0h36m30s  FE02.lab.local  active: step failed  The run ends before anything was marked, and can be run again (F-72)
| 0h36m30s  FE02.lab.local  planned failover stopped: replicate configuration  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
heal link FE02.lab.local to FE01.lab.local
| 0h36m30s  FE02.lab.local  mended: link cut to FE01.lab.local  The fault is over (H-22)
