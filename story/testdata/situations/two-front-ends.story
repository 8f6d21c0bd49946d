understudy story 1
title A pool of two front ends, and the vote of its database
# If two front ends were as good as three, nobody would notice when one of them stops. With one left there is no secondary
# replica, so its users are limited (H-43); and without the vote of the database one of two is no majority (F-164, H-41).

topology
  domain lab.local
  site HQ
  pool EE01.lab.local site HQ edition enterprise front-ends 2 cms
  user u1@lab.local home EE01.lab.local
  user u2@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local
  seed 1

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by front end 1 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1m

== F-165 One stops: who is left is limited, and the users of both are
break front end service EE01.lab.local number 2
| 0h01m00s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h01m00s  EE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h01m00s  EE01.lab.local  routing group 2 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h01m00s  u2@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h01m00s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 0h01m00s  u2@lab.local  signed in at front end 1 of EE01.lab.local, limited at home  Both secondary replicas of the user's routing group are missing (F-51, F-165)
expect EE01.lab.local quorum functional
within 1m expect u1@lab.local limited at EE01.lab.local
within 2m expect u2@lab.local limited at EE01.lab.local

== H-41 The database dies, too: one of two is no majority
break sql EE01.lab.local
| 0h01m00s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h01m00s  EE01.lab.local  quorum functional → lost  Too few front ends are left, and these stop all services (F-163)
| 0h01m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h01m00s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h01m00s  u2@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
expect EE01.lab.local quorum lost
within 1m expect u1@lab.local waiting
heal sql EE01.lab.local
| 0h01m00s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h01m00s  EE01.lab.local  quorum lost → starting  A pool that has lost its quorum takes the number of a cold start again (F-162, F-163)
| 0h01m00s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
expect EE01.lab.local quorum starting
within 10m expect EE01.lab.local up
| 0h11m00s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 0h11m00s  EE01.lab.local  routing group 1 unplaced → primary alone  Only one front end runs; a primary without secondaries serves in resiliency mode (F-165)
| 0h11m00s  EE01.lab.local  routing group 2 unplaced → primary alone  Only one front end runs; a primary without secondaries serves in resiliency mode (F-165)
within 30m expect u1@lab.local limited at EE01.lab.local
| 0h12m48.918s  u2@lab.local  signed in at front end 1 of EE01.lab.local, limited at home  Both secondary replicas of the user's routing group are missing (F-51, F-165)
| 0h13m07.964s  u1@lab.local  signed in at front end 1 of EE01.lab.local, limited at home  Both secondary replicas of the user's routing group are missing (F-51, F-165)

== F-161 The second one is back
heal front end service EE01.lab.local number 2
| 0h13m07.964s  EE01.lab.local  mended: front end 2 stopped  The fault is over (H-22)
| 0h13m07.964s  EE01.lab.local  routing group 1 primary alone → full  A front end with a secondary is back (F-165)
| 0h13m07.964s  EE01.lab.local  routing group 2 primary alone → full  A front end with a secondary is back (F-165)
| 0h13m07.964s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h13m07.964s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u1@lab.local normal at EE01.lab.local
+1m
break sql EE01.lab.local
| 0h14m07.964s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h14m07.964s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
expect EE01.lab.local quorum functional
+1m
heal sql EE01.lab.local
| 0h15m07.964s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h15m07.964s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
