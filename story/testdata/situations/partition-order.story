understudy story 1
title A pool is failed over while it lives, on the other side of a cut network
# If an order reached further than the network does, FE01 would stop serving its site. It cannot know, so it goes on,
# and so does FE02, in full: two pools write for the users of one (H-6). The warning for that is a law of policies, and
# the order is to blame. When the network is mended FE01 gives its users up, and what they wrote there since the cut is
# lost.

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user e1@lab.local home FE01.lab.local site East
  user e2@lab.local home FE01.lab.local site West
  user w1@lab.local home FE02.lab.local site West
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
e1@lab.local signs in
| 0h00m00s  e1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
e2@lab.local signs in
| 0h00m00s  e2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
w1@lab.local signs in
| 0h00m00s  w1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  w1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  w1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== H-3 The cut
break link East to West
| 0h05m00s  East  link cut to West  Nothing arrives in this direction (Q-5, H-3)
break link West to East
| 0h05m00s  West  link cut to East  Nothing arrives in this direction (Q-5, H-3)
within 31m expect e2@lab.local limited at FE02.lab.local
| 0h05m32s  e2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m42.813s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m14.813s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m49.928s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m21.928s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h13m04.083s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m36.083s  e2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== H-6 In the West nobody can tell it from a crash, and the store is there
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h13m36.083s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h13m36.083s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 2m expect e2@lab.local full at FE02.lab.local
| 0h13m41.083s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m46.083s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m46.083s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h14m21.083s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m21.083s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h14m26.083s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m26.083s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h14m26.083s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h15m30s  e2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h15m30s  law two-writers  broken: 1 users of FE01.lab.local have full service at home and 1 on FE02.lab.local  No users of one pool have full service at home while others have it on the backup (H-2, H-6)
expect FE01.lab.local is failed over
expect FE01.lab.local believes active
expect e1@lab.local normal at FE01.lab.local
expect law two-writers broken
e1@lab.local edits contacts
expect accepted
e2@lab.local edits contacts
expect accepted
for 10m expect e1@lab.local normal at FE01.lab.local

== H-8 In the East no store takes a write
East> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h25m30s  FE01.lab.local  fail pool back refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
| 0h25m30s  FE01.lab.local  fail pool back refused: backup-reached  The backup pool cannot be reached; without disaster mode it has to be (F-84, H-8)
expect blocked cms-writable, backup-reached

== H-2 Mended: FE01 learns of its failover within a round of replication, and drops its users
heal link East to West
| 0h25m30s  East  mended: link cut to West  The fault is over (H-22)
heal link West to East
| 0h25m30s  West  mended: link cut to East  The fault is over (H-22)
expect e1@lab.local normal at FE01.lab.local
within 2m expect FE01.lab.local believes failed over
| 0h26m30s  e1@lab.local  loses 1 change of contacts made at FE01.lab.local  The pool served on after it was failed over, and what was written there meanwhile does not count (H-2, H-6)
| 0h26m30s  e1@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h26m30s  e1@lab.local  rejected by FE01.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h26m30s  e1@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
within 1m expect e1@lab.local full at FE02.lab.local
e1@lab.local edits contacts
expect accepted
expect w1@lab.local normal at FE02.lab.local

== F-83 And home again
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h26m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h26m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE01.lab.local is active
| 0h27m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m00s  FE01.lab.local sees FE02.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
| 0h27m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h30m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h33m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h33m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h33m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h33m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h33m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h34m30s  e1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h34m30s  e2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h35m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h35m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h35m35s  e1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h35m35s  e2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h35m35s  e1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h35m35s  e2@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h38m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h38m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h38m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h38m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h38m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 3m expect e1@lab.local normal at FE01.lab.local
| 0h39m30s  FE02.lab.local sees FE01.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h39m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h39m30s  e1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h39m30s  e2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 3m expect e2@lab.local normal at FE01.lab.local
