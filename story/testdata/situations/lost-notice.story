understudy story 1
title A notice that never arrives
# If a client learnt of the end of its registration by notice alone, one lost packet would leave it signed in at a server
# that has let go of it. A registrar says so once (C-43); whoever does not hear it learns it at the next refresh, which is
# refused, and starts anew (C-41). Of the two of each kind, one hears the notice here and the other does not.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local legacy
  user u2@lab.local home FE01.lab.local legacy
  user u3@lab.local home FE01.lab.local
  user u4@lab.local home FE01.lab.local
  user u5@lab.local home FE02.lab.local
  user u6@lab.local home FE02.lab.local legacy
  user u7@lab.local home FE02.lab.local legacy
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

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
| 0h00m00s  u5@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u5@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u5@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
u6@lab.local signs in
| 0h00m00s  u6@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u6@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u6@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
u7@lab.local signs in
| 0h00m00s  u7@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u7@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u7@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)

== C-43 User services go, and these two clients cannot do without them
at 4m50s
break sql FE01.lab.local
| 0h04m50s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h04m50s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h04m50s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 0h04m50s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
at 34m40s
break link FE01.lab.local to u2@lab.local
| 0h34m40s  FE01.lab.local  link cut to u2@lab.local  Nothing arrives in this direction (Q-5, H-3)
at 34m55s
| 0h34m50s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h34m50s  u1@lab.local  signed out of FE01.lab.local  Deregistered and sent nowhere; the same registrar is not asked again at once (C-43, C-104)
| 0h34m50s  u3@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 0h34m50s  u4@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
heal link FE01.lab.local to u2@lab.local
| 0h34m55s  FE01.lab.local  mended: link cut to u2@lab.local  The fault is over (H-22)
expect u1@lab.local out
expect u2@lab.local normal at FE01.lab.local
expect u3@lab.local limited at FE01.lab.local

== C-41 The refresh of the one that did not hear it is refused
within 10m expect u2@lab.local out
| 0h35m32.681s  u1@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h35m32.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h36m49.198s  u1@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h36m49.198s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h38m00s  u2@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h38m00s  u2@lab.local  signed out of FE01.lab.local  Its refresh was refused: start anew (C-41)
| 0h38m00s  u2@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h38m00s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
for 10m expect u1@lab.local out
| 0h38m38.813s  u2@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h38m38.813s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h40m13.928s  u2@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h40m13.928s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h40m37.068s  u1@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h40m37.068s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h43m56.083s  u2@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h43m56.083s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h46m41.395s  u1@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 0h46m41.395s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
u1@lab.local signs out
u2@lab.local signs out
heal sql FE01.lab.local
| 0h48m00s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h48m00s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h48m00s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h48m00s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h48m00s  u3@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h48m00s  u4@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u3@lab.local normal at FE01.lab.local

== H-4 FE02 does not hear FE01, nor do two of its users: they are borrowed
break heartbeat FE01.lab.local
| 0h48m00s  FE01.lab.local  heartbeats lost  Pings to it are lost, so nobody hears it answer; everything else arrives (H-9)
break link FE01.lab.local to u3@lab.local
| 0h48m00s  FE01.lab.local  link cut to u3@lab.local  Nothing arrives in this direction (Q-5, H-3)
break link FE01.lab.local to u4@lab.local
| 0h48m00s  FE01.lab.local  link cut to u4@lab.local  Nothing arrives in this direction (Q-5, H-3)
within 31m expect u3@lab.local limited at FE02.lab.local
| 0h48m32s  u3@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h48m32s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h48m32s  u4@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h48m32s  u4@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h48m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h49m04s  u3@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h49m04s  u4@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h49m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h49m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h49m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h49m35.129s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h49m37.729s  u4@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h50m07.129s  u3@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 31m expect u4@lab.local limited at FE02.lab.local
| 0h50m09.729s  u4@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== C-43 FE02 is failed over by hand, and lets go of everybody; one of each kind does not hear it
break sql FE02.lab.local
| 0h50m09.729s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h50m09.729s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h50m09.729s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
at 1h21m40s
| 1h20m09.729s  FE02.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 1h20m09.729s  u5@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 1h20m09.729s  u6@lab.local  signed out of FE02.lab.local  Deregistered and sent nowhere; the same registrar is not asked again at once (C-43, C-104)
| 1h20m09.729s  u7@lab.local  signed out of FE02.lab.local  Deregistered and sent nowhere; the same registrar is not asked again at once (C-43, C-104)
| 1h20m46.914s  u7@lab.local  rejected by FE02.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 1h20m46.914s  u7@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h21m07.290s  u6@lab.local  rejected by FE02.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 1h21m07.290s  u6@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
expect u5@lab.local limited at FE02.lab.local
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 1h21m40s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 1h21m40s  FE02.lab.local  active → failed over  Written by hand, which moves the users without their data (F-57)
| 1h21m40s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
expect accepted
at 1h22m20s
| 1h22m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
break link FE02.lab.local to u4@lab.local
| 1h22m20s  FE02.lab.local  link cut to u4@lab.local  Nothing arrives in this direction (Q-5, H-3)
break link FE02.lab.local to u5@lab.local
| 1h22m20s  FE02.lab.local  link cut to u5@lab.local  Nothing arrives in this direction (Q-5, H-3)
at 1h22m45s
| 1h22m30s  u3@lab.local  signed out of FE02.lab.local  Deregistered and sent nowhere; the same registrar is not asked again at once (C-43, C-104)
| 1h22m36.613s  u7@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h22m36.613s  u7@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
expect u3@lab.local out
expect u4@lab.local limited at FE02.lab.local
expect u5@lab.local limited at FE02.lab.local
heal link FE02.lab.local to u4@lab.local
| 1h22m45s  FE02.lab.local  mended: link cut to u4@lab.local  The fault is over (H-22)
heal link FE02.lab.local to u5@lab.local
| 1h22m45s  FE02.lab.local  mended: link cut to u5@lab.local  The fault is over (H-22)
heal heartbeat FE01.lab.local
| 1h22m45s  FE01.lab.local  mended: heartbeats lost  The fault is over (H-22)
heal link FE01.lab.local to u3@lab.local
| 1h22m45s  FE01.lab.local  mended: link cut to u3@lab.local  The fault is over (H-22)
heal link FE01.lab.local to u4@lab.local
| 1h22m45s  FE01.lab.local  mended: link cut to u4@lab.local  The fault is over (H-22)

