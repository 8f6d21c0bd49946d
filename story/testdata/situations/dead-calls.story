understudy story 1
title What cannot be done in a call that has lost its media, its signalling, or both
# If a call were one thing, it would be there or not. It has two planes, and each can go and come back by itself: without
# signalling what runs goes on and nothing can be asked, without media there is nothing to ask for, and either way one of
# the two can hang up (C-85, C-86). A call that is not there is asked for nothing.

topology
  domain lab.local
  site HUB
  site EAST
  site WEST
  pool FE01.lab.local site HUB edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HUB edition standard automatic detect 30s failback 30s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local site EAST
  user u2@lab.local home FE01.lab.local site WEST
  user u3@lab.local home FE01.lab.local site HUB
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
+3m

== C-86 There is no call
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation hold refused while idle  There is no call (C-86)
u1@lab.local resumes
| 0h03m00s  u1@lab.local  conversation retrieve refused while idle  There is no call (C-86)
u1@lab.local adds video
| 0h03m00s  u1@lab.local  conversation add refused while idle  There is no call to add to (C-86)
u1@lab.local transfers to u3@lab.local
| 0h03m00s  u1@lab.local  conversation hand over refused while idle  There is no call (C-86)
expect u1@lab.local talks to nobody

== C-85 The way between the two is cut: there is nothing to hold, and nothing to hand over
u1@lab.local calls u2@lab.local
| 0h03m00s  u1@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
break link EAST to WEST
| 0h03m00s  EAST  link cut to WEST  Nothing arrives in this direction (Q-5, H-3)
| 0h03m00s  u1@lab.local  conversation established → media lost  What carried the media is gone, or their path is dead (C-86)
| 0h03m00s  u1@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation hold refused while media lost  With the media path dead there is nothing to hold or to hand over (C-85)
u1@lab.local resumes
| 0h03m00s  u1@lab.local  conversation retrieve refused while media lost  With the media path dead there is nothing to hold or to hand over (C-85)
u1@lab.local adds video
| 0h03m00s  u1@lab.local  conversation add refused while media lost  With the media path dead there is nothing to add to (C-85)
u1@lab.local transfers to u3@lab.local
| 0h03m00s  u1@lab.local  conversation hand over refused while media lost  With the media path dead there is nothing to hold or to hand over (C-85)
expect u1@lab.local misses audio
u1@lab.local hangs up
| 0h03m00s  u1@lab.local  conversation media lost → ended  One of the two gives up on the silence (C-85)
expect u1@lab.local talks to nobody
heal link EAST to WEST
| 0h03m00s  EAST  mended: link cut to WEST  The fault is over (H-22)

== C-83 A call that is over stays over
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation hold refused while ended  The call is over (C-83)
u1@lab.local resumes
| 0h03m00s  u1@lab.local  conversation retrieve refused while ended  The call is over (C-83)
u1@lab.local adds video
| 0h03m00s  u1@lab.local  conversation add refused while ended  The call is over (C-83)
u1@lab.local transfers to u3@lab.local
| 0h03m00s  u1@lab.local  conversation hand over refused while ended  The call is over (C-83)
expect u1@lab.local talks to nobody

== C-86 The service stops: media go on, and are lost when their own way is cut, too
u1@lab.local calls u2@lab.local
| 0h03m00s  u1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation established: hold  Held; hold, retrieve and transfer work in resiliency mode as well (F-46, C-77)
break service FE01.lab.local
| 0h03m00s  FE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h03m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h03m00s  u1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h03m00s  u1@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u2@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u3@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  u3@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect u1@lab.local out
u1@lab.local resumes
| 0h03m00s  u1@lab.local  conversation retrieve refused while recovering  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
expect u1@lab.local runs audio
break link EAST to WEST
| 0h03m00s  EAST  link cut to WEST  Nothing arrives in this direction (Q-5, H-3)
| 0h03m00s  u1@lab.local  conversation recovering → severed  Now the media are lost, too: what carried them is gone, or their path is dead (C-85, C-86)
| 0h03m00s  u1@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
expect u1@lab.local misses audio
u1@lab.local holds
| 0h03m00s  u1@lab.local  conversation hold refused while severed  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
u1@lab.local resumes
| 0h03m00s  u1@lab.local  conversation retrieve refused while severed  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
u1@lab.local adds video
| 0h03m00s  u1@lab.local  conversation add refused while severed  Until both are signed in again nothing can be started (L-4, C-81, C-86)
u1@lab.local transfers to u3@lab.local
| 0h03m00s  u1@lab.local  conversation hand over refused while severed  As long as their route is broken requests inside the call get nowhere (C-85, C-86)
heal link EAST to WEST
| 0h03m00s  EAST  mended: link cut to WEST  The fault is over (H-22)
| 0h03m00s  u1@lab.local  conversation severed → recovering  Media flow again; the route for requests is still being healed (C-85)
| 0h03m00s  u1@lab.local  audio goes on  It has a way again (C-85)
expect u1@lab.local runs audio

== C-85 Each plane comes back by itself: the signalling with the backup, the media with the link
break link EAST to WEST
| 0h03m00s  EAST  link cut to WEST  Nothing arrives in this direction (Q-5, H-3)
| 0h03m00s  u1@lab.local  conversation recovering → severed  Now the media are lost, too: what carried them is gone, or their path is dead (C-85, C-86)
| 0h03m00s  u1@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
within 6m expect u1@lab.local limited at FE02.lab.local
| 0h03m31.129s  u3@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h03m38.813s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m42.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m33.036s  u3@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h04m59.198s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 6m expect u2@lab.local limited at FE02.lab.local
| 0h05m13.928s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m13.928s  u1@lab.local  conversation severed → media lost  The route is healed, the media path is not yet (C-85, C-86)
expect u1@lab.local misses audio
heal link EAST to WEST
| 0h05m13.928s  EAST  mended: link cut to WEST  The fault is over (H-22)
| 0h05m13.928s  u1@lab.local  conversation media lost → established  Media flow again before the call was given up (C-85)
| 0h05m13.928s  u1@lab.local  audio goes on  It has a way again (C-85)
expect u1@lab.local runs audio
u1@lab.local resumes
| 0h05m13.928s  u1@lab.local  conversation established: retrieve  Taken up again (F-46, C-77)
expect accepted

== C-85 With both gone one of the two gives up
break service FE02.lab.local
| 0h05m13.928s  FE02.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h05m13.928s  FE02.lab.local sees FE01.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
| 0h05m13.928s  u1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h05m13.928s  u1@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h05m13.928s  u2@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
break link EAST to WEST
| 0h05m13.928s  EAST  link cut to WEST  Nothing arrives in this direction (Q-5, H-3)
| 0h05m13.928s  u1@lab.local  conversation recovering → severed  Now the media are lost, too: what carried them is gone, or their path is dead (C-85, C-86)
| 0h05m13.928s  u1@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
u2@lab.local hangs up
| 0h05m13.928s  u1@lab.local  conversation severed → ended  One of the two gives up on the silence (C-85)
expect u1@lab.local talks to nobody
