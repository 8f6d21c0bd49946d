understudy story 1
title News that waits for the next refresh
# If a change of service were always pushed, the lab's minute could not be anybody's ten (H-14). With this option a client
# learns at its next refresh that it is served in full; and a binding that nobody refreshes ends by itself (C-47).

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
  set at-refresh true

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

== H-14 The failover is complete, and the client does not know it yet
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
within 10m expect FE02.lab.local is failed over
| 0h08m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h09m20s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
+3m
| 0h09m50s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h09m50s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
expect u2@lab.local limited at FE01.lab.local
within 10m expect u2@lab.local full at FE01.lab.local
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h18m00s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)

== C-47 A user who was borrowed loses his way to the backup, and what it still holds of him expires
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h18m00s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h18m00s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 20m expect FE02.lab.local is active
| 0h18m30s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m00s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m00s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m00s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m00s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m00s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h25m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h25m05s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m05s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h27m05s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m05s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h27m05s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h27m05s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h29m55s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m55s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h30m00s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h30m00s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h30m00s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
+5m
| 0h30m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h30m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
break nic FE02.lab.local
| 0h35m00s  FE02.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 10m expect u2@lab.local limited at FE01.lab.local
| 0h35m32s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h35m32s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h35m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h35m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h36m04s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h36m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h36m42.813s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h37m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h37m14.813s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h37m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h38m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h38m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h38m49.928s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h39m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h39m21.928s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h39m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h40m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h40m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h43m04.083s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h43m36.083s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
break link FE01.lab.local to u2@lab.local
| 0h43m36.083s  FE01.lab.local  link cut to u2@lab.local  Nothing arrives in this direction (Q-5, H-3)
+15m
| 0h44m08.083s  u2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h44m08.083s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h44m40.083s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h46m01.258s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h46m33.258s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h48m34.554s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h49m06.554s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h52m01.592s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h52m33.592s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u2@lab.local out
heal link FE01.lab.local to u2@lab.local
| 0h58m36.083s  FE01.lab.local  mended: link cut to u2@lab.local  The fault is over (H-22)
within 10m expect u2@lab.local limited at FE01.lab.local
| 1h00m19.100s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h00m51.100s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
