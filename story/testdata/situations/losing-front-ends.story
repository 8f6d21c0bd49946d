understudy story 1
title An Enterprise pool loses its front ends one by one, until the backup takes its users
# If a pool of front ends were one server, the first that dies would take all users with it, or none before the last. Each
# front end carries its own users (C-29, H-45), a group that keeps one replica of three is limited (F-165), and with too few
# front ends left the others stop everything: only then is the pool down for its backup (F-163, F-33).

topology
  domain lab.local
  site HQ
  site DR
  pool EE01.lab.local site HQ edition enterprise front-ends 4 cms automatic detect 90s failback 300s
  pool EE02.lab.local site DR edition enterprise front-ends 3 automatic detect 90s failback 300s
  pair EE01.lab.local EE02.lab.local
  user u1@lab.local home EE01.lab.local
  user u2@lab.local home EE01.lab.local
  user u3@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target EE02.lab.local
  seed 3

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by front end 4 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  EE01.lab.local sees EE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  EE02.lab.local sees EE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by front end 4 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by front end 4 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at front end 3 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+2m
expect u1@lab.local normal at EE01.lab.local

== C-27, F-161 One is off: its own users sign in at another one
break front end EE01.lab.local number 1
| 0h02m00s  EE01.lab.local  front end 1 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h02m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
+1m
| 0h02m32s  u1@lab.local  signed out of EE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h02m32s  u1@lab.local  redirected by front end 3 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h02m32s  u1@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 5m expect u1@lab.local normal at EE01.lab.local
expect u2@lab.local normal
expect EE02.lab.local sees EE01.lab.local up

== F-161 It does not come back, so others get its replicas
+8m

== F-165 Two at once: whose group had replicas on both is limited
break front end service EE01.lab.local number 2
| 0h11m00s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h11m00s  EE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h11m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h11m00s  EE01.lab.local  routing group 4 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h11m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h11m00s  u2@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h11m00s  u1@lab.local  signed in at front end 3 of EE01.lab.local, limited at home  Both secondary replicas of the user's routing group are missing (F-51, F-165)
| 0h11m00s  u2@lab.local  signed in at front end 3 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+30s
heal front end service EE01.lab.local number 2
| 0h11m30s  EE01.lab.local  mended: front end 2 stopped  The fault is over (H-22)
| 0h11m30s  EE01.lab.local  routing group 1 primary alone → full  A front end with a secondary is back (F-165)
| 0h11m30s  EE01.lab.local  routing group 4 primary alone → full  A front end with a secondary is back (F-165)
| 0h11m30s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
+2m

== F-163 Too few: the one that is left stops, too
break front end EE01.lab.local number 2
| 0h13m30s  EE01.lab.local  front end 2 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h13m30s  EE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h13m30s  EE01.lab.local  routing group 4 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h13m30s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
expect EE01.lab.local quorum functional
expect EE01.lab.local up
+15m
| 0h23m30s  EE01.lab.local  routing group 1 primary alone → full  Other front ends hold secondaries in the place of those that did not come back (F-161)
| 0h23m30s  EE01.lab.local  routing group 4 primary alone → full  Other front ends hold secondaries in the place of those that did not come back (F-161)
| 0h23m30s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u1@lab.local normal
break front end service EE01.lab.local number 3
| 0h28m30s  EE01.lab.local  front end 3 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h28m30s  EE01.lab.local  quorum functional → lost  Too few front ends are left, and these stop all services (F-163)
| 0h28m30s  EE01.lab.local sees EE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h28m30s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h28m30s  u2@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h28m30s  u3@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h28m30s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h28m30s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h28m30s  u3@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect EE01.lab.local quorum lost
expect EE01.lab.local down
within 2m expect u3@lab.local out
within 3m expect EE02.lab.local sees EE01.lab.local down
| 0h29m02s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m02s  u1@lab.local  redirected by front end 1 of EE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h29m02s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m02s  u3@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m02s  u3@lab.local  redirected by front end 3 of EE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h29m05s  EE02.lab.local sees EE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h29m34s  u2@lab.local  redirected by front end 1 of EE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h29m35s  EE02.lab.local sees EE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h29m41.131s  u3@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m00.531s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m05s  EE02.lab.local sees EE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h30m05s  EE02.lab.local sees EE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 5m expect u1@lab.local limited at EE02.lab.local
| 0h30m13.131s  u3@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m24.131s  u2@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m32.531s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m45.131s  u3@lab.local  signed in at front end 3 of EE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h30m56.131s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m04.531s  u1@lab.local  redirected by front end 2 of EE02.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h31m04.531s  u1@lab.local  signed in at front end 1 of EE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== F-162 One more is back, and that is not enough to start
heal front end EE01.lab.local number 2
| 0h31m04.531s  EE01.lab.local  mended: front end 2 down  The fault is over (H-22)
expect EE01.lab.local quorum lost
heal front end service EE01.lab.local number 3
| 0h31m04.531s  EE01.lab.local  mended: front end 3 stopped  The fault is over (H-22)
| 0h31m04.531s  EE01.lab.local  quorum lost → starting  A pool that has lost its quorum takes the number of a cold start again (F-162, F-163)
expect EE01.lab.local quorum starting
within 20m expect EE01.lab.local quorum functional
| 0h31m28.131s  u2@lab.local  redirected by front end 3 of EE02.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h31m28.131s  u2@lab.local  signed in at front end 2 of EE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h51m04.531s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 0h51m04.531s  EE01.lab.local sees EE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h51m04.531s  EE01.lab.local sees EE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 12m expect u1@lab.local normal at EE01.lab.local
| 0h55m05s  EE02.lab.local sees EE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h55m05s  u1@lab.local  sent home by EE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h55m05s  u2@lab.local  sent home by EE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h55m05s  u3@lab.local  sent home by EE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h55m05s  u1@lab.local  signed out of EE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h55m05s  u2@lab.local  signed out of EE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h55m05s  u3@lab.local  signed out of EE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h55m05s  u1@lab.local  redirected by front end 2 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h55m05s  u2@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h55m05s  u3@lab.local  signed in at front end 3 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h55m05s  u1@lab.local  signed in at front end 3 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 5m expect u3@lab.local normal at EE01.lab.local
