understudy story 1
title A user is moved in the middle of a call
# If the call were the registrar's, it would end with the sign-out. Its media run from peer to peer: it goes on, and only
# what needs signalling has to wait (L-4, C-86).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
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
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
u1@lab.local calls u2@lab.local
| 0h00m00s  u1@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
+10s
u1@lab.local adds sharing
| 0h00m10s  u1@lab.local  conversation established: add  A request inside the call gets through (C-85)
expect u1@lab.local runs sharing
break nic FE02.lab.local
| 0h00m10s  FE02.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
| 0h00m10s  u1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
+33s
| 0h00m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h00m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h00m42s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h00m42s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u2@lab.local out
expect u1@lab.local talks to u2@lab.local
expect u1@lab.local runs audio
expect u1@lab.local runs sharing
u1@lab.local adds video
| 0h00m43s  u1@lab.local  conversation add refused while recovering  Until both are signed in again nothing can be started (L-4, C-81, C-86)
expect refused
heal nic FE02.lab.local
| 0h00m43s  FE02.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 2m expect u2@lab.local normal at FE02.lab.local
| 0h01m00s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h01m00s  FE02.lab.local sees FE01.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h01m14s  u2@lab.local  rejected by FE01.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h01m52.813s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h01m52.813s  u1@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
u1@lab.local adds video
| 0h01m52.813s  u1@lab.local  conversation established: add  A request inside the call gets through (C-85)
expect accepted

== The move itself
FE01.lab.local> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local
| 0h01m52.813s  u1@lab.local  move user  The home of the user changes at once (L-3, F-149)
| 0h01m52.813s  u1@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h01m52.813s  u1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h01m52.813s  u1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h01m52.813s  u1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h01m52.813s  u1@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
expect u1@lab.local homed at FE02.lab.local
within 10s expect u1@lab.local normal at FE02.lab.local
expect u1@lab.local runs video
u1@lab.local hangs up
| 0h01m52.813s  u1@lab.local  conversation established → ended  One of the two hangs up (C-85)
expect u1@lab.local misses audio
