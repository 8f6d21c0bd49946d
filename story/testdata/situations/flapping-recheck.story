understudy story 1
title A link that flaps, and a backup that checks once per failback interval
# If one lost ping were a verdict, a flapping link would throw the users to and fro. Silence shorter than the window is
# forgiven (F-34). After the verdict the product checks every failback interval and trusts the first answer (Recheck,
# H-34): who is sent home to a pool that goes away again a moment later is out, and waits for the next verdict.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m

== Below the ping: 20 s between two of them, and nobody misses one
at 6m5s
break heartbeat FE01.lab.local
| 0h06m05s  FE01.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
+20s
heal heartbeat FE01.lab.local
| 0h06m25s  FE01.lab.local  mended: heartbeats lost  The fault is over (H-22)
for 5m expect FE02.lab.local sees FE01.lab.local up

== At the ping: 30 s, in which there is always one
at 12m5s
break heartbeat FE01.lab.local
| 0h12m05s  FE01.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
+30s
| 0h12m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
heal heartbeat FE01.lab.local
| 0h12m35s  FE01.lab.local  mended: heartbeats lost  The fault is over (H-22)
expect FE02.lab.local sees FE01.lab.local silent
within 30s expect FE02.lab.local sees FE01.lab.local up
| 0h13m00s  FE02.lab.local sees FE01.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
for 5m expect FE02.lab.local sees FE01.lab.local up

== F-34 Above it: one answer in ninety seconds starts the window anew
at 20m5s
break heartbeat FE01.lab.local
| 0h20m05s  FE01.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
+1m10s
| 0h20m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h21m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal heartbeat FE01.lab.local
| 0h21m15s  FE01.lab.local  mended: heartbeats lost  The fault is over (H-22)
+20s
| 0h21m30s  FE02.lab.local sees FE01.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
break heartbeat FE01.lab.local
| 0h21m35s  FE01.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
+1m10s
| 0h22m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h22m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
heal heartbeat FE01.lab.local
| 0h22m45s  FE01.lab.local  mended: heartbeats lost  The fault is over (H-22)
+20s
| 0h23m00s  FE02.lab.local sees FE01.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
expect FE02.lab.local sees FE01.lab.local up
expect u1@lab.local normal at FE01.lab.local
+5m

== F-35 Then the network adapter flaps, with one long silence
at 30m1s
break nic FE01.lab.local
| 0h30m01s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 3m expect FE02.lab.local sees FE01.lab.local down
| 0h30m33s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h30m33s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h30m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h31m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m05s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h31m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 3m expect u1@lab.local limited at FE02.lab.local
| 0h31m47.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h32m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h32m19.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== H-34 A moment of life in time for the check is enough, and the user is sent home into the next silence
at 35m30s
| 0h32m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h34m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h34m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
heal nic FE01.lab.local
| 0h35m30s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 31s expect u1@lab.local normal at FE01.lab.local
| 0h35m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h35m35s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h35m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h35m35s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1s
break nic FE01.lab.local
| 0h35m36s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 33s expect u1@lab.local out
| 0h36m08s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h36m08s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 2m expect FE02.lab.local sees FE01.lab.local down
| 0h36m10s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h36m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h36m40s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h37m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h37m10s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 31m expect u1@lab.local limited at FE02.lab.local
| 0h37m18.258s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h37m50.258s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== H-34 And again
heal nic FE01.lab.local
| 0h37m50.258s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 31s expect u1@lab.local normal at FE01.lab.local
| 0h38m10s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h38m10s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h38m10s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h38m10s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1s
break nic FE01.lab.local
| 0h38m11s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 33s expect u1@lab.local out
| 0h38m43s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h38m43s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 31m expect u1@lab.local limited at FE02.lab.local
| 0h38m45s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h39m15s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h39m15s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h39m45s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h39m45s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h40m11.968s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h40m43.968s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
heal nic FE01.lab.local
| 0h40m43.968s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 31s expect u1@lab.local normal at FE01.lab.local
| 0h40m45s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h40m45s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h40m45s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h40m45s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
for 1h expect u1@lab.local normal at FE01.lab.local
| 0h45m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
