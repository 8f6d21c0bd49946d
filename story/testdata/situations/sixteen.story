understudy story 1
title Sixteen front ends start with twelve, and some users' data lie on the other four
# If quorum were all that a pool needs, everybody could sign in after this cold start. A pool of sixteen starts with twelve
# (F-162), and a routing group whose three replicas lie on the four that are missing cannot be placed (F-165).

topology
  domain lab.local
  site HQ
  pool EE01.lab.local site HQ edition enterprise release 2019 front-ends 16 cms
  user u1@lab.local home EE01.lab.local
  user u2@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local
  set enterprise.rebuild 2h
  seed 5

story
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by front end 16 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1m
expect u2@lab.local normal

== F-162 Power is back, but for four of them
break front end EE01.lab.local number 1
| 0h01m00s  EE01.lab.local  front end 1 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h01m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
break front end EE01.lab.local number 2
| 0h01m00s  EE01.lab.local  front end 2 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h01m00s  EE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h01m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h01m00s  EE01.lab.local  routing group 16 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
break front end EE01.lab.local number 3
| 0h01m00s  EE01.lab.local  front end 3 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h01m00s  EE01.lab.local  routing group 1 primary alone → lost  The last replica is lost, so its users cannot sign in (F-165)
| 0h01m00s  EE01.lab.local  routing group 2 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h01m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
break front end EE01.lab.local number 4
| 0h01m00s  EE01.lab.local  front end 4 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h01m00s  EE01.lab.local  routing group 2 primary alone → lost  The last replica is lost, so its users cannot sign in (F-165)
| 0h01m00s  EE01.lab.local  routing group 3 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h01m00s  EE01.lab.local  routing group 4 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
break power EE01.lab.local
| 0h01m00s  EE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h01m00s  EE01.lab.local  quorum functional → stopped  No front end is left (F-163, H-46)
+1m
| 0h01m32s  u2@lab.local  signed out of EE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h01m32s  u2@lab.local  tries front end 12 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
heal power EE01.lab.local
| 0h02m00s  EE01.lab.local  mended: power off  The fault is over (H-22)
| 0h02m00s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 0h02m00s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
+59m59s
| 0h02m32s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m04s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m36s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m59.350s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m59.350s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m31.350s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h06m03.350s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m59.203s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m31.203s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m31.203s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m31.203s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h11m24.358s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h11m56.358s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m28.358s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m00.358s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m03.820s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m35.820s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m35.820s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m35.820s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m45.695s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m17.695s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m49.695s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h32m21.695s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h53m39.068s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h54m11.068s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h54m43.068s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h55m15.068s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect EE01.lab.local quorum starting
+1s
| 1h02m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 1h02m00s  EE01.lab.local  routing group 1 unplaced → lost  None of the front ends that hold it runs, so its users cannot sign in (F-165)
| 1h02m00s  EE01.lab.local  routing group 2 unplaced → lost  None of the front ends that hold it runs, so its users cannot sign in (F-165)
expect EE01.lab.local quorum functional
u1@lab.local signs in
| 1h02m00s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 10m expect u1@lab.local waiting
| 1h02m32s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h03m04s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h03m04s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h03m36s  u1@lab.local  told by front end 15 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h03m36s  u1@lab.local  told by front end 8 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h03m36s  u1@lab.local  told by front end 16 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h03m36s  u1@lab.local  told by front end 9 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h03m36s  u1@lab.local  told by front end 10 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h03m36s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h04m08s  u1@lab.local  told by front end 12 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h04m08s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h04m08s  u1@lab.local  told by front end 13 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h04m08s  u1@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h04m08s  u1@lab.local  told by front end 11 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h04m08s  u1@lab.local  told by front end 7 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)

