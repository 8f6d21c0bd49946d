understudy story 1
title A cold start that does not get enough front ends, and resets in between
# If a pool started with as many front ends as it needs to go on, it would serve users whose data nobody has. A cold start
# takes the number of its table (F-162, D-11), begins anew when one is lost, and takes its time (F-167).

topology
  domain lab.local
  site HQ
  site DR
  pool EE01.lab.local site HQ edition enterprise front-ends 3 cms automatic detect 90s failback 300s
  pool EE02.lab.local site DR edition enterprise front-ends 3 automatic detect 90s failback 300s
  pair EE01.lab.local EE02.lab.local
  user u1@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target EE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by front end 2 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  EE01.lab.local sees EE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  EE02.lab.local sees EE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+2m

== H-46 The power fails, and one front end does not come back
break front end EE01.lab.local number 3
| 0h02m00s  EE01.lab.local  front end 3 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h02m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
break power EE01.lab.local
| 0h02m00s  EE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h02m00s  EE01.lab.local  quorum functional → stopped  No front end is left (F-163, H-46)
| 0h02m00s  EE01.lab.local sees EE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
expect EE01.lab.local quorum stopped
+5m
| 0h02m32s  u1@lab.local  signed out of EE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h02m32s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h02m35s  EE02.lab.local sees EE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h03m04s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m05s  EE02.lab.local sees EE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m35s  EE02.lab.local sees EE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m35s  EE02.lab.local sees EE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h03m36s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m08s  u1@lab.local  redirected by front end 2 of EE02.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h04m08s  u1@lab.local  signed in at front end 1 of EE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
heal power EE01.lab.local
| 0h07m00s  EE01.lab.local  mended: power off  The fault is over (H-22)
expect EE01.lab.local quorum stopped
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 0h07m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 0h07m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h07m00s  EE01.lab.local  routing group 1 recovery refused while unplaced  The pool does not run; a lost routing group is recovered while it does (F-165)
| 0h07m00s  EE01.lab.local  routing group 2 recovery refused while unplaced  The pool does not run; a lost routing group is recovered while it does (F-165)
| 0h07m00s  EE01.lab.local  routing group 3 recovery refused while unplaced  The pool does not run; a lost routing group is recovered while it does (F-165)
expect EE01.lab.local quorum stopped
within 3m expect u1@lab.local limited at EE02.lab.local

== F-162 The third is repaired; another one fails in the middle of the start
heal front end EE01.lab.local number 3
| 0h07m00s  EE01.lab.local  mended: front end 3 down  The fault is over (H-22)
| 0h07m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
expect EE01.lab.local quorum starting
+5m
break front end service EE01.lab.local number 2
| 0h12m00s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h12m00s  EE01.lab.local  quorum starting → stopped  Fewer front ends run than a cold start takes (F-162)
expect EE01.lab.local quorum stopped
heal front end service EE01.lab.local number 2
| 0h12m00s  EE01.lab.local  mended: front end 2 stopped  The fault is over (H-22)
| 0h12m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
+5m

== F-166 A reset in the middle of the start begins it anew
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 0h17m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h17m00s  EE01.lab.local  quorum starting → stopped  The reset stops the services of every front end in the middle of their start (F-166)
| 0h17m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
expect EE01.lab.local quorum starting
+14m59s
expect EE01.lab.local quorum starting
+1s
| 0h32m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 0h32m00s  EE01.lab.local sees EE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h32m00s  EE01.lab.local sees EE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect EE01.lab.local quorum functional
within 10m expect u1@lab.local normal at EE01.lab.local
| 0h33m35s  EE02.lab.local sees EE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h33m35s  u1@lab.local  sent home by EE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h33m35s  u1@lab.local  signed out of EE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h33m35s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== F-166 A reset of a pool that runs: everybody is out until it has started again
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 0h33m35s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h33m35s  EE01.lab.local  quorum functional → stopped  The reset stops the services of every front end, and starts them again (F-166)
| 0h33m35s  EE01.lab.local sees EE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h33m35s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 0h33m35s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h33m35s  u1@lab.local  redirected by front end 3 of EE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect EE01.lab.local down
within 1m expect u1@lab.local waiting
within 20m expect EE01.lab.local up
| 0h34m10s  EE02.lab.local sees EE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h34m17.681s  u1@lab.local  redirected by front end 1 of EE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h34m40s  EE02.lab.local sees EE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m10s  EE02.lab.local sees EE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m10s  EE02.lab.local sees EE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h35m34.198s  u1@lab.local  redirected by front end 3 of EE02.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h35m34.198s  u1@lab.local  signed in at front end 1 of EE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h48m35s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 0h48m35s  EE01.lab.local sees EE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h48m35s  EE01.lab.local sees EE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 10m expect u1@lab.local normal at EE01.lab.local
| 0h50m10s  EE02.lab.local sees EE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h50m10s  u1@lab.local  sent home by EE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h50m10s  u1@lab.local  signed out of EE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h50m10s  u1@lab.local  redirected by front end 2 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h50m10s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== F-163 Two are lost, then the last one
break front end service EE01.lab.local number 1
| 0h50m10s  EE01.lab.local  front end 1 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h50m10s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h50m10s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h50m10s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h50m10s  u1@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
break front end service EE01.lab.local number 2
| 0h50m10s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h50m10s  EE01.lab.local  quorum functional → lost  Too few front ends are left, and these stop all services (F-163)
| 0h50m10s  EE01.lab.local sees EE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h50m10s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h50m10s  u1@lab.local  redirected by front end 2 of EE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect EE01.lab.local quorum lost
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local
| 0h50m10s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
break front end service EE01.lab.local number 3
| 0h50m10s  EE01.lab.local  front end 3 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h50m10s  EE01.lab.local  quorum lost → stopped  The last front end is gone, too (F-163)
expect EE01.lab.local quorum stopped
