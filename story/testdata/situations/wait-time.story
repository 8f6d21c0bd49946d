understudy story 1
title A failback waits 15 s for its data, or as long as it is told to
# If a failback waited for the guests' data for ever, one whose Backup Service is broken would never come to its end; if
# it did not say that it waits no longer, nobody would know why contacts are missing. After -WaitTime, 15 s if nothing
# is said, data count as synchronised (F-67).

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
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u2@lab.local full at FE01.lab.local
| 0h05m05s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m10s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h05m45s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m45s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h05m50s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m50s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h05m50s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h06m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h06m30s  u2@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h06m30s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)

== F-67 The backup's Backup Service is broken, and the guests' data stay behind
break backup service FE01.lab.local
| 0h06m30s  FE01.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
u2@lab.local edits contacts
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h06m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h06m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 13m expect FE02.lab.local is active
| 0h07m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m00s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h07m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m30s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h12m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h13m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h13m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h13m35s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h14m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h15m50s  FE02.lab.local  failback: export backup to final waits no longer  The wait is over: data count as synchronised and may be lost (F-67)
| 0h15m50s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m50s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h15m50s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h15m50s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h18m40s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m40s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h18m40s  u2@lab.local  loses 1 change of contacts made at FE01.lab.local since the copy of 12m40s ago  The home pool has what it imported last, and the backup had not exported this (F-84, H-12)
| 0h18m45s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m45s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h18m45s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 3m expect u2@lab.local normal at FE02.lab.local
| 0h19m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h19m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h19m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)

== F-67 Told to wait longer, it is there when the Backup Service is mended
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 0h19m30s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h19m30s  FE02.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u2@lab.local full at FE01.lab.local
| 0h19m35s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m40s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m40s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h20m15s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h20m20s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h20m20s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h20m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h20m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h20m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h21m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
u2@lab.local edits contacts
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local -WaitTime 00:10:00
| 0h21m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h21m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
+11m
| 0h22m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m00s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h22m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h23m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h23m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h24m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h24m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h25m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h25m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m30s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h25m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h26m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h26m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h27m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h27m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h27m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h28m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h28m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h28m35s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
| 0h29m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
heal backup service FE01.lab.local
| 0h32m30s  FE01.lab.local  mended: Backup Service down  The fault is over (H-22)
within 13m expect FE02.lab.local is active
| 0h36m35s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h36m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h36m35s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h36m35s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h37m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h39m25s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h39m25s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h39m30s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h39m30s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h39m30s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
