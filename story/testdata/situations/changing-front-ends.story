understudy story 1
title Front ends are added and removed, and when that counts
# If a published front end counted at once, a pool could lose its quorum by being enlarged. A change counts when every front
# end has restarted, one at a time; after an outage it takes a reset of services, and across the number of two a full
# reset with three running (F-159).

topology
  domain lab.local
  site HQ
  pool EE01.lab.local site HQ edition enterprise front-ends 3 cms
  pool EE02.lab.local site HQ edition enterprise release 2019 front-ends 3
  pool SE01.lab.local site HQ edition standard
  user u1@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by front end 2 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== F-159 A fourth one: every front end restarts, one at a time
HQ> add front end to EE01.lab.local
| 0h00m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 0h00m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h00m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
HQ> add front end to EE01.lab.local
| 0h00m00s  EE01.lab.local  add front end refused: change-counts  Another change of the pool's front ends waits to count (F-159, H-44)
expect blocked change-counts
break front end service EE01.lab.local number 1
| 0h00m00s  EE01.lab.local  front end 1 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h00m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h00m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h00m00s  u1@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
heal front end service EE01.lab.local number 1
| 0h00m00s  EE01.lab.local  mended: front end 1 stopped  The fault is over (H-22)
| 0h00m00s  EE01.lab.local  front ends restarting: one restarted  One front end has restarted, and the others wait for their turn (F-159)
break front end service EE01.lab.local number 2
| 0h00m00s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h00m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h00m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h00m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h00m00s  u1@lab.local  redirected by front end 4 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
heal front end service EE01.lab.local number 2
| 0h00m00s  EE01.lab.local  mended: front end 2 stopped  The fault is over (H-22)
| 0h00m00s  EE01.lab.local  front ends restarting: one restarted  One front end has restarted, and the others wait for their turn (F-159)
break front end service EE01.lab.local number 3
| 0h00m00s  EE01.lab.local  front end 3 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h00m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h00m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
heal front end service EE01.lab.local number 3
| 0h00m00s  EE01.lab.local  mended: front end 3 stopped  The fault is over (H-22)
| 0h00m00s  EE01.lab.local  front ends restarting → settled  Every front end has restarted, and the pool counts what the topology names (F-159)
+1m
expect u1@lab.local normal

== F-160 One that is broken leaves: its users sign in at another one
break front end EE01.lab.local number 1
| 0h01m00s  EE01.lab.local  front end 1 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h01m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h01m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
+20m
| 0h01m32s  u1@lab.local  signed out of EE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h01m32s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h02m04s  u1@lab.local  redirected by front end 3 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h02m04s  u1@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h11m00s  EE01.lab.local  routing group 1 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
| 0h11m00s  EE01.lab.local  routing group 2 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
| 0h11m00s  EE01.lab.local  routing group 3 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
HQ> remove front end 1 of EE01.lab.local
| 0h21m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 0h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h21m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
break front end service EE01.lab.local number 2
| 0h21m00s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h21m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h21m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h21m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h21m00s  u1@lab.local  signed in at front end 4 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
heal front end service EE01.lab.local number 2
| 0h21m00s  EE01.lab.local  mended: front end 2 stopped  The fault is over (H-22)
| 0h21m00s  EE01.lab.local  front ends restarting: one restarted  One front end has restarted, and the others wait for their turn (F-159)
break front end service EE01.lab.local number 3
| 0h21m00s  EE01.lab.local  front end 3 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h21m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h21m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
heal front end service EE01.lab.local number 3
| 0h21m00s  EE01.lab.local  mended: front end 3 stopped  The fault is over (H-22)
| 0h21m00s  EE01.lab.local  front ends restarting: one restarted  One front end has restarted, and the others wait for their turn (F-159)
break front end service EE01.lab.local number 4
| 0h21m00s  EE01.lab.local  front end 4 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h21m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h21m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h21m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h21m00s  u1@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
heal front end service EE01.lab.local number 4
| 0h21m00s  EE01.lab.local  mended: front end 4 stopped  The fault is over (H-22)
| 0h21m00s  EE01.lab.local  front ends restarting → settled  Every front end has restarted, and the pool counts what the topology names (F-159)
HQ> remove front end 1 of EE01.lab.local
| 0h21m00s  EE01.lab.local  remove front end refused: front-end-there  The pool has no front end of that number (F-159)
expect blocked front-end-there

