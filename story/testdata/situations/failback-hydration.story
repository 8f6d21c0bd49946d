understudy story 1
title A failback sticks at the loading of the users' data, and is run again
# If a failback that breaks went back to failed over, nobody would notice, and FE01 would serve on. The pool stays
# failing back, its users limited at home, and the cure is the same order once more (F-86, F-174), as often as it takes.
# Each time it begins with stopping the home pool (F-83), which signs them out until it is up again.

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
+5m
u3@lab.local signs out
| 0h05m00s  u3@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== F-58 FE02 is failed over for maintenance
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 6m expect FE02.lab.local is failed over
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
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

== F-86 On the way back the users' data cannot be loaded
break step fails FE02.lab.local step hydrate home
| 0h15m30s  FE02.lab.local  hydrate home fails  The step fails whenever it is tried (F-74, F-86)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h15m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h15m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 12m expect FE02.lab.local is failing back
| 0h16m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h21m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h22m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h22m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
within 2m expect u2@lab.local limited at FE01.lab.local
| 0h23m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
within 10m expect u2@lab.local limited at FE02.lab.local
| 0h24m35s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h24m35s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h24m35s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h24m35s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
+5m
| 0h27m25s  FE02.lab.local  failing back: step failed  Nothing rolls back: the pool stays as it is marked (F-86, F-174)
| 0h27m25s  FE02.lab.local  failback stopped: hydrate home  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is failing back
for 20m expect u2@lab.local limited at FE02.lab.local

== F-89 New sign-ins go home, limited
u3@lab.local signs in
| 0h49m35s  u3@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
within 1m expect u3@lab.local limited at FE02.lab.local

== F-86 Run again, it breaks again; nothing else will do
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h49m35s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h49m35s  FE02.lab.local  failing back: failback  A failback that stopped half way is run again (F-86)
expect accepted
+5m
| 0h50m05s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h50m05s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h50m05s  u2@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h50m05s  u3@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h50m05s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h50m05s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h50m35s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h50m36.129s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h50m40s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h50m43.813s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h51m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h51m38.036s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h51m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h52m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h52m18.928s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h52m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h53m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h53m35s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h53m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h54m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h54m31.127s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
expect u2@lab.local out
expect u3@lab.local out
+15m
| 0h54m40s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h55m10s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h55m10s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h55m35s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h56m01.083s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 0h56m35s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h56m35s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h56m35s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h56m40s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h56m40s  FE02.lab.local  failing back: marked failing back  It is marked already, by the run that stopped (F-86)
| 0h58m40s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h58m40s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h00m24.425s  u3@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h01m30s  FE02.lab.local  failing back: step failed  Nothing rolls back: the pool stays as it is marked (F-86, F-174)
| 1h01m30s  FE02.lab.local  failback stopped: hydrate home  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
| 1h02m34.483s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h05m10s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
expect FE02.lab.local is failing back
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 1h09m35s  FE02.lab.local  fail pool over refused: pool-active  The pool is failed over already, or on its way back (F-71)
expect blocked pool-active

== F-174 Run again when whatever it was is over
heal step fails FE02.lab.local step hydrate home
| 1h09m35s  FE02.lab.local  mended: hydrate home fails  The fault is over (H-22)
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 1h09m35s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h09m35s  FE02.lab.local  failing back: failback  A failback that stopped half way is run again (F-86)
expect accepted
within 16m expect FE02.lab.local is active
| 1h10m05s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h10m05s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h10m05s  u2@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 1h10m05s  u3@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 1h10m05s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h10m05s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h10m15s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h10m35s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h10m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h10m49.648s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h10m57.892s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h11m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h11m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h12m01.167s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h12m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h12m28.038s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h12m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h13m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h13m35s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h13m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h14m15s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h14m45s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h14m45s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h15m35s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h15m37.921s  u2@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h15m56.433s  u3@lab.local  redirected by FE01.lab.local  New sign-ins go to the home pool during failback (F-89, H-20)
| 1h16m35s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h16m35s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h16m35s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h16m40s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h16m40s  FE02.lab.local  failing back: marked failing back  It is marked already, by the run that stopped (F-86)
| 1h18m40s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h18m40s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h20m43.058s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h21m30s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h21m30s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h21m35s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h21m35s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h21m35s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local normal at FE02.lab.local
| 1h22m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 1h22m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h22m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 1m expect u3@lab.local normal at FE02.lab.local
| 1h23m21.520s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE01.lab.local
