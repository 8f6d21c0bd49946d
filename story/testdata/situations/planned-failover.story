understudy story 1
title A planned failover, as the users of the pool see it
# If a planned failover needed a verdict, its users would be out for minutes. FE01 takes them in as soon as its own
# configuration says that FE02 is failing over (H-15): signed out and in, limited; full when the failover is complete,
# without a new sign-in (H-14); nobody loses anything (F-61).

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
u2@lab.local calls u3@lab.local
| 0h00m00s  u2@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
u2@lab.local adds video
| 0h00m00s  u2@lab.local  conversation established: add  A request inside the call gets through (C-85)
+5m
expect u2@lab.local can contact list

== H-15 FE02 is failed over for maintenance
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
for 2m expect u2@lab.local normal at FE02.lab.local
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
within 4m expect u2@lab.local limited at FE01.lab.local
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h08m30s  u3@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u3@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m30s  u3@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m30s  u2@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
within 1m expect u3@lab.local limited at FE01.lab.local
expect FE02.lab.local is failing over
expect FE01.lab.local sees FE02.lab.local up
expect u2@lab.local runs video
expect u2@lab.local cannot contact list
u2@lab.local edits contacts
| 0h08m30s  u2@lab.local  cannot edit contacts  It would write lasting state, and the client has no full service now (C-69, F-49)
expect denied

== H-14 Complete: full where they are
within 4m expect FE02.lab.local is failed over
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
| 0h10m30s  u3@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
expect u3@lab.local full at FE01.lab.local
expect u2@lab.local can contact list
expect u2@lab.local runs video
expect u1@lab.local normal at FE01.lab.local
u2@lab.local edits contacts
expect accepted

== F-58 FE02 can be taken down, and nobody notices
+5m
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
expect FE02.lab.local down
break power FE02.lab.local
| 0h15m30s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
for 1h expect u2@lab.local full at FE01.lab.local
heal power FE02.lab.local
| 1h15m30s  FE02.lab.local  mended: power off  The fault is over (H-22)
+5m

== F-56 Back, it stays failed over until somebody fails it back
expect FE02.lab.local is failed over
expect u2@lab.local full at FE01.lab.local
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 1h20m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h20m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE02.lab.local is active
| 1h21m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h21m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h24m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h26m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h27m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h27m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h27m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h27m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h27m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h28m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h28m30s  u3@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h29m35s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h29m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h29m35s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h29m35s  u2@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 1h29m35s  u3@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h29m35s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h29m35s  u3@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h29m35s  u2@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
| 1h32m25s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h32m25s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h32m30s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h32m30s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h32m30s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local normal at FE02.lab.local
| 1h33m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 1h33m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h33m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 1h33m30s  u3@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 1m expect u3@lab.local normal at FE02.lab.local
u2@lab.local hangs up
| 1h33m30s  u2@lab.local  conversation established → ended  One of the two hangs up (C-85)
