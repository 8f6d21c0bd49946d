understudy story 1
title Building in the wrong order
# If the order of building did not matter, a pool could be set up before anybody knows it, or paired with one that is not
# there. Every step rests on the one before: defined, published, set up, and only then paired, published and set up again
# (L-1, L-2, L-5, L-6). What was named and not published yet can be taken back without a trace (F-19).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms call-admission automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s later
  pool FE03.lab.local site HQ edition standard call-admission automatic detect 300s failback 600s later
  pair FE01.lab.local FE02.lab.local later
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== L-1 Defining
FE02.lab.local> define pool FE02.lab.local
| 0h00m00s  FE02.lab.local  define pool refused: server-there  No server is set up in the pool where the order is given (L-2)
expect blocked server-there
FE01.lab.local> define pool FE01.lab.local
| 0h00m00s  FE01.lab.local  define pool refused: defined  The pool is defined already (L-1)
expect blocked defined
FE01.lab.local> define pool FE03.lab.local
| 0h00m00s  FE03.lab.local  define pool refused: call-admission  Call admission control runs in one pool of a site (L-1)
expect blocked "call-admission"
run setup on FE02.lab.local
| 0h00m00s  FE02.lab.local  run setup refused: published  Setup makes real what was published, and the pool is not (L-2)
expect blocked published
FE01.lab.local> name backup of FE01.lab.local with FE02.lab.local
| 0h00m00s  FE01.lab.local  name backup refused: pool-defined  Both pools have to be defined (F-8)
expect blocked pool-defined
FE01.lab.local> clear backup of FE01.lab.local
| 0h00m00s  FE01.lab.local  clear backup refused: has-pair  There is no backup pool to clear (F-157)
expect blocked has-pair
# What nobody has published leaves no trace.
FE01.lab.local> define pool FE02.lab.local
| 0h00m00s  FE02.lab.local  define pool  Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)
| 0h00m00s  FE02.lab.local  setup absent → defined  A pool begins as a definition in the topology (L-1)
FE01.lab.local> remove pool FE02.lab.local
| 0h00m00s  FE02.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 0h00m00s  FE02.lab.local  setup defined → absent  A definition nobody has published leaves no trace (L-1)
expect FE02.lab.local setup absent
FE01.lab.local> define pool FE02.lab.local
| 0h00m00s  FE02.lab.local  define pool  Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)
| 0h00m00s  FE02.lab.local  setup absent → defined  A pool begins as a definition in the topology (L-1)
expect accepted

== L-2 Setup makes real what was published, and nothing else
run setup on FE02.lab.local
| 0h00m00s  FE02.lab.local  run setup refused: published  Setup makes real what was published, and the pool is not (L-2)
expect blocked published
FE01.lab.local> Publish-CsTopology
| 0h00m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h00m00s  FE02.lab.local  setup defined → published  Publishing tells every server that the pool exists (L-2)
| 0h00m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
run setup on FE02.lab.local
| 0h00m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h00m00s  FE02.lab.local  setup published → installing  Setup turns what is published into services (L-2)
expect accepted
run setup on FE02.lab.local
| 0h00m00s  FE02.lab.local  run setup refused: setup-idle  Setup runs there already (L-2)
expect blocked setup-idle
HQ> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local
| 0h00m00s  u1@lab.local  move user refused: target-set-up  The target pool is not set up (L-2, Q-9)
expect blocked target-set-up
within 11m expect FE02.lab.local setup ready
| 0h10m00s  FE02.lab.local  setup installing → ready  Setup has run to its end, so the pool can home users (L-2)
HQ> Move-CsUser -Identity u2@lab.local -Target FE02.lab.local
| 0h10m00s  u2@lab.local  move user  The home of the user changes at once (L-3, F-149)
expect accepted

== F-19 A pair that was named is nothing yet
FE01.lab.local> name backup of FE01.lab.local with FE02.lab.local
| 0h10m00s  FE01.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h10m00s  FE01.lab.local and FE02.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
expect FE01.lab.local pair named
FE01.lab.local> name backup of FE01.lab.local with FE02.lab.local
| 0h10m00s  FE01.lab.local  name backup refused: unpaired  A pool that has a backup pool already cannot be given another (F-8)
expect blocked unpaired
FE01.lab.local> clear backup of FE01.lab.local
| 0h10m00s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h10m00s  FE01.lab.local and FE02.lab.local  pairing named → unpaired  What was not published has had no effect (F-19)
expect FE01.lab.local pair unpaired

