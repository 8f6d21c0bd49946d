understudy story 1
title A call to the PSTN through the dead pool, and calls that need no server
# If media and signalling were one thing, either every call would end with the pool or none would. A call between two
# people goes on and can be held again once both are signed in; one whose media pass the pool's Mediation Server falls
# silent and is given up after fifteen minutes; one with media bypass goes on, and can never be transferred (C-85, C-86).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 30s failback 30s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE01.lab.local
  user u4@lab.local home FE01.lab.local
  user u5@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u4@lab.local signs in
| 0h00m00s  u4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u5@lab.local signs in
| 0h00m00s  u5@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u5@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+3m

== F-46 Four calls: between two people, to the PSTN, to the PSTN with media bypass
u1@lab.local calls u2@lab.local
| 0h03m00s  u1@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
u3@lab.local calls PSTN
| 0h03m00s  u3@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
u4@lab.local calls PSTN media-bypass
| 0h03m00s  u4@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
u5@lab.local calls u1@lab.local
| 0h03m00s  u5@lab.local  cannot call  Both have to be signed in, in reach of each other and in no other call (C-86)
expect denied
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation established: hold  Held; hold, retrieve and transfer work in resiliency mode as well (F-46, C-77)
expect accepted
u2@lab.local resumes
| 0h03m00s  u1@lab.local  conversation established: retrieve  Taken up again (F-46, C-77)
expect u2@lab.local talks to u1@lab.local
expect u4@lab.local talks to PSTN

== C-86 FE01 dies, and takes the media with it that run through it
break power FE01.lab.local
| 0h03m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h03m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h03m00s  u3@lab.local  conversation established → media lost  What carried the media is gone, or their path is dead (C-86)
| 0h03m00s  u3@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
| 0h03m00s  u1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h03m00s  u3@lab.local  conversation media lost → severed  Now requests are lost too; there is still time for the media (C-85, C-86)
| 0h03m00s  u4@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
expect u1@lab.local runs audio
expect u3@lab.local misses audio
expect u4@lab.local runs audio
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation hold refused while recovering  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
expect refused
u2@lab.local transfers to u5@lab.local
| 0h03m00s  u1@lab.local  conversation hand over refused while recovering  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
expect refused
u4@lab.local holds
| 0h03m00s  u4@lab.local  conversation hold refused while recovering  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
expect refused

== F-46 Limited on the backup: held and transferred, but no way out without a gateway elsewhere
within 4m expect u2@lab.local limited at FE02.lab.local
| 0h03m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h03m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m32s  u2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h03m32s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m32s  u3@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h03m32s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m32s  u4@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h03m32s  u4@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m32s  u5@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h03m32s  u5@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h03m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h04m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m04s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m04s  u3@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m04s  u4@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m04s  u5@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h04m35.129s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m37.729s  u4@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m42.087s  u5@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m42.813s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h04m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m07.129s  u3@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m09.729s  u4@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m14.087s  u5@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m14.813s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 2m expect u1@lab.local limited at FE02.lab.local
| 0h05m18.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m18.681s  u1@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
within 2m expect u5@lab.local limited at FE02.lab.local
u1@lab.local holds
| 0h05m18.681s  u1@lab.local  conversation established: hold  Held; hold, retrieve and transfer work in resiliency mode as well (F-46, C-77)
expect accepted
u1@lab.local resumes
| 0h05m18.681s  u1@lab.local  conversation established: retrieve  Taken up again (F-46, C-77)
u2@lab.local transfers to u5@lab.local
| 0h05m18.681s  u1@lab.local  conversation established → ended  It goes on with somebody else, or is parked (F-46, C-77)
| 0h05m18.681s  u5@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
expect accepted
expect u1@lab.local talks to u5@lab.local
expect u2@lab.local talks to nobody
u2@lab.local calls PSTN
| 0h05m18.681s  u2@lab.local  cannot call PSTN  It takes a client that is signed in, a gateway in its reach, and no other call (F-46)
expect denied

== C-85 Fifteen minutes of silence end the call through the pool, and nothing else
within 13m expect u3@lab.local talks to nobody
| 0h18m00s  u3@lab.local  conversation severed → ended  A call whose media stay dead for 15 minutes is given up (C-85)
expect u4@lab.local talks to PSTN
heal power FE01.lab.local
| 0h18m00s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h18m00s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h18m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+10m
| 0h18m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h18m05s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h18m05s  u2@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h18m05s  u3@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h18m05s  u4@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h18m05s  u5@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h18m05s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m05s  u5@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h18m05s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m05s  u3@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m05s  u4@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m05s  u5@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m05s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h18m05s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h18m05s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h18m05s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h18m05s  u5@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h18m05s  u5@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
expect u4@lab.local runs audio
u4@lab.local holds
| 0h28m00s  u4@lab.local  conversation hold refused while recovering  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
expect refused
u4@lab.local hangs up
| 0h28m00s  u4@lab.local  conversation recovering → ended  One of the two hangs up; that needs no registrar (C-86)
u1@lab.local hangs up
| 0h28m00s  u5@lab.local  conversation established → ended  One of the two hangs up (C-85)
