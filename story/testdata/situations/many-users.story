understudy story 1
title A failback of 20,000 users takes an hour
# If a failback took as long for 20,000 users as for three, nobody would plan the night for it (F-80, C-59). Loading their
# data is what takes the time, on both ways; the users are limited meanwhile (F-89).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard homed 20000 automatic detect 300s failback 600s
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
within 13m expect u2@lab.local full at FE01.lab.local
| 0h05m05s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m10s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h06m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h06m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h06m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h15m05s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m05s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h15m10s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m10s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h15m10s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h16m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h16m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h16m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
for 55m expect u2@lab.local in
| 0h17m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m00s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h17m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h18m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h19m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h19m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h20m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h22m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h22m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h23m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h23m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h23m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h23m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h23m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h24m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h25m35s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h25m35s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h25m35s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h32m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
within 1h2m expect FE02.lab.local is active
| 1h16m25s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h16m25s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h16m30s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h16m30s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h16m30s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 3m expect u2@lab.local normal at FE02.lab.local
| 1h17m30s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 1h17m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h17m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
