understudy story 1
title A pool that answers pings and serves nothing
# If a ping said that a pool works, everything would be well here. FE02 answers every ping, so FE01 never has a verdict,
# and sends everybody who asks it back to a pool that does not answer (F-35). The product has no answer to that but an
# administrator who calls it a disaster (F-66).

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
break hung FE02.lab.local
| 0h05m00s  FE02.lab.local  hung  It answers pings and serves nothing (H-22)
within 33s expect u2@lab.local out
| 0h05m32s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 2h expect u2@lab.local out
| 0h06m04s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m42.813s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m14.813s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h08m49.928s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m21.928s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h13m04.083s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m36.083s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h20m09.483s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h20m41.483s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h32m35.848s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h33m07.848s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h51m00.635s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h51m32.635s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h18m38.290s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h19m10.290s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h38m14.554s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h38m46.554s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h57m54.275s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h58m26.275s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect FE01.lab.local sees FE02.lab.local up
u2@lab.local signs in -WhatIf
| 2h05m32s  what if  blocked: FE02.lab.local  The client gets no answer from it (H-22)
| 2h05m32s  what if  blocked: FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 2h05m32s  what if  this does not change by itself within 1h

== F-66 Disaster mode does not ask whether the pool is up
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 2h05m32s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 2h05m32s  FE02.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 2m expect FE02.lab.local is failed over
| 2h05m37s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 2h05m42s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 2h05m42s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 2h06m17s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 2h06m17s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 2h06m22s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 2h06m22s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 2h06m22s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
within 31m expect u2@lab.local full at FE01.lab.local
| 2h25m12.778s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h25m44.778s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
expect FE01.lab.local sees FE02.lab.local up
expect u1@lab.local normal at FE01.lab.local

== F-83 It is put right, and failed back
heal hung FE02.lab.local
| 2h25m44.778s  FE02.lab.local  mended: hung  The fault is over (H-22)
+5m
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 2h30m44.778s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 2h30m44.778s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE02.lab.local is active
| 2h31m14.778s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 2h31m14.778s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 2h31m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 2h31m44.778s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 2h32m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h32m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h33m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h33m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h34m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h34m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h34m44.778s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 2h35m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h35m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h36m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h36m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 2h36m44.778s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 2h37m44.778s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 2h37m44.778s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 2h37m44.778s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 2h37m49.778s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 2h37m49.778s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 2h38m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 2h39m49.778s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 2h39m49.778s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 2h39m49.778s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 2h39m49.778s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 2h42m39.778s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 2h42m39.778s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 2h42m44.778s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 2h42m44.778s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 2h42m44.778s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local normal at FE02.lab.local
| 2h43m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 2h43m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 2h43m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