== C-41 Their refreshes are refused, and they find where they are served
within 10m expect u4@lab.local normal at FE01.lab.local
| 1h22m47.083s  u6@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h22m47.083s  u6@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
| 1h23m00.953s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 1h23m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h25m30s  u5@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h25m30s  u5@lab.local  signed out of FE02.lab.local  Its refresh was refused: start anew (C-41)
| 1h25m30s  u5@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 1h25m30s  u5@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
| 1h28m09.729s  u4@lab.local  rejected by FE02.lab.local  A pool that is failed over takes nobody in, not even the users whom it is the backup of (F-56, H-13)
| 1h28m09.729s  u4@lab.local  signed out of FE02.lab.local  Its refresh was refused: start anew (C-41)
| 1h28m09.729s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 10m expect u5@lab.local full at FE01.lab.local
within 10m expect u6@lab.local full at FE01.lab.local
within 10m expect u7@lab.local full at FE01.lab.local

== C-43 The database that now serves them fails, too
at 2h
| 1h32m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 1h42m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 1h52m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
break sql FE01.lab.local
| 2h00m00s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 2h00m00s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 2h00m00s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
| 2h00m00s  FE01.lab.local to FE02.lab.local  management store steady → error  The service is in error and exports nothing (F-133, F-140)
at 2h29m50s
| 2h02m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 2h12m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 2h22m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
break link FE01.lab.local to u7@lab.local
| 2h29m50s  FE01.lab.local  link cut to u7@lab.local  Nothing arrives in this direction (Q-5, H-3)
at 2h30m5s
| 2h30m00s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 2h30m00s  u3@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 2h30m00s  u4@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 2h30m00s  u5@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 2h30m00s  u6@lab.local  signed out of FE01.lab.local  Deregistered and sent nowhere; the same registrar is not asked again at once (C-43, C-104)
heal link FE01.lab.local to u7@lab.local
| 2h30m05s  FE01.lab.local  mended: link cut to u7@lab.local  The fault is over (H-22)
expect u5@lab.local limited at FE01.lab.local
expect u6@lab.local out
expect u7@lab.local full at FE01.lab.local
within 10m expect u7@lab.local out
| 2h30m55.771s  u6@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 2h30m55.771s  u6@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 2h32m05s  FE01.lab.local to FE02.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 2h32m11.869s  u6@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 2h32m11.869s  u6@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 2h34m14.398s  u6@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 2h34m14.398s  u6@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 2h38m36.613s  u7@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
| 2h38m36.613s  u7@lab.local  signed out of FE01.lab.local  Its refresh was refused: start anew (C-41)
| 2h38m36.613s  u7@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 2h38m36.613s  u7@lab.local  rejected by FE01.lab.local  Limited service is only for endpoints that can register without user services (C-38, C-43, C-46)
heal sql FE01.lab.local
| 2h38m36.613s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 2h38m36.613s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 2h38m36.613s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 2h38m36.613s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 2h38m36.613s  u3@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 2h38m36.613s  u4@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 2h38m36.613s  u5@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
within 11m expect u6@lab.local full at FE01.lab.local
| 2h39m26.294s  u7@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 2h39m26.294s  u7@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
| 2h41m03.313s  u6@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 2h41m03.313s  u6@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
within 11m expect u7@lab.local full at FE01.lab.local
