understudy story 1
title A link that flaps, and a backup that waits for an unbroken run of answers
# If HoldDown trusted the first answer, it would be the product's Recheck. It is an option that the product has not
# (H-34): the backup keeps the users until the primary has answered for the whole failback interval without a gap, and a
# flapping link, which throws them to and fro under Recheck, costs them one way there and one way back.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 120s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set health.mode hold down

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

== H-34 Moments of life are no reason to let the user go
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
for 1m40s expect u1@lab.local limited at FE02.lab.local
| 0h35m35s  FE01.lab.local sees FE02.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
| 0h35m35s  FE02.lab.local sees FE01.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
break nic FE01.lab.local
| 0h37m10s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
for 1m expect u1@lab.local limited at FE02.lab.local
| 0h37m35s  FE02.lab.local sees FE01.lab.local  down: run long enough  Answered for the whole failback interval; the next answer ends the verdict (H-34)
| 0h37m40s  FE01.lab.local sees FE02.lab.local  down: run broken  A missed answer ends the run; the next answer begins another (H-34)
| 0h37m40s  FE02.lab.local sees FE01.lab.local  down: run broken  A missed answer ends the run; the next answer begins another (H-34)
heal nic FE01.lab.local
| 0h38m10s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
for 1m40s expect u1@lab.local limited at FE02.lab.local
| 0h38m35s  FE01.lab.local sees FE02.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
| 0h38m35s  FE02.lab.local sees FE01.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
break nic FE01.lab.local
| 0h39m50s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
for 1m expect u1@lab.local limited at FE02.lab.local
| 0h40m10s  FE01.lab.local sees FE02.lab.local  down: run broken  A missed answer ends the run; the next answer begins another (H-34)
| 0h40m10s  FE02.lab.local sees FE01.lab.local  down: run broken  A missed answer ends the run; the next answer begins another (H-34)

== H-34 Two minutes without a gap are
heal nic FE01.lab.local
| 0h40m50s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
for 2m expect u1@lab.local limited at FE02.lab.local
| 0h41m05s  FE01.lab.local sees FE02.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
| 0h41m05s  FE02.lab.local sees FE01.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
within 31s expect u1@lab.local normal at FE01.lab.local
| 0h43m05s  FE02.lab.local sees FE01.lab.local  down: run long enough  Answered for the whole failback interval; the next answer ends the verdict (H-34)
| 0h43m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h43m05s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h43m05s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h43m05s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
for 1h expect u1@lab.local normal at FE01.lab.local
| 0h51m05s  FE01.lab.local sees FE02.lab.local  down: run long enough  Answered for the whole failback interval; the next answer ends the verdict (H-34)
| 0h51m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
