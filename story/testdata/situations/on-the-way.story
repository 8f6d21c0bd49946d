understudy story 1
title Answers on their way, and a round that ends
# If an answer were what counts when it arrives, a server would have to know the future. It is decided at once and takes its
# way back, or is lost there (H-39). Each pool is tried once a round, however often the two name each other (H-23). And the
# intervals are those of the pool that is watched (H-25), from half a minute to a day (H-40).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 86400s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set latency 1s

story
== H-39 A second there and a second back
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
+1.999s
expect u1@lab.local out
+1ms
| 0h00m02s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m02s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m02s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect u1@lab.local normal at FE01.lab.local
u2@lab.local signs in
| 0h00m02s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
within 5s expect u2@lab.local normal at FE02.lab.local
| 0h00m04s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m06s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== H-39 Accepted, and the answer is lost on its way: the registrar holds what the client does not know of
u1@lab.local signs out
| 0h05m06s  u1@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
+5s
u1@lab.local signs in
+1s
break link FE01.lab.local to u1@lab.local
| 0h05m12s  FE01.lab.local  link cut to u1@lab.local  Nothing arrives in this direction (Q-5, H-3)
+10s
expect u1@lab.local out
heal link FE01.lab.local to u1@lab.local
| 0h05m22s  FE01.lab.local  mended: link cut to u1@lab.local  The fault is over (H-22)
within 2m expect u1@lab.local normal at FE01.lab.local
| 0h05m43s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m29.681s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== H-23 Before the verdict FE02 names FE01, which is silent: each once, and then a pause
+5m
break power FE01.lab.local
| 0h11m29.681s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h11m29.681s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 1m15s expect u1@lab.local waiting
| 0h11m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h12m01.681s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h12m01.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m33.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h12m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)

== H-25, H-40 FE02 checks FE01 every half minute, FE01 checks FE02 once a day
within 5m expect u1@lab.local limited at FE02.lab.local
| 0h12m37s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h13m13.939s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m47.939s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
heal power FE01.lab.local
| 0h13m47.939s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h13m47.939s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
within 1m expect u1@lab.local normal at FE01.lab.local
| 0h13m49.939s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h14m09s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h14m09s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h14m10s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h14m12s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
break power FE02.lab.local
| 0h14m12s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h14m12s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 20m expect u2@lab.local limited at FE01.lab.local
| 0h14m22.939s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h14m44s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h14m44s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h14m52.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m16s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h15m22.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m52.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m56.813s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h16m22.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h16m28.813s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h16m52.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h17m22.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h17m52.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m05.928s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h18m22.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m37.928s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h18m52.939s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m54.939s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h22m22.083s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h22m56.083s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
heal power FE02.lab.local
| 0h22m56.083s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h22m56.083s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
for 23h expect u2@lab.local limited at FE01.lab.local
| 0h22m58.083s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 1h expect u2@lab.local normal at FE02.lab.local
| 24h18m56.939s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 24h18m56.939s  u2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 24h18m57.939s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 24h18m59.939s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
