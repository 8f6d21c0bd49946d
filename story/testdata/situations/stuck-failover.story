understudy story 1
title A failover sticks, and a hand resets it
# If a failover that breaks rolled back, or went on by itself, the users would be served in full by somebody. Nothing
# rolls back (F-75): the pool stays as it is marked, its users limited on the backup, until the order is run again, the
# state is written by hand (F-74), or disaster mode finishes it (H-21).

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

== F-74 The step that loads the users' data breaks
break step fails FE02.lab.local step hydrate backup
| 0h05m00s  FE02.lab.local  hydrate backup fails  The step fails whenever it is tried (F-74, F-86)
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
within 4m expect u2@lab.local limited at FE01.lab.local
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
within 10m expect FE02.lab.local believes failing over
+5m
| 0h08m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  failing over: step failed  Nothing rolls back: the pool stays as it is marked (F-74, F-75)
| 0h09m15s  FE02.lab.local  planned failover stopped: hydrate backup  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is failing over
for 30m expect u2@lab.local limited at FE01.lab.local
expect u1@lab.local normal at FE01.lab.local

== F-75 Neither a failback nor the partner's failover is a way out
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h43m30s  FE02.lab.local  fail pool back refused: pool-failed-over  Only a pool that was failed over is failed back (F-84)
expect blocked pool-failed-over
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h43m30s  FE01.lab.local  fail pool over refused: partner-active  Of a pair at most one pool is not active, and the backup is not (F-71)
| 0h43m30s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
expect blocked partner-active, cms-first

== F-74 A hand is: written as active, and everybody goes home when the configuration has arrived
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h43m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h43m30s  FE02.lab.local  failing over → active  The way out of a failover that is stuck, written by hand (F-74)
expect accepted
expect FE02.lab.local is active
within 2m expect u2@lab.local normal at FE02.lab.local
| 0h44m30s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h44m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h44m30s  u2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h44m30s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h44m30s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
heal step fails FE02.lab.local step hydrate backup
| 0h44m30s  FE02.lab.local  mended: hydrate backup fails  The fault is over (H-22)
+5m

== H-21 The pool dies in the middle of its planned failover
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h49m30s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h49m30s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 4m expect u2@lab.local limited at FE01.lab.local
| 0h49m35s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h50m35s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h51m35s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h51m40s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h51m40s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h52m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h52m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h52m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
break power FE02.lab.local
| 0h52m30s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h52m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+20m
| 0h53m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h53m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h54m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h54m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h55m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h55m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h56m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h56m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h57m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h57m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h57m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h57m40s  FE02.lab.local  failing over: step failed  Nothing rolls back: the pool stays as it is marked (F-74, F-75)
| 0h57m40s  FE02.lab.local  planned failover stopped: export to final  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is failing over
expect u2@lab.local limited at FE01.lab.local
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 1h12m30s  FE02.lab.local  fail pool over refused: home-up  The pool cannot be reached; without disaster mode it has to be up (F-62, F-63)
expect blocked home-up
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 1h12m30s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 1h12m30s  FE02.lab.local  failing over: disaster failover  A failover that stopped half way is finished in disaster mode (F-75, H-21)
expect accepted
within 2m expect FE02.lab.local is failed over
| 1h12m35s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 1h12m40s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 1h12m40s  FE02.lab.local  failing over: marked failing over  It is marked already, by the run that stopped (F-72)
| 1h13m15s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h13m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h13m20s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 1h13m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 1h13m20s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local full at FE01.lab.local
| 1h14m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
