understudy story 1
title A server that blinks
# If a client believed whatever answers, nobody would notice a server that is off for ten seconds: no verdict falls, the
# connection seems slow and no more. But the registrar has forgotten its bindings (H-10). The next refresh is answered
# as if it were a first registration, which tells the client that the old one was lost: it signs in anew (C-41).

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
  set health.mode hold down

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
at 2m5s

== H-10 Off between two pings: its partner hears only that it has started anew
break power FE01.lab.local
| 0h02m05s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h02m05s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10s
heal power FE01.lab.local
| 0h02m15s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h02m15s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h02m15s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect u1@lab.local normal at FE01.lab.local
within 30s expect FE02.lab.local sees FE01.lab.local up

== C-41 The client notices at its next refresh
+11m
| 0h02m30s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h09m30s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 0h09m30s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE01.lab.local

== H-10 Off over a ping: silent for a moment, and up again after a restart
at 20m20s
break power FE01.lab.local
| 0h20m20s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h20m20s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+17s
| 0h20m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
expect FE02.lab.local sees FE01.lab.local silent
heal power FE01.lab.local
| 0h20m37s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h20m37s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h20m37s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 31s expect FE02.lab.local sees FE01.lab.local up
| 0h21m00s  FE02.lab.local sees FE01.lab.local  silent → up  It answers again, after a restart inside the window (F-34, H-10)
+12m
| 0h28m30s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 0h28m30s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== C-41 The same for users in limited service, at home after a long outage of the database
at 40m5s
break sql FE01.lab.local
| 0h40m05s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h40m05s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h40m05s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h40m05s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
within 31m expect u1@lab.local limited at FE01.lab.local
| 1h10m05s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 1h10m05s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
+10s
break power FE01.lab.local
| 1h10m15s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h10m15s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+10s
heal power FE01.lab.local
| 1h10m25s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h10m25s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h10m25s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect u1@lab.local limited at FE01.lab.local
+12m
| 1h10m30s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 1h16m00s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 1h16m00s  u1@lab.local  signed in at FE01.lab.local, limited at home  The back end has been out of reach for longer than its threshold (F-51)
expect u1@lab.local limited at FE01.lab.local
heal sql FE01.lab.local
| 1h22m25s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 1h22m25s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 1h22m25s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 1h22m25s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 1h22m25s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u1@lab.local normal at FE01.lab.local

== C-41 And on the backup, which forgets its verdict, too, and has to begin with a whole window
at 1h40m5s
break nic FE01.lab.local
| 1h40m05s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 31m expect u1@lab.local limited at FE02.lab.local
| 1h40m30s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h40m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h40m37s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 1h40m37s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h41m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h41m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h41m09s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h41m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h41m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h41m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h41m51.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h42m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h42m23.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
+10s
| 1h42m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
break power FE02.lab.local
| 1h42m33.681s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h42m33.681s  FE02.lab.local sees FE01.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
+10s
heal power FE02.lab.local
| 1h42m43.681s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 1h42m43.681s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
expect u1@lab.local limited at FE02.lab.local
expect FE02.lab.local sees FE01.lab.local unknown
+12m
| 1h43m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h43m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h44m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h44m18.681s  FE02.lab.local sees FE01.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 1h44m30s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h44m30s  u2@lab.local  signed out of FE02.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 1h44m30s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 1h45m00s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h45m00s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h51m53.681s  u1@lab.local  signed out of FE02.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 1h51m53.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h52m25.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
expect u1@lab.local limited at FE02.lab.local
expect FE02.lab.local sees FE01.lab.local down

== H-34 A restart of the primary ends an unbroken run of answers
heal nic FE01.lab.local
| 1h54m43.681s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
+10s
| 1h54m48.681s  FE02.lab.local sees FE01.lab.local  down: run began  It answers; it has to go on for the failback interval (H-34)
break power FE01.lab.local
| 1h54m53.681s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h54m53.681s  FE01.lab.local sees FE02.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
+1s
heal power FE01.lab.local
| 1h54m54.681s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h54m54.681s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h54m54.681s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 31m expect u1@lab.local normal at FE01.lab.local
| 1h55m18.681s  FE02.lab.local sees FE01.lab.local  down: run long enough  Answered for the whole failback interval; the next answer ends the verdict (H-34)
| 1h55m18.681s  FE02.lab.local sees FE01.lab.local  down: rebooted  It restarted in the middle of the run, which begins anew (H-34, H-10)
| 1h55m48.681s  FE02.lab.local sees FE01.lab.local  down: run long enough  Answered for the whole failback interval; the next answer ends the verdict (H-34)
| 1h55m48.681s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h55m48.681s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 1h55m48.681s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h55m48.681s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== C-41 And for users in full service on the backup
+5m
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 2h00m48.681s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 2h00m48.681s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
expect accepted
within 15m expect u2@lab.local full at FE01.lab.local
| 2h00m53.681s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 2h01m53.681s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 2h02m53.681s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 2h02m58.681s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 2h02m58.681s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 2h04m24.681s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 2h04m24.681s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 2h04m24.681s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 2h04m28.681s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 2h05m03.681s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 2h05m03.681s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 2h05m08.681s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 2h05m08.681s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 2h05m38.681s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 2h05m38.681s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 2h05m38.681s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 2h05m59.681s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 2h06m24.681s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
+1m
| 2h06m29.681s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h06m59.681s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
break power FE01.lab.local
| 2h07m24.681s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 2h07m24.681s  FE01.lab.local sees FE02.lab.local  silent → unknown  An observer that stops holds nothing, the silence included (H-10)
+10s
heal power FE01.lab.local
| 2h07m34.681s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 2h07m34.681s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
expect u2@lab.local full at FE01.lab.local
+12m
| 2h12m39.681s  FE01.lab.local sees FE02.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 2h13m54.681s  u2@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 2h13m54.681s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
| 2h14m48.681s  u1@lab.local  signed out of FE01.lab.local  Its refresh was taken for a new registration: the old one was lost, start anew (C-41)
| 2h14m48.681s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u2@lab.local full at FE01.lab.local
expect u1@lab.local normal at FE01.lab.local
