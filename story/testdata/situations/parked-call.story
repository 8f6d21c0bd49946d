understudy story 1
title A parked call in an outage, and in a failback
# If a parked call were a call like any other it would outlive the pool that holds it; it drops at the outage. If it went with
# the users it would drop in the failback, where it stays. Nobody parks in resiliency mode (C-77, F-146).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard orbits 1 automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard orbits 1 cms automatic detect 30s failback 30s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE02.lab.local
  user u4@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
u4@lab.local signs in
| 0h00m00s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u4@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+3m

== C-77 Parked and retrieved, and an orbit that is taken
u1@lab.local calls u3@lab.local
| 0h03m00s  u1@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
u1@lab.local parks
| 0h03m00s  u1@lab.local  conversation established → ended  It goes on with somebody else, or is parked (F-46, C-77)
| 0h03m00s  FE01.lab.local  orbit free → parked  The call park service of the pool holds the call from now on (C-77, F-146)
expect u3@lab.local parked at FE01.lab.local
u1@lab.local calls u2@lab.local
| 0h03m00s  u1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
u2@lab.local parks
| 0h03m00s  u2@lab.local  cannot park the call  No orbit of the pool that serves the user is free (F-146)
expect denied
u1@lab.local hangs up
| 0h03m00s  u1@lab.local  conversation established → ended  One of the two hangs up (C-85)
u4@lab.local retrieves u3@lab.local
| 0h03m00s  FE01.lab.local  orbit parked → free  A call that was retrieved is an ordinary call again, and stays (C-77)
| 0h03m00s  u4@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
expect u3@lab.local talks to u4@lab.local
u4@lab.local retrieves u3@lab.local
| 0h03m00s  u4@lab.local  cannot retrieve a parked call  Nobody is parked there, or its pool cannot be reached (C-77)
expect denied
u3@lab.local parks
| 0h03m00s  u4@lab.local  conversation established → ended  It goes on with somebody else, or is parked (F-46, C-77)
| 0h03m00s  FE02.lab.local  orbit free → parked  The call park service of the pool holds the call from now on (C-77, F-146)
u4@lab.local hangs up
| 0h03m00s  FE02.lab.local  orbit parked → free  Who was parked has given up (C-77)

== C-77 Parked again, and not retrieved when FE01 dies
u1@lab.local calls u2@lab.local
| 0h03m00s  u1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
u1@lab.local parks
| 0h03m00s  u1@lab.local  conversation established → ended  It goes on with somebody else, or is parked (F-46, C-77)
| 0h03m00s  FE01.lab.local  orbit free → parked  The call park service of the pool holds the call from now on (C-77, F-146)
u3@lab.local calls u4@lab.local
| 0h03m00s  u3@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
break service FE01.lab.local
| 0h03m00s  FE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h03m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h03m00s  FE01.lab.local  orbit parked → free  A call that is parked and not retrieved drops at the outage (C-77, F-146)
| 0h03m00s  u1@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u2@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect u2@lab.local talks to nobody
expect u3@lab.local talks to u4@lab.local
u3@lab.local hangs up
| 0h03m00s  u3@lab.local  conversation established → ended  One of the two hangs up (C-85)

== F-146 Limited on the backup nobody parks, but what is needed to talk is there
within 3m expect u1@lab.local limited at FE02.lab.local
| 0h03m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h03m38.813s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m42.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h04m59.198s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 3m expect u2@lab.local limited at FE02.lab.local
| 0h05m13.928s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
u1@lab.local calls u2@lab.local
| 0h05m13.928s  u1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
expect u1@lab.local cannot call park
u1@lab.local parks
| 0h05m13.928s  u1@lab.local  cannot park the call  Calls are parked by who has full service, and within the pool; hold and transfer do without (C-77, F-146)
expect denied
u1@lab.local holds
| 0h05m13.928s  u1@lab.local  conversation established: hold  Held; hold, retrieve and transfer work in resiliency mode as well (F-46, C-77)
expect accepted
u1@lab.local resumes
| 0h05m13.928s  u1@lab.local  conversation established: retrieve  Taken up again (F-46, C-77)
expect accepted

== F-146 Failed over: parked on the partner's orbits
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h05m13.928s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m13.928s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u1@lab.local full at FE02.lab.local
| 0h05m18.928s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m23.928s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m23.928s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h05m58.928s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m58.928s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h06m03.928s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m03.928s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h06m03.928s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h07m30s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h07m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
u1@lab.local parks
| 0h07m30s  u1@lab.local  conversation established → ended  It goes on with somebody else, or is parked (F-46, C-77)
| 0h07m30s  FE02.lab.local  orbit free → parked  The call park service of the pool holds the call from now on (C-77, F-146)
expect u2@lab.local parked at FE02.lab.local
heal service FE01.lab.local
| 0h07m30s  FE01.lab.local  mended: service stopped  The fault is over (H-22)
| 0h07m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h07m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+3m
| 0h07m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)

== C-77 It stays parked in the failback, and its user goes home meanwhile
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h10m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h10m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 20m expect u2@lab.local normal at FE01.lab.local
| 0h11m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h11m10s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m10s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h14m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h17m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h17m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h17m35s  FE02.lab.local  orbit parked: failback  It stays parked in a failback (C-77)
| 0h17m40s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h18m30s  u1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h18m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h19m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h19m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h19m35s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h19m35s  u1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h19m35s  u2@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h22m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h22m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h22m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
| 0h23m30s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h23m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h23m30s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h23m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u2@lab.local parked at FE02.lab.local
u1@lab.local retrieves u2@lab.local
| 0h23m30s  FE02.lab.local  orbit parked → free  A call that was retrieved is an ordinary call again, and stays (C-77)
| 0h23m30s  u1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
expect u1@lab.local runs audio
u1@lab.local hangs up
| 0h23m30s  u1@lab.local  conversation established → ended  One of the two hangs up (C-85)