== H-44 A second thought: what is taken back waits no more
HQ> add front end to EE01.lab.local
| 0h21m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 0h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h21m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
HQ> remove front end 5 of EE01.lab.local
| 0h21m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 0h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h21m00s  EE01.lab.local  front ends restarting → settled  The topology names what the pool counts, so nothing waits any more (F-159, H-44)

== F-166 A reset does what the restarts do, all at once
HQ> add front end to EE01.lab.local
| 0h21m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 0h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h21m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 0h21m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h21m00s  EE01.lab.local  front ends restarting → settled  A reset restarts the services of every front end, and the change counts (F-159, F-166)
| 0h21m00s  EE01.lab.local  quorum functional → stopped  The reset stops the services of every front end, and starts them again (F-166)
| 0h21m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 0h21m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
HQ> remove front end 5 of EE01.lab.local
| 0h21m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 0h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h21m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType FullReset
| 0h21m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h21m00s  EE01.lab.local  front ends restarting → settled  A full reset restarts every front end, and the change counts (F-159, F-166)
| 0h21m00s  EE01.lab.local  quorum starting → stopped  The reset stops the services of every front end in the middle of their start (F-166)
| 0h21m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 0h21m00s  EE01.lab.local  routing group 1 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 0h21m00s  EE01.lab.local  routing group 2 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 0h21m00s  EE01.lab.local  routing group 3 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
+20m
| 0h36m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
expect EE01.lab.local up

== F-159 Changed while the pool is down, or down in the middle: its services have to be reset
break service EE01.lab.local
| 0h41m00s  EE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h41m00s  EE01.lab.local  quorum functional → stopped  No front end is left (F-163, H-46)
HQ> add front end to EE01.lab.local
| 0h41m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 0h41m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h41m00s  EE01.lab.local  front ends settled → waiting for a reset  Changed while the whole pool was down: its services have to be reset (F-159)
HQ> remove front end 5 of EE01.lab.local
| 0h41m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 0h41m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h41m00s  EE01.lab.local  front ends waiting for a reset → settled  The topology names what the pool counts, so nothing waits any more (F-159, H-44)
HQ> add front end to EE01.lab.local
| 0h41m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 0h41m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h41m00s  EE01.lab.local  front ends settled → waiting for a reset  Changed while the whole pool was down: its services have to be reset (F-159)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType FullReset
| 0h41m00s  EE01.lab.local  reset pool registrar state refused: enough-to-rebuild  A full reset takes three running front ends, or both of two (F-159)
expect blocked enough-to-rebuild
heal service EE01.lab.local
| 0h41m00s  EE01.lab.local  mended: service stopped  The fault is over (H-22)
| 0h41m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType FullReset
| 0h41m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h41m00s  EE01.lab.local  front ends waiting for a reset → settled  A full reset does what a reset of services does, and more (F-166)
| 0h41m00s  EE01.lab.local  quorum starting → stopped  The reset stops the services of every front end in the middle of their start (F-166)
| 0h41m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 0h41m00s  EE01.lab.local  routing group 1 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 0h41m00s  EE01.lab.local  routing group 2 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 0h41m00s  EE01.lab.local  routing group 3 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
+20m
| 1h01m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
HQ> remove front end 5 of EE01.lab.local
| 1h01m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 1h01m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h01m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
break service EE01.lab.local
| 1h01m00s  EE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 1h01m00s  EE01.lab.local  quorum functional → stopped  No front end is left (F-163, H-46)
| 1h01m00s  EE01.lab.local  front ends restarting → waiting for a reset  The whole pool went down in the middle of the change: its services have to be reset (F-159)
heal service EE01.lab.local
| 1h01m00s  EE01.lab.local  mended: service stopped  The fault is over (H-22)
| 1h01m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 1h01m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 1h01m00s  EE01.lab.local  front ends waiting for a reset → settled  The services are reset, and the pool counts what the topology names (F-159)
| 1h01m00s  EE01.lab.local  quorum starting → stopped  The reset stops the services of every front end in the middle of their start (F-166)
| 1h01m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
+20m
| 1h16m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
expect EE01.lab.local up

