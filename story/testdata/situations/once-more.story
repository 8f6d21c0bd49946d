understudy story 1
title The same order once more
# If an order that broke off had to be undone before it could be given again, an administrator whose shell died at three in
# the morning would have a long way back. The same order goes on from the state that is marked (F-72, F-86), and each of
# the other orders says why it is not the one.

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

== F-72 The shell dies when the pool is marked failing over
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 5m expect FE02.lab.local is failing over
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
FE01.lab.local> interrupt FE02.lab.local
| 0h07m10s  FE02.lab.local  interrupt  Whatever step is on stops half way (F-74)
| 0h07m10s  FE02.lab.local  failing over: step failed  Nothing rolls back: the pool stays as it is marked (F-74, F-75)
| 0h07m10s  FE02.lab.local  planned failover stopped: export to final  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is failing over
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h07m10s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h07m10s  FE02.lab.local  failing over: planned failover  A failover that stopped half way is run again (F-72, F-75)
expect accepted
within 15m expect FE02.lab.local is failed over
| 0h07m15s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h08m15s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h09m15s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  failing over: marked failing over  It is marked already, by the run that stopped (F-72)
| 0h10m20s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m55s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m55s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h11m00s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m00s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
+2m
| 0h11m30s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h11m30s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h11m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
expect u2@lab.local full at FE01.lab.local

== F-87 The failback breaks before anything is marked: the backup goes on serving
break step fails FE02.lab.local step start home
| 0h13m00s  FE02.lab.local  start home fails  The step fails whenever it is tried (F-74, F-86)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h13m00s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h13m00s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
+30m
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m30s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m00s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h16m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h16m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h16m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h17m00s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m00s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h20m00s  FE02.lab.local  failed over: step failed  The run ends where nothing more was marked; the backup goes on serving (F-56, F-87)
| 0h20m00s  FE02.lab.local  failback stopped: start home  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is failed over
expect u2@lab.local full at FE01.lab.local
heal step fails FE02.lab.local step start home
| 0h43m00s  FE02.lab.local  mended: start home fails  The fault is over (H-22)

== F-86 It breaks at its last step but one, and is finished without the backup, which brings nothing more home
break step fails FE02.lab.local step hydrate home
| 0h43m00s  FE02.lab.local  hydrate home fails  The step fails whenever it is tried (F-74, F-86)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h43m00s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h43m00s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 15m expect FE02.lab.local is failing back
| 0h43m30s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h44m00s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h47m00s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h49m00s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h50m00s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h50m00s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h50m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h50m05s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h50m05s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
+30m
| 0h51m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h52m05s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h52m05s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h52m05s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h52m05s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h54m55s  FE02.lab.local  failing back: step failed  Nothing rolls back: the pool stays as it is marked (F-86, F-174)
| 0h54m55s  FE02.lab.local  failback stopped: hydrate home  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
| 0h56m35s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
expect FE02.lab.local is failing back
heal step fails FE02.lab.local step hydrate home
| 1h20m05s  FE02.lab.local  mended: hydrate home fails  The fault is over (H-22)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local -DisasterMode
| 1h20m05s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h20m05s  FE02.lab.local  failing back: disaster failback  A failback that stopped half way is finished without the backup pool (F-84, F-86)
expect accepted
within 30m expect FE02.lab.local is active
| 1h20m35s  FE02.lab.local  disaster failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h20m35s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h20m35s  u2@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 1h20m35s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h21m05s  FE02.lab.local  disaster failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h21m10s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h21m13.813s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h21m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m48.928s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h23m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h23m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h24m05s  FE02.lab.local  disaster failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h24m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h24m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h25m05s  FE02.lab.local  disaster failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h25m05s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h25m05s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h25m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h25m10s  FE02.lab.local  disaster failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h25m10s  FE02.lab.local  failing back: marked failing back  It is marked already, by the run that stopped (F-86)
| 1h25m10s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h25m35s  FE01.lab.local sees FE02.lab.local  silent → up  It answers again, after a restart inside the window (F-34, H-10)
| 1h26m31.083s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h28m00s  FE02.lab.local  disaster failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h28m00s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h28m05s  FE02.lab.local  disaster failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h28m05s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h28m05s  FE02.lab.local  disaster failback finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local normal at FE02.lab.local
| 1h29m30s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 1h29m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h29m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)

== H-34 Back to active by hand, and its partner does not hear it: nobody is sent home on hearsay
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 1h29m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 1h29m30s  FE02.lab.local  active → failed over  Written by hand, which moves the users without their data (F-57)
| 1h29m30s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
within 2m expect u2@lab.local full at FE01.lab.local
| 1h30m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h30m30s  u2@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h30m30s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
break heartbeat FE02.lab.local
| 1h30m30s  FE02.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 1h30m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 1h30m30s  FE02.lab.local  failed over → active  Written by hand; what the users did on the backup is not brought home (F-57, F-74)
| 1h30m30s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h30m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
+2m
| 1h31m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h31m30s  FE01.lab.local sees FE02.lab.local  silent → unknown  Back to Active resets the monitor, and with it the window (H-19, H-36)
expect u2@lab.local limited at FE01.lab.local
expect FE01.lab.local sees FE02.lab.local unknown
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 1h32m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 1h32m30s  FE02.lab.local  active → failed over  Written by hand, which moves the users without their data (F-57)
| 1h32m30s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
within 2m expect u2@lab.local full at FE01.lab.local
| 1h33m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 1h33m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 1h33m30s  FE02.lab.local  failed over → active  Written by hand; what the users did on the backup is not brought home (F-57, F-74)
| 1h33m30s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h33m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
+2m
| 1h34m30s  FE01.lab.local sees FE02.lab.local  unknown: reset  Back to Active begins a new window (H-19, H-36)
expect u2@lab.local limited at FE01.lab.local
heal heartbeat FE02.lab.local
| 1h35m30s  FE02.lab.local  mended: heartbeats lost  The fault is over (H-22)
within 10m expect u2@lab.local normal at FE02.lab.local
| 1h36m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h36m00s  u2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 1h36m00s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h36m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)

== H-10 An observer that has heard nothing yet is stopped, and knows no less
break heartbeat FE02.lab.local
| 1h36m00s  FE02.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
break power FE01.lab.local
| 1h36m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h36m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+1m
| 1h36m10s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h36m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 1h36m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h36m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal power FE01.lab.local
| 1h37m00s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h37m00s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
+1m
| 1h37m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h37m05s  FE02.lab.local sees FE01.lab.local  silent → up  It answers again, after a restart inside the window (F-34, H-10)
| 1h37m46.681s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect FE01.lab.local sees FE02.lab.local unknown
break power FE01.lab.local
| 1h38m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h38m00s  FE01.lab.local sees FE02.lab.local  unknown: stopped  An observer that stops asks no more (H-10)
+1m
| 1h38m10s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h38m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 1h38m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h38m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal power FE01.lab.local
| 1h39m00s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h39m00s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
within 6m expect FE01.lab.local sees FE02.lab.local down
| 1h39m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h39m05s  FE02.lab.local sees FE01.lab.local  silent → up  It answers again, after a restart inside the window (F-34, H-10)
| 1h39m42.258s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 1h44m05s  FE01.lab.local sees FE02.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
