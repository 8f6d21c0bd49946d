understudy story 1
title A pool is taken out of the topology
# If a pool could be deleted while somebody still needs it, its users would be homed nowhere, its partner would wait for a
# primary that never comes back, and the store might go with it. One after the other has to let go of it (H-91); then it
# goes, and nobody notices.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard later
  pool BR01.lab.local site HQ edition appliance backup FE02.lab.local automatic detect 120s failback 240s
  pair FE01.lab.local FE02.lab.local
  edge EDGE01.lab.local site HQ next-hop FE02.lab.local
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
| 0h00m00s  FE02.lab.local sees BR01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  BR01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== H-91 Not while it has users, a partner and a database of the store
FE01.lab.local> remove pool FE03.lab.local
| 0h05m00s  FE03.lab.local  remove pool refused: in-topology  The pool is not in the topology, or on its way out of it (H-91)
expect blocked in-topology
FE01.lab.local> remove pool FE02.lab.local
| 0h05m00s  FE02.lab.local  remove pool refused: homes-nobody  Users are homed on the pool, and have to be moved first (H-91)
| 0h05m00s  FE02.lab.local  remove pool refused: not-paired  The pool has a backup pool, which has to be cleared first (H-91, F-157)
| 0h05m00s  FE02.lab.local  remove pool refused: hosts-no-store  The pool hosts a database of the Central Management Store (H-91, F-158)
| 0h05m00s  FE02.lab.local  remove pool refused: backs-nobody  The pool is the backup of a branch appliance or of a pool of Lync 2010, which goes first (F-2, F-4, H-91)
| 0h05m00s  FE02.lab.local  remove pool refused: edge-next-hop  The pool is the next hop of an Edge pool, which has to be given another one first (F-73, C-126)
expect blocked homes-nobody, not-paired, hosts-no-store, backs-nobody, edge-next-hop
FE01.lab.local> remove pool FE01.lab.local
| 0h05m00s  FE01.lab.local  remove pool refused: homes-nobody  Users are homed on the pool, and have to be moved first (H-91)
| 0h05m00s  FE01.lab.local  remove pool refused: not-paired  The pool has a backup pool, which has to be cleared first (H-91, F-157)
| 0h05m00s  FE01.lab.local  remove pool refused: hosts-no-store  The pool hosts a database of the Central Management Store (H-91, F-158)
expect blocked homes-nobody, not-paired, hosts-no-store
FE01.lab.local> Move-CsUser -Identity u2@lab.local -Target FE01.lab.local -Force -MoveConferenceData
| 0h05m00s  u2@lab.local  move user refused: conference-data  Conference content is moved between pools that run, and by no force; in a disaster it is the Backup Service's (F-151)
expect blocked conference-data
FE01.lab.local> Move-CsUser -Identity u2@lab.local -Target FE01.lab.local -MoveConferenceData
| 0h05m00s  u2@lab.local  move user  The home of the user changes at once (L-3, F-149)
| 0h05m00s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h05m00s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h05m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect accepted
within 1m expect u2@lab.local normal at FE01.lab.local
FE01.lab.local> Set-CsEdgeServer -Identity EdgeServer:EDGE01.lab.local -Registrar Registrar:FE01.lab.local
| 0h05m00s  EDGE01.lab.local  set next hop  What comes from outside goes to the pool that is named from now on (F-73)
FE01.lab.local> remove pool BR01.lab.local
| 0h05m00s  BR01.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 0h05m00s  BR01.lab.local  setup ready → withdrawn  The pool serves until its end is published (H-91)
expect accepted
FE01.lab.local> clear backup of FE02.lab.local
| 0h05m00s  FE02.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h05m00s  FE01.lab.local and FE02.lab.local  pairing ready → leaving  The pair ends with the next publication, until which both Backup Services run on (F-157)
| 0h05m00s  FE01.lab.local  warning: the standby CMS on FE02.lab.local will be of no use  Only the database of the master's partner can be made active (F-106, F-157, Q-8)
| 0h05m00s  FE01.lab.local  warning: the copy of its user data on FE02.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
| 0h05m00s  FE02.lab.local  warning: the copy of its user data on FE01.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
FE01.lab.local> remove pool FE02.lab.local
| 0h05m00s  FE02.lab.local  remove pool refused: hosts-no-store  The pool hosts a database of the Central Management Store (H-91, F-158)
expect blocked hosts-no-store
FE01.lab.local> Publish-CsTopology
| 0h05m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h05m00s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 0h05m00s  BR01.lab.local  setup withdrawn → absent  The pool is no longer in the topology, and its servers serve nobody (H-91)
| 0h05m00s  BR01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h05m00s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h05m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect FE02.lab.local database standby
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over refused: standby-defined  Only the partner of the pool that hosts the active one can take the role (F-106)
expect blocked standby-defined
FE01.lab.local> Uninstall-CsDatabase -CentralManagementDatabase
| 0h05m00s  FE01.lab.local  remove standby database refused: has-standby  The pool has no standby database of the Central Management Store (F-106)
expect blocked has-standby
FE02.lab.local> Uninstall-CsDatabase -CentralManagementDatabase
| 0h05m00s  FE02.lab.local  remove standby database  A standby that nobody can make active is of no use (F-106, Q-8)
| 0h05m00s  CMS on FE02.lab.local  standby → absent  A standby may be deleted, as after unpairing (Q-8)
expect accepted
expect FE02.lab.local database absent