== F-159 From three to two, and back to three
HQ> remove front end 4 of EE01.lab.local
| 1h21m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 1h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h21m00s  EE01.lab.local  front ends settled → waiting for a full reset  From two front ends to more, or from more to two, takes a full reset (F-159)
HQ> add front end to EE01.lab.local
| 1h21m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 1h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h21m00s  EE01.lab.local  front ends waiting for a full reset → settled  The topology names what the pool counts, so nothing waits any more (F-159, H-44)
HQ> remove front end 4 of EE01.lab.local
| 1h21m00s  EE01.lab.local  remove front end  One that does not come back soon leaves the topology, which is not published yet (F-160)
HQ> Publish-CsTopology
| 1h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h21m00s  EE01.lab.local  front ends settled → waiting for a full reset  From two front ends to more, or from more to two, takes a full reset (F-159)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 1h21m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 1h21m00s  EE01.lab.local  front ends services reset refused while waiting for a full reset  From two front ends to more, or from more to two, only a full reset will do (F-159)
| 1h21m00s  EE01.lab.local  quorum functional → stopped  The reset stops the services of every front end, and starts them again (F-166)
| 1h21m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
+20m
| 1h36m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType FullReset
| 1h41m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 1h41m00s  EE01.lab.local  front ends waiting for a full reset → settled  The pool is rebuilt for the front ends that the topology names (F-159)
| 1h41m00s  EE01.lab.local  quorum functional → stopped  The reset stops the services of every front end, and starts them again (F-166)
| 1h41m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 1h41m00s  EE01.lab.local  routing group 1 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 1h41m00s  EE01.lab.local  routing group 2 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 1h41m00s  EE01.lab.local  routing group 3 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
+20m
| 1h51m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 1h52m17.894s  u1@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect EE01.lab.local up
within 10m expect u1@lab.local normal

== F-166 What will not come back is given up at once
HQ> add front end to EE01.lab.local
| 2h01m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 2h01m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 2h01m00s  EE01.lab.local  front ends settled → waiting for a full reset  From two front ends to more, or from more to two, takes a full reset (F-159)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType FullReset
| 2h01m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 2h01m00s  EE01.lab.local  front ends waiting for a full reset → settled  The pool is rebuilt for the front ends that the topology names (F-159)
| 2h01m00s  EE01.lab.local  quorum functional → stopped  The reset stops the services of every front end, and starts them again (F-166)
| 2h01m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 2h01m00s  EE01.lab.local  routing group 1 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 2h01m00s  EE01.lab.local  routing group 2 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 2h01m00s  EE01.lab.local  routing group 3 unplaced: wiped  A full reset rebuilds the local databases; the group will be read from the back end (F-166)
| 2h01m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
+20m
| 2h16m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
HQ> add front end to EE01.lab.local
| 2h21m00s  EE01.lab.local  add front end  It is in the topology, which is not published yet (F-159)
HQ> Publish-CsTopology
| 2h21m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 2h21m00s  EE01.lab.local  front ends settled → restarting  A change of front ends counts once every one has restarted, one at a time (F-159)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 2h21m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 2h21m00s  EE01.lab.local  front ends restarting → settled  A reset restarts the services of every front end, and the change counts (F-159, F-166)
| 2h21m00s  EE01.lab.local  quorum functional → stopped  The reset stops the services of every front end, and starts them again (F-166)
| 2h21m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
+20m
| 2h41m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType MachineStateRemoved number 2
| 2h41m00s  EE01.lab.local  reset pool registrar state refused: machine-gone  The front end runs, so its state is not given up (F-166)
expect blocked machine-gone
break front end EE01.lab.local number 2
| 2h41m00s  EE01.lab.local  front end 2 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 2h41m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 2h41m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
+1m
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType MachineStateRemoved number 2
| 2h42m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 2h42m00s  EE01.lab.local  routing group 1 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
| 2h42m00s  EE01.lab.local  routing group 2 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
| 2h42m00s  EE01.lab.local  routing group 3 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
+1m

== F-168 2019 has no pool of two, and a Standard Edition pool no front ends
HQ> remove front end 3 of EE02.lab.local
| 2h43m00s  EE02.lab.local  remove front end refused: pool-size  The release has no pool of so many front ends (F-162, F-168)
expect blocked pool-size
SE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn SE01.lab.local
| 2h43m00s  SE01.lab.local  reset pool registrar state refused: has-front-ends  Only an Enterprise pool consists of front ends (F-159, F-166)
expect blocked has-front-ends
break nic EE02.lab.local
| 2h43m00s  EE02.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
HQ> Reset-CsPoolRegistrarState -PoolFqdn EE02.lab.local
| 2h43m00s  EE02.lab.local  reset pool registrar state refused: pool-reached  The pool cannot be reached (F-166, F-171)
expect blocked pool-reached