== F-157 Published, and given up before any setup
FE01.lab.local> name backup of FE01.lab.local with FE02.lab.local
| 0h10m00s  FE01.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h10m00s  FE01.lab.local and FE02.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
FE01.lab.local> Publish-CsTopology
| 0h10m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h10m00s  FE01.lab.local and FE02.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 0h10m00s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h10m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect FE01.lab.local pair published
+2m
| 0h11m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h11m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h11m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h11m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
FE01.lab.local> clear backup of FE01.lab.local
| 0h12m00s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h12m00s  FE01.lab.local and FE02.lab.local  pairing published → leaving  The pair ends with the next publication, not before (F-157)
expect FE01.lab.local pair leaving
FE01.lab.local> Publish-CsTopology
| 0h12m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h12m00s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
expect FE01.lab.local pair unpaired
+2m
| 0h13m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h13m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)

== F-157 Given up half way; setup of the other side follows what is still published
FE01.lab.local> name backup of FE01.lab.local with FE02.lab.local
| 0h14m00s  FE01.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h14m00s  FE01.lab.local and FE02.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
FE01.lab.local> Publish-CsTopology
| 0h14m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h14m00s  FE01.lab.local and FE02.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 0h14m00s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h14m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
+2m
| 0h15m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h15m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h15m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h15m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
run setup on FE01.lab.local
| 0h16m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h16m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 3m expect FE01.lab.local pair half ready
| 0h18m00s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h18m00s  FE01.lab.local and FE02.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
FE01.lab.local> clear backup of FE01.lab.local
| 0h18m00s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h18m00s  FE01.lab.local and FE02.lab.local  pairing half ready → leaving  The pair ends with the next publication, not before (F-157)
expect accepted
run setup on FE02.lab.local
| 0h18m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h18m00s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 3m expect FE02.lab.local setup ready
| 0h20m00s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h20m00s  CMS on FE02.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
| 0h20m00s  FE01.lab.local and FE02.lab.local  pairing leaving: install  Setup follows what is published, and that is still the pair (F-19, F-157)
expect FE02.lab.local pair leaving
within 5m expect FE02.lab.local database standby

== F-158 A pair that was cleared does not end while one of its pools is away, nor while the store would go with it
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h20m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h20m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
within 10m expect FE02.lab.local is failed over
| 0h20m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h21m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h23m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m15s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h24m20s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
+1m
| 0h24m50s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h24m50s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h25m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
FE01.lab.local> Publish-CsTopology
| 0h25m20s  administrator  publish refused: leaving-active  A pair that was cleared does not end while one of its pools is not active and has users (F-158, F-153, Q-8)
expect blocked leaving-active
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h25m20s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h25m20s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 16m expect FE02.lab.local is active
| 0h25m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h25m50s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h26m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h26m20s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h26m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h27m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h27m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h28m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h28m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h29m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h29m20s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h29m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h31m20s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m20s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m20s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h32m20s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h32m25s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m25s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h34m25s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h34m25s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h37m15s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h37m15s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h37m20s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h37m20s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h37m20s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
+2m
| 0h38m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h38m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h39m20s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h39m20s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h39m20s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 5m expect HQ finds CMS at FE02.lab.local
| 0h39m30s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h39m30s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h39m30s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h39m30s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Publish-CsTopology
| 0h39m30s  administrator  publish refused: leaving-master  The active Central Management Store would go with a pair that was cleared (F-158, Q-8)
expect blocked leaving-master
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h39m30s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h39m30s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h39m30s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 5m expect HQ finds CMS at FE01.lab.local
| 0h39m40s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h39m40s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h39m40s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h39m40s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Publish-CsTopology
| 0h39m40s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h39m40s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 0h39m40s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h39m40s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect FE01.lab.local pair unpaired

== F-106 Nor is anything ordered on a server that does not run
break power FE02.lab.local
| 0h39m40s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h39m40s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
FE02.lab.local> Publish-CsTopology
| 0h39m40s  administrator  publish refused: server-up  The server on which the order is given has to run (F-106)
| 0h39m40s  administrator  publish refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
expect blocked server-up, cms-writable
