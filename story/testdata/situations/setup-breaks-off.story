understudy story 1
title The server goes off while setup runs
# If a run went on on a server that is off, the pool would serve when nobody has finished it. A first run leaves nothing
# behind and is run again; a later one leaves what was there (H-72, F-23, L-2, L-6).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s later
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
FE01.lab.local> define pool FE02.lab.local
| 0h00m00s  FE02.lab.local  define pool  Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)
| 0h00m00s  FE02.lab.local  setup absent → defined  A pool begins as a definition in the topology (L-1)
FE01.lab.local> Publish-CsTopology
| 0h00m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h00m00s  FE02.lab.local  setup defined → published  Publishing tells every server that the pool exists (L-2)
| 0h00m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)

== H-72 The first run
run setup on FE02.lab.local
| 0h00m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h00m00s  FE02.lab.local  setup published → installing  Setup turns what is published into services (L-2)
+5m
expect FE02.lab.local setup installing
break power FE02.lab.local
| 0h05m00s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  FE02.lab.local  setup installing → published  A first run that fails leaves a pool without services, and can be run again (F-23, L-6)
| 0h05m00s  FE02.lab.local  setup failed: the server went off  It has to be run again; what an earlier run installed is still there (H-72)
expect FE02.lab.local setup published
heal power FE02.lab.local
| 0h05m00s  FE02.lab.local  mended: power off  The fault is over (H-22)
+10m
expect FE02.lab.local down
FE01.lab.local> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local
| 0h15m00s  u1@lab.local  move user refused: target-set-up  The target pool is not set up (L-2, Q-9)
expect blocked target-set-up
run setup on FE02.lab.local
| 0h15m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h15m00s  FE02.lab.local  setup published → installing  Setup turns what is published into services (L-2)
within 10m expect FE02.lab.local setup ready
| 0h25m00s  FE02.lab.local  setup installing → ready  Setup has run to its end, so the pool can home users (L-2)

== H-72 A later run, on a pool that serves
run setup on FE01.lab.local
| 0h25m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h25m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
+1m
break power FE01.lab.local
| 0h26m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h26m00s  FE01.lab.local  setup reinstalling → ready  A later run that fails leaves the services as they were, and can be run again (F-23, L-6)
| 0h26m00s  FE01.lab.local  setup failed: the server went off  It has to be run again; what an earlier run installed is still there (H-72)
expect FE01.lab.local setup ready
heal power FE01.lab.local
| 0h26m00s  FE01.lab.local  mended: power off  The fault is over (H-22)
+10m
| 0h28m30s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 0h28m30s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect FE01.lab.local up
run setup on FE01.lab.local
| 0h36m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h36m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 2m expect FE01.lab.local setup ready
| 0h38m00s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
