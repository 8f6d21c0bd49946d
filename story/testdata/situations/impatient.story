understudy story 1
title An impatient user
# If every click began another sign-in, one endpoint would soon be at two registrars, which no law allows (H-5). Whoever
# is signing in is not signing in a second time, and whoever gives up leaves nothing behind that does not expire by itself.

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
== H-5 There is nothing to sign out of yet
u1@lab.local signs out
| 0h00m00s  u1@lab.local  sign out refused while signed out  It is registered nowhere that it could sign out from (H-5)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect refused
u1@lab.local deletes the certificate
| 0h00m00s  u1@lab.local  certificate deleted refused while none  There is none to delete (L-9)
expect refused

== H-5 Signed in is signed in
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u1@lab.local signs in
| 0h00m00s  u1@lab.local  sign in refused while normal  It is signed in already, and at no more than one registrar (H-5)
expect refused
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== H-5 Nor does it help to click while the first attempt waits for its answer
break nic FE01.lab.local
| 0h05m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
+33s
| 0h05m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect u1@lab.local out
u1@lab.local signs in
| 0h05m33s  u1@lab.local  sign in refused while connecting  It is signing in already, and at no more than one registrar (H-5)
expect refused
u1@lab.local signs out
expect accepted
u1@lab.local signs in
| 0h05m33s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
+1m5s
| 0h05m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect u1@lab.local waiting
u1@lab.local signs in
| 0h06m38s  u1@lab.local  sign in refused while waiting  It is signing in already, and at no more than one registrar (H-5)
expect refused
u1@lab.local signs out
expect accepted

== H-5 On the backup, limited, and without a way out but to sign out
u1@lab.local signs in
| 0h06m38s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 5m expect u1@lab.local limited at FE02.lab.local
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m10s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
u1@lab.local signs in
| 0h07m10s  u1@lab.local  sign in refused while limited on the backup  It is signed in already, and at no more than one registrar (H-5)
expect refused
break nic FE02.lab.local
| 0h07m10s  FE02.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 33s expect u1@lab.local out
| 0h07m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m42s  u1@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h07m42s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m42s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h07m42s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
heal nic FE02.lab.local
| 0h07m42s  FE02.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 5m expect u1@lab.local limited at FE02.lab.local
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m14s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h08m14s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
u1@lab.local signs out
| 0h08m14s  u1@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
heal nic FE01.lab.local
| 0h08m14s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
u1@lab.local signs in
| 0h08m14s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 5m expect u1@lab.local normal at FE01.lab.local

== H-5 Limited at home
break sql FE01.lab.local
| 0h08m14s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h08m14s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h08m14s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h08m14s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
within 31m expect u1@lab.local limited at FE01.lab.local
| 0h08m30s  FE01.lab.local sees FE02.lab.local  silent → up  One answer ends the silence and restarts the window (F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h09m24.813s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h38m14s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h38m14s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
u1@lab.local signs in
| 0h38m14s  u1@lab.local  sign in refused while limited at home  It is signed in already, and at no more than one registrar (H-5)
expect refused
u1@lab.local signs out
| 0h38m14s  u1@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
expect accepted
heal sql FE01.lab.local
| 0h38m14s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h38m14s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h38m14s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h38m14s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)

== H-5 And in full on the backup
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h38m14s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h38m14s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 15m expect u2@lab.local full at FE01.lab.local
| 0h38m19s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h39m19s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h40m19s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h40m24s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h40m24s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h41m44s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h41m44s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h41m44s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h41m54s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h42m29s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h42m29s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h42m34s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h42m34s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h43m04s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h43m04s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h43m04s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h43m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h43m44s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
u2@lab.local signs in
| 0h43m44s  u2@lab.local  sign in refused while full on the backup  It is signed in already, and at no more than one registrar (H-5)
expect refused
