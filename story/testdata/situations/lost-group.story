understudy story 1
title Three of six front ends are lost at once, and a routing group with them
# If quorum were all that counts, a pool that goes on would serve everybody. A group whose three replicas are lost has no
# primary, and its users cannot sign in (F-165) until a front end that holds it is back, or it is read from the database,
# without what had not been written there yet (F-137, F-166).

topology
  domain lab.local
  site HQ
  pool EE01.lab.local site HQ edition enterprise front-ends 6 cms
  user u1@lab.local home EE01.lab.local
  user u2@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local
  set replication.lazy 1m
  seed 2

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at front end 2 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+2m
u1@lab.local edits contacts
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 0h02m00s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)

== F-165 Front ends 1 to 3 lose their power
break front end EE01.lab.local number 1
| 0h02m00s  EE01.lab.local  front end 1 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h02m00s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
break front end EE01.lab.local number 2
| 0h02m00s  EE01.lab.local  front end 2 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h02m00s  EE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h02m00s  EE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h02m00s  EE01.lab.local  routing group 6 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
break front end EE01.lab.local number 3
| 0h02m00s  EE01.lab.local  front end 3 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h02m00s  EE01.lab.local  routing group 1 primary alone → lost  The last replica is lost, so its users cannot sign in (F-165)
| 0h02m00s  EE01.lab.local  routing group 2 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h02m00s  EE01.lab.local  routing group 3 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
expect EE01.lab.local quorum functional
within 5m expect u1@lab.local out
| 0h02m32s  u1@lab.local  signed out of EE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h02m32s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h02m32s  u2@lab.local  signed out of EE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h02m32s  u2@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
+10m
| 0h03m04s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m04s  u2@lab.local  redirected by front end 5 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h03m04s  u2@lab.local  signed in at front end 4 of EE01.lab.local, limited at home  Both secondary replicas of the user's routing group are missing (F-51, F-165)
| 0h03m36s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h03m36s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m08s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h04m08s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h04m51.362s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h04m51.362s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m23.362s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h05m23.362s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h05m23.362s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m55.362s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m48.598s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h07m48.598s  u1@lab.local  tries front end 1 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m20.598s  u1@lab.local  tries front end 3 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m52.598s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h08m52.598s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h08m52.598s  u1@lab.local  tries front end 2 of EE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m00s  EE01.lab.local  routing group 2 primary alone → full  Other front ends hold secondaries in the place of those that did not come back (F-161)
| 0h12m00s  EE01.lab.local  routing group 3 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
| 0h12m00s  EE01.lab.local  routing group 5 full: rebuilt  Another front end holds a replica in the place of one that did not come back (F-161)
| 0h12m00s  EE01.lab.local  routing group 6 primary alone → full  Other front ends hold secondaries in the place of those that did not come back (F-161)
| 0h12m00s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u1@lab.local waiting

== F-165 One that holds it is back: limited; a second one: normal
heal front end EE01.lab.local number 1
| 0h12m32s  EE01.lab.local  mended: front end 1 down  The fault is over (H-22)
| 0h12m32s  EE01.lab.local  routing group 1 lost → primary alone  A front end that holds it is back, and is the primary, without secondaries (F-165)
within 30m expect u1@lab.local limited at EE01.lab.local
| 0h12m59.857s  u1@lab.local  redirected by front end 4 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h12m59.857s  u1@lab.local  signed in at front end 1 of EE01.lab.local, limited at home  Both secondary replicas of the user's routing group are missing (F-51, F-165)
heal front end EE01.lab.local number 2
| 0h12m59.857s  EE01.lab.local  mended: front end 2 down  The fault is over (H-22)
| 0h12m59.857s  EE01.lab.local  routing group 1 primary alone → full  A front end with a secondary is back (F-165)
| 0h12m59.857s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u1@lab.local normal at EE01.lab.local
heal front end EE01.lab.local number 3
| 0h12m59.857s  EE01.lab.local  mended: front end 3 down  The fault is over (H-22)
+1m

== F-137 Written, and lost before it is in the database
u1@lab.local edits contacts
break front end service EE01.lab.local number 1
| 0h13m59.857s  EE01.lab.local  front end 1 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h13m59.857s  EE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h13m59.857s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h13m59.857s  u1@lab.local  redirected by front end 4 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h13m59.857s  u1@lab.local  signed in at front end 3 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
break front end service EE01.lab.local number 2
| 0h13m59.857s  EE01.lab.local  front end 2 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h13m59.857s  EE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h13m59.857s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
break front end service EE01.lab.local number 3
| 0h13m59.857s  EE01.lab.local  front end 3 stopped  The services of one front end are stopped, as in a restart (F-159)
| 0h13m59.857s  EE01.lab.local  routing group 1 primary alone → lost  The last replica is lost, so its users cannot sign in (F-165)
| 0h13m59.857s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h13m59.857s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h13m59.857s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h13m59.857s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 0h13m59.857s  EE01.lab.local  reset pool registrar state  Nothing stands against the reset (F-166)
| 0h13m59.857s  EE01.lab.local  routing group 1 lost → reloading  It is read from the database of the back end (F-165, F-166)
+30m
| 0h14m55.742s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h14m55.742s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h14m55.742s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h16m35.108s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h16m35.108s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h16m35.108s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h19m23.498s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h19m23.498s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h19m23.498s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h26m55.113s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h26m55.113s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h26m55.113s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h37m26.249s  u1@lab.local  told by front end 4 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h37m26.249s  u1@lab.local  told by front end 5 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h37m26.249s  u1@lab.local  told by front end 6 of EE01.lab.local to come again later  No front end holds the user's routing group, and nobody of it can sign in (F-165, C-56)
| 0h43m59.857s  EE01.lab.local  routing group 1: what was not saved is lost  What front ends had not yet written to the database is not in what is read from there (F-137, F-166)
| 0h43m59.857s  EE01.lab.local  routing group 1 reloading → full  Read from the database, as it was saved there last (F-137, F-166)
within 40m expect u1@lab.local normal at EE01.lab.local
| 0h57m32.235s  u1@lab.local  redirected by front end 5 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h57m32.235s  u1@lab.local  signed in at front end 4 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== H-41 Three of six, and without the vote of the database that is too few
break sql EE01.lab.local
| 0h57m32.235s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h57m32.235s  EE01.lab.local  quorum functional → lost  Too few front ends are left, and these stop all services (F-163)
| 0h57m32.235s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h57m32.235s  u1@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h57m32.235s  u2@lab.local  signed out of EE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
expect EE01.lab.local quorum lost
EE01.lab.local> Reset-CsPoolRegistrarState -PoolFqdn EE01.lab.local -ResetType QuorumLossRecovery
| 0h57m32.235s  EE01.lab.local  reset pool registrar state refused: database-answers  The back end, from which users' data would be read, does not answer (F-166)
expect blocked database-answers
heal sql EE01.lab.local
| 0h57m32.235s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h57m32.235s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
+1m
heal front end service EE01.lab.local number 3
| 0h58m32.235s  EE01.lab.local  mended: front end 3 stopped  The fault is over (H-22)
heal front end service EE01.lab.local number 2
| 0h58m32.235s  EE01.lab.local  mended: front end 2 stopped  The fault is over (H-22)
| 0h58m32.235s  EE01.lab.local  quorum lost → starting  A pool that has lost its quorum takes the number of a cold start again (F-162, F-163)
within 40m expect EE01.lab.local up
| 1h28m32.235s  EE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