== F-166 The recovery: in the middle of it the database fails
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 1h04m08s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 1h04m08s  EE01.lab.local  routing group 1 lost → reloading  It is read from the database of the back end (F-165, F-166)
| 1h04m08s  EE01.lab.local  routing group 2 lost → reloading  It is read from the database of the back end (F-165, F-166)
+10m
| 1h05m06.108s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h05m38.108s  u1@lab.local  told by front end 10 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h05m38.108s  u1@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h05m38.108s  u1@lab.local  told by front end 16 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h05m38.108s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h06m10.108s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h06m42.108s  u1@lab.local  told by front end 11 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h06m42.108s  u1@lab.local  told by front end 9 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h06m42.108s  u1@lab.local  told by front end 7 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h06m42.108s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h06m42.108s  u1@lab.local  told by front end 12 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h06m42.108s  u1@lab.local  told by front end 8 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h06m42.108s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h07m14.108s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h07m14.108s  u1@lab.local  told by front end 15 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h07m14.108s  u1@lab.local  told by front end 13 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h08m49.045s  u1@lab.local  told by front end 9 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h08m49.045s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h08m49.045s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h09m21.045s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h09m21.045s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h09m53.045s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h10m25.045s  u1@lab.local  told by front end 16 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  told by front end 7 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  told by front end 8 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  told by front end 12 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  told by front end 11 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  told by front end 15 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  told by front end 13 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m25.045s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h10m57.045s  u1@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h10m57.045s  u1@lab.local  told by front end 10 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h13m33.412s  u1@lab.local  told by front end 15 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h13m33.412s  u1@lab.local  told by front end 8 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h13m33.412s  u1@lab.local  told by front end 12 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h13m33.412s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h13m33.412s  u1@lab.local  told by front end 13 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h13m33.412s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h14m05.412s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
break sql EE01.lab.local
| 1h14m08s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 1h14m08s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 1h14m08s  EE01.lab.local  routing group 1 reloading → lost  The database does not answer any more, so the recovery breaks off (F-166)
| 1h14m08s  EE01.lab.local  routing group 2 reloading → lost  The database does not answer any more, so the recovery breaks off (F-166)
+1m
| 1h14m37.412s  u1@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h14m37.412s  u1@lab.local  told by front end 11 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h14m37.412s  u1@lab.local  told by front end 7 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h14m37.412s  u1@lab.local  told by front end 16 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h14m37.412s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h14m46.412s  u2@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 1h14m46.412s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
heal sql EE01.lab.local
| 1h15m08s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
| 1h15m08s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)

== F-163 Then the pool stops in the middle of it
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 1h15m08s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 1h15m08s  EE01.lab.local  routing group 1 lost → reloading  It is read from the database of the back end (F-165, F-166)
| 1h15m08s  EE01.lab.local  routing group 2 lost → reloading  It is read from the database of the back end (F-165, F-166)
break power EE01.lab.local
| 1h15m08s  EE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h15m08s  EE01.lab.local  quorum functional → stopped  No front end is left (F-163, H-46)
heal power EE01.lab.local
| 1h15m08s  EE01.lab.local  mended: power off  The fault is over (H-22)
| 1h15m08s  EE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
+1h
| 1h15m09.412s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h15m18.412s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h15m18.412s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h15m50.412s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h20m30.286s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h21m02.286s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h21m34.286s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h22m06.286s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h35m09.405s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h35m41.405s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h35m41.405s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h36m09.865s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h36m09.865s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h36m13.405s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h36m41.865s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h37m13.865s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h59m31.035s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h59m31.035s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h00m03.035s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h00m25.489s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h00m35.035s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h00m57.489s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h00m57.489s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h01m29.489s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h15m08s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 2h15m08s  EE01.lab.local  routing group 1 unplaced → lost  None of the front ends that hold it runs, so its users cannot sign in (F-165)
| 2h15m08s  EE01.lab.local  routing group 2 unplaced → lost  None of the front ends that hold it runs, so its users cannot sign in (F-165)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 2h15m08s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 2h15m08s  EE01.lab.local  routing group 1 lost → reloading  It is read from the database of the back end (F-165, F-166)
| 2h15m08s  EE01.lab.local  routing group 2 lost → reloading  It is read from the database of the back end (F-165, F-166)
+29m
| 2h23m44.952s  u2@lab.local  told by front end 13 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h23m44.952s  u2@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h23m44.952s  u2@lab.local  told by front end 16 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h23m44.952s  u2@lab.local  told by front end 11 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h23m44.952s  u2@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h23m44.952s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h24m16.952s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h24m48.952s  u2@lab.local  told by front end 15 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h24m48.952s  u2@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h25m20.952s  u2@lab.local  told by front end 12 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h25m20.952s  u2@lab.local  told by front end 9 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h25m20.952s  u2@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h25m20.952s  u2@lab.local  told by front end 8 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h25m20.952s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h25m52.952s  u2@lab.local  told by front end 7 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h25m52.952s  u2@lab.local  told by front end 10 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h31m04.714s  u1@lab.local  told by front end 8 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h31m04.714s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h31m04.714s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h31m36.714s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h32m08.714s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h32m40.714s  u1@lab.local  told by front end 7 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 9 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 16 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 14 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 15 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 11 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 12 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 13 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  told by front end 10 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 2h32m40.714s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u1@lab.local waiting
+1m
| 2h45m08s  EE01.lab.local  routing group 1 reloading → full  Read from the database, as it was saved there last (F-137, F-166)
| 2h45m08s  EE01.lab.local  routing group 2 reloading → full  Read from the database, as it was saved there last (F-137, F-166)
within 30m expect u1@lab.local normal
| 2h48m34.773s  u2@lab.local  redirected by front end 15 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 2h48m34.773s  u2@lab.local  signed in at front end 5 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 3h00m06.035s  u1@lab.local  tries front end 4 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h00m38.035s  u1@lab.local  redirected by front end 9 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 3h00m38.035s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 3h00m38.035s  u1@lab.local  signed in at front end 5 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