== H-91 It serves until its end is published, and nobody new depends on it
run setup on FE01.lab.local
| 0h05m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h05m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE02.lab.local
| 0h05m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h05m00s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
FE01.lab.local> remove pool FE02.lab.local
| 0h05m00s  FE02.lab.local  remove pool refused: setup-idle  Setup runs there already (L-2)
expect blocked setup-idle
+5m
| 0h05m35s  FE02.lab.local sees BR01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m05s  FE02.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h06m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h06m30s  FE02.lab.local sees BR01.lab.local  silent → unknown  An observer that stops holds nothing, the silence included (H-10)
| 0h07m00s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h07m00s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
FE01.lab.local> remove pool FE02.lab.local
| 0h10m00s  FE02.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 0h10m00s  FE02.lab.local  setup ready → withdrawn  The pool serves until its end is published (H-91)
expect accepted
FE01.lab.local> remove pool FE02.lab.local
| 0h10m00s  FE02.lab.local  remove pool refused: in-topology  The pool is not in the topology, or on its way out of it (H-91)
expect blocked in-topology
run setup on FE02.lab.local
| 0h10m00s  FE02.lab.local  run setup refused: pool-stays  The pool is on its way out of the topology (H-91)
expect blocked pool-stays
FE01.lab.local> Move-CsUser -Identity u2@lab.local -Target FE02.lab.local
| 0h10m00s  u2@lab.local  move user refused: target-stays  The target pool is on its way out of the topology (H-91)
expect blocked target-stays
FE01.lab.local> name backup of FE01.lab.local with FE02.lab.local
| 0h10m00s  FE01.lab.local  name backup refused: pool-defined  Both pools have to be defined (F-8)
expect blocked pool-defined
expect FE02.lab.local up
FE01.lab.local> Publish-CsTopology
| 0h10m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h10m00s  FE02.lab.local  setup withdrawn → absent  The pool is no longer in the topology, and its servers serve nobody (H-91)
expect FE02.lab.local down
expect FE02.lab.local setup absent
for 1h expect u1@lab.local normal at FE01.lab.local
expect u2@lab.local normal at FE01.lab.local
FE02.lab.local> Publish-CsTopology
| 1h10m00s  administrator  publish refused: server-there  No server is set up in the pool where the order is given (L-2)
expect blocked server-there
FE01.lab.local> Export-CsUserData -PoolFqdn FE02.lab.local
| 1h10m00s  FE02.lab.local  export user data refused: data-reached  The databases of the pool cannot be reached (F-153)
expect blocked data-reached

== H-91 A pool that never came to be goes the same way
FE01.lab.local> define pool FE03.lab.local
| 1h10m00s  FE03.lab.local  define pool  Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)
| 1h10m00s  FE03.lab.local  setup absent → defined  A pool begins as a definition in the topology (L-1)
FE01.lab.local> Publish-CsTopology
| 1h10m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h10m00s  FE03.lab.local  setup defined → published  Publishing tells every server that the pool exists (L-2)
| 1h10m00s  FE03.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect FE03.lab.local needs setup
FE01.lab.local> remove pool FE03.lab.local
| 1h10m00s  FE03.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 1h10m00s  FE03.lab.local  setup published → withdrawn  What was published ends with the next publication, not before (H-91)
FE01.lab.local> Publish-CsTopology
| 1h10m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h10m00s  FE03.lab.local  setup withdrawn → absent  The pool is no longer in the topology, and its servers serve nobody (H-91)
expect FE03.lab.local setup absent

== L-1 What is gone can be built again
FE01.lab.local> define pool FE02.lab.local
| 1h10m00s  FE02.lab.local  define pool  Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)
| 1h10m00s  FE02.lab.local  setup absent → defined  A pool begins as a definition in the topology (L-1)
FE01.lab.local> Publish-CsTopology
| 1h10m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h10m00s  FE02.lab.local  setup defined → published  Publishing tells every server that the pool exists (L-2)
| 1h10m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
run setup on FE02.lab.local
| 1h10m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 1h10m00s  FE02.lab.local  setup published → installing  Setup turns what is published into services (L-2)
within 11m expect FE02.lab.local up
| 1h20m00s  FE02.lab.local  setup installing → ready  Setup has run to its end, so the pool can home users (L-2)
FE01.lab.local> Move-CsUser -Identity u2@lab.local -Target FE02.lab.local
| 1h20m00s  u2@lab.local  move user  The home of the user changes at once (L-3, F-149)
| 1h20m00s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h20m00s  u2@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 1h20m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 1m expect u2@lab.local normal at FE02.lab.local
